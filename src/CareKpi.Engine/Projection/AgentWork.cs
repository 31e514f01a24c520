using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The agents' days that one entry changes: status events that came, and the net change of work on contacts.</summary>
internal sealed class AgentWork(RowStore rows, ZoneCalendar calendar, EntrySink sink, EventOrder order)
{
    private readonly WorkFacts facts = new(calendar);
    private readonly RowWriter writer = new();
    private readonly Dictionary<int, List<(int Day, StatusEvent Status)>> statuses = [];

    public static StateKey KeyOf(int agent, int day) => new(RowKind.AgentDay, (ulong)agent, day);

    /// <summary>An event that supersedes one of another day stands there too, so that both days know.</summary>
    public void Add(int agent, in StatusEvent status)
    {
        if (!statuses.TryGetValue(agent, out var added))
        {
            statuses.Add(agent, added = []);
        }
        var home = AgentDay.Of(status.Time);
        added.Add((home, status));
        if (status.Supersedes.Length > 0 && DaySuperseding.TargetDayOf(status) != home)
        {
            added.Add((DaySuperseding.TargetDayOf(status), status with { HomeDay = home }));
        }
    }

    public async ValueTask ApplyAsync(Action<StateKey, byte[]?> write, CancellationToken cancellationToken)
    {
        var work = new Dictionary<int, List<(long From, long To, int Count)>>();
        foreach (var ((agent, from, to), count) in sink.Work)
        {
            if (!work.TryGetValue(agent, out var list))
            {
                work.Add(agent, list = []);
            }
            list.Add((from, to, count));
        }
        await LoadAllAsync(work, cancellationToken);
        foreach (var agent in statuses.Keys.Union(work.Keys))
        {
            await ApplyAsync(agent, statuses.GetValueOrDefault(agent) ?? [], work.GetValueOrDefault(agent) ?? [], write, cancellationToken);
        }
        statuses.Clear();
    }

    /// <summary>The days of all agents that are sure to be needed, in one read.</summary>
    private ValueTask LoadAllAsync(Dictionary<int, List<(long From, long To, int Count)>> work, CancellationToken cancellationToken)
    {
        var keys = new HashSet<StateKey>();
        foreach (var (agent, came) in statuses)
        {
            foreach (var (day, _) in came)
            {
                AddAround(agent, day);
            }
        }
        foreach (var (agent, done) in work)
        {
            foreach (var (from, _, _) in done)
            {
                AddAround(agent, AgentDay.Of(from));
            }
        }
        return rows.LoadAsync(keys, cancellationToken);

        void AddAround(int agent, int day)
        {
            keys.Add(KeyOf(agent, day - 1));
            keys.Add(KeyOf(agent, day));
            keys.Add(KeyOf(agent, day + 1));
        }
    }

    private async ValueTask ApplyAsync(
        int agent, List<(int Day, StatusEvent Status)> came, List<(long From, long To, int Count)> work, Action<StateKey, byte[]?> write, CancellationToken cancellationToken)
    {
        var changed = new SortedSet<int>();
        foreach (var (day, _) in came)
        {
            changed.Add(day);
        }
        foreach (var (from, _, _) in work)
        {
            changed.Add(AgentDay.Of(from));
        }
        var days = new Dictionary<int, AgentDay?>();
        await LoadAsync(agent, changed, days, cancellationToken);
        var owners = Owners(changed, days, came);
        await LoadAsync(agent, owners.Concat(owners.Select(day => day + 1)), days, cancellationToken);
        await LoadTargetsAsync(agent, came, days, cancellationToken);
        Tell(agent, owners, days, -1);
        foreach (var (day, status) in came)
        {
            Made(day).Add(status, order);
        }
        foreach (var (from, to, count) in work)
        {
            for (var i = Math.Abs(count); i > 0; i--)
            {
                Made(AgentDay.Of(from)).AddHandled(from, to, Math.Sign(count));
            }
        }
        Tell(agent, owners, days, 1);
        foreach (var day in changed)
        {
            writer.Clear();
            Made(day).Encode(writer);
            write(KeyOf(agent, day), Made(day).IsEmpty ? null : writer.ToArray());
        }

        AgentDay Made(int day) => days[day] ??= new AgentDay();
    }

    /// <summary>The days whose statuses may count otherwise: the changed ones, those before them (a status runs into the next day), and the homes of events that supersede one of them.</summary>
    private static SortedSet<int> Owners(SortedSet<int> changed, Dictionary<int, AgentDay?> days, List<(int Day, StatusEvent Status)> came)
    {
        var owners = new SortedSet<int>();
        foreach (var day in changed)
        {
            owners.Add(day - 1);
            owners.Add(day);
            foreach (var status in days[day]?.Statuses ?? [])
            {
                Home(status);
            }
        }
        foreach (var (_, status) in came)
        {
            Home(status);
        }
        return owners;

        void Home(in StatusEvent status)
        {
            if (status.HomeDay is { } home)
            {
                owners.Add(home - 1);
                owners.Add(home);
            }
        }
    }

    private async ValueTask LoadAsync(int agent, IEnumerable<int> numbers, Dictionary<int, AgentDay?> days, CancellationToken cancellationToken)
    {
        var missing = numbers.Where(number => !days.ContainsKey(number)).Distinct().ToList();
        await rows.LoadAsync(missing.ConvertAll(number => KeyOf(agent, number)), cancellationToken);
        foreach (var number in missing)
        {
            days[number] = rows[KeyOf(agent, number)] is { } row ? AgentDay.Decode(row) : null;
        }
    }

    /// <summary>Where what they supersede is looked for.</summary>
    private async ValueTask LoadTargetsAsync(int agent, List<(int Day, StatusEvent Status)> came, Dictionary<int, AgentDay?> days, CancellationToken cancellationToken)
    {
        var targets = days.Values.SelectMany(day => day?.Statuses ?? []).Concat(came.Select(added => added.Status))
            .Where(status => status.Supersedes.Length > 0).Select(status => DaySuperseding.TargetDayOf(status)).ToList();
        await LoadAsync(agent, targets, days, cancellationToken);
    }

    private void Tell(int agent, SortedSet<int> owners, Dictionary<int, AgentDay?> days, int sign)
    {
        sink.Sign = sign;
        foreach (var day in owners)
        {
            facts.Tell(agent, day, number => days.GetValueOrDefault(number), sink);
        }
        sink.Sign = 1;
    }
}
