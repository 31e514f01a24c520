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
        var superseding = Superseding(changed);
        var owners = Owners([.. changed.Where(at => superseding.Contains(at.Key))]);
        await LoadAsync(owners, cancellationToken);
        await LoadAsync(Targets(owners), cancellationToken);
        var before = new Dictionary<(LedgerKey Key, int Day), List<LedgerEvent>>();
        foreach (var owner in owners)
        {
            before.Add(owner, Judged(owner, -1));
        }
        foreach (var (key, events) in came)
        {
            foreach (var (day, added) in events)
            {
                (days[(key, day)] ??= new LedgerDay()).Add(added, order);
            }
        }
        foreach (var (owner, counted) in before)
        {
            TellChange(owner.Key, owner.Day, counted, Judged(owner, 1));
        }
        TellThoseThatCame(superseding);
        foreach (var (key, day) in changed)
        {
            writer.Clear();
            days[(key, day)]!.Encode(writer);
            write(KeyOf(key, day), writer.ToArray());
        }
    }

    /// <summary>Keys of which an event that came, or that stands on a changed day, supersedes something. Of all others what stood counts as it did, and all that came counts.</summary>
    private HashSet<LedgerKey> Superseding(HashSet<(LedgerKey Key, int Day)> changed)
    {
        var found = new HashSet<LedgerKey>();
        foreach (var (key, held) in Held(changed))
        {
            if (held.Supersedes.Length > 0)
            {
                found.Add(key);
            }
        }
        return found;
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

    /// <summary>The events of a day that count, in their order; which of them supersede nothing is told.</summary>
    private List<LedgerEvent> Judged((LedgerKey Key, int Day) at, int sign)
    {
        var counting = new List<LedgerEvent>();
        if (days[at]?.Events is { } events)
        {
            DaySuperseding.Counting(events, at.Day, EventsOf, counting);
            sink.Sign = sign;
            LedgerFacts.TellIgnored(at.Key, at.Day, EventsOf, sink);
            sink.Sign = 1;
        }
        return counting;

        List<LedgerEvent>? EventsOf(int number) => days.GetValueOrDefault((at.Key, number))?.Events;
    }

    /// <summary>What counted and does not any more, and what counts now. Costs are told whole: their days are found by local day, and which of these a day still has only all of it says.</summary>
    private void TellChange(LedgerKey key, int day, List<LedgerEvent> before, List<LedgerEvent> after)
    {
        for (var (i, j) = (0, 0); i < before.Count || j < after.Count;)
        {
            var difference = i == before.Count ? 1 : j == after.Count ? -1 : Compare(before[i], after[j]);
            var tells = difference != 0 || key.Family == LedgerFamily.Cost;
            if (difference <= 0)
            {
                if (tells)
                {
                    Tell(key, day, before[i], -1);
                }
                i++;
            }
            if (difference >= 0)
            {
                if (tells)
                {
                    Tell(key, day, after[j], 1);
                }
                j++;
            }
        }
    }

    private int Compare(in LedgerEvent left, in LedgerEvent right) => order.Compare(left.Time, 13, left.Source, left.Id, right.Time, 13, right.Source, right.Id);

    private void TellThoseThatCame(HashSet<LedgerKey> superseding)
    {
        foreach (var (key, events) in came)
        {
            if (superseding.Contains(key))
            {
                continue;
            }
            foreach (var (day, added) in events)
            {
                Tell(key, day, added, 1);
            }
        }
    }

    private void Tell(LedgerKey key, int day, in LedgerEvent counted, int sign)
    {
        sink.Sign = sign;
        // What is looked for by local day are costs alone.
        sink.Ledger = key.Family == LedgerFamily.Cost ? (key, day) : null;
        facts.TellOf(key, counted, sink);
        sink.Ledger = null;
        sink.Sign = 1;
    }
}
