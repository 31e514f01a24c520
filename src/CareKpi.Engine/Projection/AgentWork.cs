using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The agents' days that one entry changes: status events that came, and the net change of work on contacts and of schedules.</summary>
internal sealed class AgentWork(RowStore rows, ZoneCalendar calendar, EntrySink sink, EventOrder order)
{
    private readonly WorkFacts facts = new(calendar);
    private readonly AdherenceFacts adherence = new(calendar);
    private readonly RowWriter writer = new();
    private readonly Dictionary<int, Change> changes = [];
    private readonly List<(int Agent, Dictionary<int, AgentDay?> Days)> restated = [];

    /// <summary>What comes to one agent.</summary>
    private sealed class Change
    {
        public List<(int Day, StatusEvent Status)> Statuses { get; } = [];

        public List<(long From, long To, int Count)> Work { get; } = [];

        public List<(Plan Plan, int Count)> Plans { get; } = [];

        /// <summary>Days whose statuses or work change.</summary>
        public SortedSet<int> Worked { get; } = [];

        /// <summary>Days whose schedules change.</summary>
        public SortedSet<int> Planned { get; } = [];
    }

    public static StateKey KeyOf(int agent, int day) => new(RowKind.AgentDay, (ulong)agent, day);

    /// <summary>An event that supersedes one of another day stands there too, so that both days know.</summary>
    public void Add(int agent, in StatusEvent status)
    {
        var change = Of(agent);
        var home = AgentDay.Of(status.Time);
        change.Statuses.Add((home, status));
        if (status.Supersedes.Length > 0 && DaySuperseding.TargetDayOf(status) != home)
        {
            change.Statuses.Add((DaySuperseding.TargetDayOf(status), status with { HomeDay = home }));
        }
    }

    public async ValueTask ApplyAsync(Action<StateKey, byte[]?> write, CancellationToken cancellationToken)
    {
        Gather();
        await LoadAllAsync(cancellationToken);
        foreach (var (agent, change) in changes)
        {
            await ApplyAsync(agent, change, write, cancellationToken);
        }
    }

    private Change Of(int agent) => changes.TryGetValue(agent, out var known) ? known : changes[agent] = new Change();

    private void Gather()
    {
        foreach (var change in changes.Values)
        {
            foreach (var (day, _) in change.Statuses)
            {
                change.Worked.Add(day);
            }
        }
        foreach (var ((agent, from, to), count) in sink.Work)
        {
            Of(agent).Work.Add((from, to, count));
            Of(agent).Worked.Add(AgentDay.Of(from));
        }
        foreach (var ((agent, plan), count) in sink.Plans)
        {
            Of(agent).Plans.Add((plan, count));
            for (var day = AgentDay.Of(plan.From); day <= AgentDay.Of(plan.To); day++)
            {
                Of(agent).Planned.Add(day);
            }
        }
    }

    /// <summary>The days of all agents that are sure to be needed, in one read.</summary>
    private ValueTask LoadAllAsync(CancellationToken cancellationToken)
    {
        var keys = new List<StateKey>();
        foreach (var (agent, change) in changes)
        {
            foreach (var day in change.Worked)
            {
                keys.Add(KeyOf(agent, day - 1));
                keys.Add(KeyOf(agent, day));
                keys.Add(KeyOf(agent, day + 1));
            }
            foreach (var day in change.Planned)
            {
                keys.Add(KeyOf(agent, day - 1));
                keys.Add(KeyOf(agent, day));
            }
        }
        return rows.LoadAsync(keys, cancellationToken);
    }

    private async ValueTask ApplyAsync(int agent, Change change, Action<StateKey, byte[]?> write, CancellationToken cancellationToken)
    {
        var days = new Dictionary<int, AgentDay?>();
        await LoadAsync(agent, change.Worked.Union(change.Planned), days, cancellationToken);
        var counted = Counted(change, days);
        // A status runs into the next day.
        SortedSet<int> owners = [.. counted, .. counted.Select(day => day - 1)];
        SortedSet<int> judged = [.. counted, .. counted.Select(day => day + 1), .. change.Planned];
        await LoadAsync(agent, owners.Concat(judged).Concat(change.Planned.Select(day => day - 1)), days, cancellationToken);
        await LoadTargetsAsync(agent, change.Statuses, days, cancellationToken);
        Tell(agent, owners, judged, days, -1);
        foreach (var (day, status) in change.Statuses)
        {
            Made(day).Add(status, order);
        }
        foreach (var (from, to, count) in change.Work)
        {
            for (var i = Math.Abs(count); i > 0; i--)
            {
                Made(AgentDay.Of(from)).AddHandled(from, to, Math.Sign(count));
            }
        }
        foreach (var (plan, count) in change.Plans)
        {
            for (var day = AgentDay.Of(plan.From); day <= AgentDay.Of(plan.To); day++)
            {
                Made(day).AddPlan(plan, count, order);
            }
        }
        Tell(agent, owners, judged, days, 1);
        if (change.Statuses.Count > 0)
        {
            restated.Add((agent, days));
        }
        foreach (var day in change.Worked.Union(change.Planned))
        {
            writer.Clear();
            Made(day).Encode(writer);
            write(KeyOf(agent, day), Made(day).IsEmpty ? null : writer.ToArray());
        }

        AgentDay Made(int day) => days[day] ??= new AgentDay();
    }

    /// <summary>Agents of whom statuses came, each with the teams that statuses of these days name, and with none (0). Walks all of them: asked for only while somebody watches.</summary>
    public HashSet<(int Agent, int Team)> Restated()
    {
        var found = new HashSet<(int, int)>();
        foreach (var (agent, days) in restated)
        {
            found.Add((agent, 0));
            foreach (var day in days.Values)
            {
                foreach (var status in day?.Statuses ?? [])
                {
                    found.Add((agent, status.Team));
                }
            }
        }
        return found;
    }

    /// <summary>The days of which other statuses may count: the changed ones, and the homes of events that supersede one of theirs.</summary>
    private static SortedSet<int> Counted(Change change, Dictionary<int, AgentDay?> days)
    {
        var counted = new SortedSet<int>(change.Worked);
        foreach (var day in change.Worked)
        {
            foreach (var status in days[day]?.Statuses ?? [])
            {
                Home(status);
            }
        }
        foreach (var (_, status) in change.Statuses)
        {
            Home(status);
        }
        return counted;

        void Home(in StatusEvent status)
        {
            if (status.HomeDay is { } home)
            {
                counted.Add(home);
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

    private void Tell(int agent, SortedSet<int> owners, SortedSet<int> judged, Dictionary<int, AgentDay?> days, int sign)
    {
        sink.Sign = sign;
        foreach (var day in owners)
        {
            facts.Tell(agent, day, number => days.GetValueOrDefault(number), sink);
        }
        foreach (var day in judged)
        {
            adherence.Tell(agent, day, number => days.GetValueOrDefault(number), sink);
        }
        sink.Sign = 1;
    }
}
