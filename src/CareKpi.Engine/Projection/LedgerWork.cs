using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The ledger's days that one entry changes.</summary>
internal sealed class LedgerWork(RowStore rows, ZoneCalendar calendar, EntrySink sink, EventOrder order)
{
    private readonly LedgerFacts facts = new(calendar);
    private readonly RowWriter writer = new();
    private readonly Dictionary<LedgerKey, List<(int Day, LedgerEvent Event)>> came = [];
    private readonly Dictionary<(LedgerKey Key, int Day), LedgerDay?> days = [];

    public static StateKey KeyOf(LedgerKey key, int day) => new(RowKind.LedgerDay, StateKey.Pair((int)key.Family, key.Name), day);

    public static LedgerKey KeyOf(StateKey key) => new((LedgerFamily)StateKey.High(key.A), StateKey.Low(key.A));

    public void Add(LedgerKey key, in LedgerEvent added)
    {
        if (!came.TryGetValue(key, out var events))
        {
            came.Add(key, events = []);
        }
        var home = AgentDay.Of(added.Time);
        events.Add((home, added));
        if (added.Supersedes.Length > 0 && DaySuperseding.TargetDayOf(added) != home)
        {
            events.Add((DaySuperseding.TargetDayOf(added), added.AsCopy(home)));
        }
    }

    public async ValueTask ApplyAsync(Action<StateKey, byte[]?> write, CancellationToken cancellationToken)
    {
        var changed = new HashSet<(LedgerKey Key, int Day)>();
        foreach (var (key, events) in came)
        {
            foreach (var (day, _) in events)
            {
                changed.Add((key, day));
            }
        }
        await LoadAsync(changed, cancellationToken);
        var owners = Owners(changed);
        await LoadAsync(owners, cancellationToken);
        await LoadAsync(Targets(owners), cancellationToken);
        Tell(owners, -1);
        foreach (var (key, events) in came)
        {
            foreach (var (day, added) in events)
            {
                (days[(key, day)] ??= new LedgerDay()).Add(added, order);
            }
        }
        Tell(owners, 1);
        foreach (var (key, day) in changed)
        {
            writer.Clear();
            days[(key, day)]!.Encode(writer);
            write(KeyOf(key, day), writer.ToArray());
        }
    }

    /// <summary>The days whose events may count otherwise: the changed ones, and the homes of events that supersede one of theirs.</summary>
    private HashSet<(LedgerKey Key, int Day)> Owners(HashSet<(LedgerKey Key, int Day)> changed)
    {
        var owners = new HashSet<(LedgerKey Key, int Day)>(changed);
        foreach (var (key, held) in Held(changed))
        {
            if (held.HomeDay is { } home)
            {
                owners.Add((key, home));
            }
        }
        return owners;
    }

    private HashSet<(LedgerKey Key, int Day)> Targets(HashSet<(LedgerKey Key, int Day)> owners)
    {
        var targets = new HashSet<(LedgerKey Key, int Day)>();
        foreach (var (key, held) in Held(owners))
        {
            if (held.Supersedes.Length > 0)
            {
                targets.Add((key, DaySuperseding.TargetDayOf(held)));
            }
        }
        return targets;
    }

    /// <summary>What stands on days, and everything that comes.</summary>
    private IEnumerable<(LedgerKey Key, LedgerEvent Event)> Held(HashSet<(LedgerKey Key, int Day)> on)
    {
        foreach (var (key, day) in on)
        {
            foreach (var held in days[(key, day)]?.Events ?? [])
            {
                yield return (key, held);
            }
        }
        foreach (var (key, events) in came)
        {
            foreach (var (_, added) in events)
            {
                yield return (key, added);
            }
        }
    }

    private async ValueTask LoadAsync(HashSet<(LedgerKey Key, int Day)> wanted, CancellationToken cancellationToken)
    {
        var missing = wanted.Where(at => !days.ContainsKey(at)).ToList();
        await rows.LoadAsync(missing.ConvertAll(at => KeyOf(at.Key, at.Day)), cancellationToken);
        foreach (var at in missing)
        {
            days[at] = rows[KeyOf(at.Key, at.Day)] is { } row ? LedgerDay.Decode(row) : null;
        }
    }

    private void Tell(HashSet<(LedgerKey Key, int Day)> owners, int sign)
    {
        sink.Sign = sign;
        foreach (var (key, day) in owners)
        {
            // What is looked for by local day are costs alone.
            sink.Ledger = key.Family == LedgerFamily.Cost ? (key, day) : null;
            facts.Tell(key, day, number => days.GetValueOrDefault((key, number))?.Events, sink);
        }
        sink.Ledger = null;
        sink.Sign = 1;
    }
}
