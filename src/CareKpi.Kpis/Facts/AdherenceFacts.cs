using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>How an agent kept to schedules. Pieces are stretches of time, so that a running schedule counts up to the instant of a read.</summary>
public sealed class AdherenceFacts(ZoneCalendar calendar)
{
    private readonly List<StatusEvent> counting = [];
    private readonly List<(long From, long To, AgentState State)> states = [];
    private readonly SortedSet<long> bounds = [];
    private readonly AmountList amounts = new();

    /// <summary>Tells of what is scheduled on UTC day <paramref name="number"/>. <paramref name="dayOf"/> gives the agent's other days: a status runs into the next day, targets of superseding events lie on any.</summary>
    public void Tell(int agent, int number, Func<int, AgentDay?> dayOf, FactSink sink)
    {
        if (dayOf(number) is not { Plans.Count: > 0 } day)
        {
            return;
        }
        var begin = number * AgentDay.Length;
        var end = begin + AgentDay.Length;
        ReadStates(day, number, dayOf);
        ReadBounds(day, begin, end);
        // The bound of storage is none of the schedule: what goes on over it is one piece.
        var isBegun = !bounds.Contains(begin);
        var from = begin;
        foreach (var bound in bounds.GetViewBetween(begin + 1, end))
        {
            Tell(agent, day, from, bound, !isBegun, sink);
            (from, isBegun) = (bound, false);
        }
        if (from < end)
        {
            Tell(agent, day, from, end, !isBegun, sink);
        }
    }

    /// <summary>The statuses in force on the day. One that began on the day before ends at the latest 16 hours later.</summary>
    private void ReadStates(AgentDay day, int number, Func<int, AgentDay?> dayOf)
    {
        states.Clear();
        if (dayOf(number - 1) is { } before)
        {
            DaySuperseding.Counting(before.Statuses, number - 1, StatusesOf, counting);
            AddStates();
        }
        DaySuperseding.Counting(day.Statuses, number, StatusesOf, counting);
        if (states.Count > 0 && counting.Count > 0)
        {
            states[^1] = states[^1] with { To = Math.Min(states[^1].To, counting[0].Time) };
        }
        AddStates();

        List<StatusEvent>? StatusesOf(int other) => dayOf(other)?.Statuses;
    }

    private void AddStates()
    {
        for (var i = 0; i < counting.Count; i++)
        {
            var limit = counting[i].Time + WorkFacts.MaxStatus;
            states.Add((counting[i].Time, i + 1 < counting.Count ? Math.Min(counting[i + 1].Time, limit) : limit, AsScheduled(counting[i].State)));
        }
    }

    private void ReadBounds(AgentDay day, long begin, long end)
    {
        bounds.Clear();
        foreach (var plan in day.Plans)
        {
            bounds.Add(plan.From);
            bounds.Add(plan.To);
        }
        for (var local = calendar.DayOf(begin); calendar.StartOf(local) <= end; local++)
        {
            bounds.Add(calendar.StartOf(local));
        }
    }

    private void Tell(int agent, AgentDay day, long from, long to, bool isFirst, FactSink sink)
    {
        if (PlanOver(day, from, to) is not { } plan || plan.State == AgentState.Offline)
        {
            return;
        }
        var scheduled = AsScheduled(plan.State);
        var at = from;
        foreach (var state in states)
        {
            var begins = Math.Clamp(state.From, at, to);
            var ends = Math.Clamp(state.To, at, to);
            if (state.State == scheduled && begins < ends)
            {
                Piece(agent, at, begins, false, ref isFirst, sink);
                Piece(agent, begins, ends, true, ref isFirst, sink);
                at = ends;
            }
        }
        Piece(agent, at, to, false, ref isFirst, sink);
    }

    private static Plan? PlanOver(AgentDay day, long from, long to)
    {
        for (var i = day.Plans.Count - 1; i >= 0; i--)
        {
            if (day.Plans[i].From <= from && day.Plans[i].To >= to)
            {
                return day.Plans[i];
            }
        }
        return null;
    }

    private void Piece(int agent, long from, long to, bool isKept, ref bool isFirst, FactSink sink)
    {
        if (from >= to)
        {
            return;
        }
        amounts.Clear();
        amounts.Count(AttendanceMeasures.Scheduled);
        amounts.CountIf(isKept, AttendanceMeasures.Kept);
        amounts.CountIf(isFirst, AttendanceMeasures.Schedules);
        isFirst = false;
        sink.Add(new FactHead(new Credit(agent, 0), 0, to, default) { RampFrom = from }, amounts.Span);
    }

    /// <summary>Available, assisting and wrap are one state.</summary>
    private static AgentState AsScheduled(AgentState state) => state is AgentState.Assisting or AgentState.Wrap ? AgentState.Available : state;
}
