using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What an agent's time went to. A status counts until the next one, at most 16 h; its pieces are stretches of time, so that a running one counts up to the instant of a read.</summary>
public sealed class WorkFacts(ZoneCalendar calendar)
{
    public const long MaxStatus = 16L * 3_600_000_000;

    private readonly List<StatusEvent> counting = [];
    private readonly List<StatusEvent> following = [];
    private readonly List<(long From, long To)> handled = [];
    private readonly AmountList amounts = new();

    /// <summary>Tells of the statuses that begin on UTC day <paramref name="number"/>. <paramref name="dayOf"/> gives the agent's other days; targets of superseding events lie on any.</summary>
    public void Tell(int agent, int number, Func<int, AgentDay?> dayOf, FactSink sink)
    {
        var day = dayOf(number);
        List<StatusEvent>? StatusesOf(int other) => dayOf(other)?.Statuses;
        if (day is null || day.Statuses.Count == 0)
        {
            return;
        }
        FindIgnored(day, number, StatusesOf, sink);
        DaySuperseding.Counting(day.Statuses, number, StatusesOf, counting);
        if (counting.Count == 0)
        {
            return;
        }
        following.Clear();
        var next = dayOf(number + 1);
        if (next is not null)
        {
            DaySuperseding.Counting(next.Statuses, number + 1, StatusesOf, following);
        }
        Gather(day, next);
        for (var i = 0; i < counting.Count; i++)
        {
            var limit = counting[i].Time + MaxStatus;
            var until = i + 1 < counting.Count ? counting[i + 1].Time : following.Count > 0 ? following[0].Time : limit;
            if (counting[i].State != AgentState.Offline)
            {
                Tell(agent, counting[i], Math.Min(until, limit), sink);
            }
        }
    }

    /// <summary>A withdrawal may mean a description of the agent: only statuses are judged here.</summary>
    private static void FindIgnored(AgentDay day, int number, Func<int, List<StatusEvent>?> statusesOf, FactSink sink)
    {
        foreach (var status in day.Statuses)
        {
            if (status.HomeDay is null && status.Type == EventType.AgentStatus && DaySuperseding.FindsNothing(status, number, day.Statuses, statusesOf))
            {
                sink.Find(Finding.SupersededNotFound, new Witness(status.Type, status.Time, status.Source, status.Id));
            }
        }
    }

    /// <summary>The union of the work on both days, in order.</summary>
    private void Gather(AgentDay day, AgentDay? next)
    {
        handled.Clear();
        foreach (var work in day.Handled)
        {
            Unite(work);
        }
        foreach (var work in next?.Handled ?? [])
        {
            Unite(work);
        }
    }

    private void Unite((long From, long To) work)
    {
        if (handled.Count > 0 && work.From <= handled[^1].To)
        {
            handled[^1] = (handled[^1].From, Math.Max(handled[^1].To, work.To));
        }
        else
        {
            handled.Add(work);
        }
    }

    private void Tell(int agent, in StatusEvent status, long until, FactSink sink)
    {
        var from = status.Time;
        while (from < until)
        {
            var midnight = Math.Min(until, calendar.StartOf(calendar.DayOf(from) + 1));
            var isFirst = true;
            foreach (var (workFrom, workTo) in handled)
            {
                var begins = Math.Clamp(workFrom, from, midnight);
                var ends = Math.Clamp(workTo, from, midnight);
                if (begins < ends)
                {
                    Piece(agent, status, from, begins, false, ref isFirst, sink);
                    Piece(agent, status, begins, ends, true, ref isFirst, sink);
                    from = ends;
                }
            }
            Piece(agent, status, from, midnight, false, ref isFirst, sink);
            from = midnight;
        }
    }

    private void Piece(int agent, in StatusEvent status, long from, long to, bool isHandling, ref bool isFirst, FactSink sink)
    {
        if (from >= to)
        {
            return;
        }
        var isAssisting = isHandling || status.State is AgentState.Assisting or AgentState.Wrap;
        amounts.Clear();
        amounts.Count(WorkMeasures.Paid);
        amounts.CountIf(isAssisting, WorkMeasures.Assisting);
        amounts.CountIf(!isAssisting && status.State == AgentState.Available, WorkMeasures.Available);
        amounts.CountIf(isAssisting || status.State == AgentState.Training, WorkMeasures.Productive);
        amounts.CountIf(status.State == AgentState.Break, WorkMeasures.Break);
        amounts.CountIf(isFirst, WorkMeasures.Intervals);
        isFirst = false;
        sink.Add(new FactHead(new Credit(agent, status.Team), 0, to, default) { RampFrom = from }, amounts.Span);
    }
}
