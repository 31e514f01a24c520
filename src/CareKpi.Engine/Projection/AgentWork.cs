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
    private readonly Numbers changed = new();
    private readonly Numbers counted = new();
    private readonly Numbers owners = new();
    private readonly Numbers judged = new();
    private readonly Numbers needed = new();
    private readonly Numbers targets = new();
    private readonly List<StateKey> keys = [];
    private readonly List<(int Agent, Dictionary<int, AgentDay?> Days)> restated = [];

    /// <summary>What comes to one agent.</summary>
    private sealed class Change
    {
        public List<(int Day, StatusEvent Status)> Statuses { get; } = [];

        public List<(long From, long To, int Count)> Work { get; } = [];

        public List<(Plan Plan, int Count)> Plans { get; } = [];

        /// <summary>Days whose statuses or work change.</summary>
        public Numbers Worked { get; } = new();

        /// <summary>Days whose schedules change.</summary>
        public Numbers Planned { get; } = new();
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
        keys.Clear();
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
        changed.Clear();
        changed.AddAll(change.Worked);
        changed.AddAll(change.Planned);
        await LoadAsync(agent, changed, days, cancellationToken);
        Judge(change, days);
        await LoadAsync(agent, needed, days, cancellationToken);
        await LoadTargetsAsync(agent, change.Statuses, days, cancellationToken);
        Func<int, AgentDay?> dayOf = days.GetValueOrDefault;
        Tell(agent, dayOf, -1);
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
        Tell(agent, dayOf, 1);
        if (change.Statuses.Count > 0)
        {
            restated.Add((agent, days));
        }
        foreach (var day in changed)
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

    /// <summary>Whose statuses and schedules are told anew: a status runs into the next day.</summary>
    private void Judge(Change change, Dictionary<int, AgentDay?> days)
    {
        Count(change, days);
        owners.Clear();
        owners.AddAll(counted);
        owners.AddAll(counted, -1);
        judged.Clear();
        judged.AddAll(counted);
        judged.AddAll(counted, 1);
        judged.AddAll(change.Planned);
        needed.Clear();
        needed.AddAll(owners);
        needed.AddAll(judged);
        needed.AddAll(change.Planned, -1);
    }

    /// <summary>Finds the days of which other statuses may count: the changed ones, and the homes of events that supersede one of theirs.</summary>
    private void Count(Change change, Dictionary<int, AgentDay?> days)
    {
        counted.Clear();
        counted.AddAll(change.Worked);
        foreach (var day in change.Worked)
        {
            if (days[day] is { } known)
            {
                foreach (var status in known.Statuses)
                {
                    Home(status);
                }
            }
        }
        foreach (var (_, status) in change.Statuses)
        {
            Home(status);
        }

        void Home(in StatusEvent status)
        {
            if (status.HomeDay is { } home)
            {
                counted.Add(home);
            }
        }
    }

    private async ValueTask LoadAsync(int agent, Numbers numbers, Dictionary<int, AgentDay?> days, CancellationToken cancellationToken)
    {
        keys.Clear();
        foreach (var number in numbers)
        {
            if (!days.ContainsKey(number))
            {
                keys.Add(KeyOf(agent, number));
            }
        }
        await rows.LoadAsync(keys, cancellationToken);
        foreach (var key in keys)
        {
            days[key.B] = rows[key] is { } row ? AgentDay.Decode(row) : null;
        }
    }

    /// <summary>Where what they supersede is looked for.</summary>
    private ValueTask LoadTargetsAsync(int agent, List<(int Day, StatusEvent Status)> came, Dictionary<int, AgentDay?> days, CancellationToken cancellationToken)
    {
        targets.Clear();
        foreach (var day in days.Values)
        {
            if (day is not null)
            {
                foreach (var status in day.Statuses)
                {
                    Target(status);
                }
            }
        }
        foreach (var (_, status) in came)
        {
            Target(status);
        }
        return LoadAsync(agent, targets, days, cancellationToken);

        void Target(in StatusEvent status)
        {
            if (status.Supersedes.Length > 0)
            {
                targets.Add(DaySuperseding.TargetDayOf(status));
            }
        }
    }

    private void Tell(int agent, Func<int, AgentDay?> dayOf, int sign)
    {
        sink.Sign = sign;
        foreach (var day in owners)
        {
            facts.Tell(agent, day, dayOf, sink);
        }
        foreach (var day in judged)
        {
            adherence.Tell(agent, day, dayOf, sink);
        }
        sink.Sign = 1;
    }
}
