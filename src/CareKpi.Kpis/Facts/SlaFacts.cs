using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Facts;

/// <summary>SLA clocks of a case: met at the moment it was met, missed at the moment it was due. A clock that will come due if nothing else happens is a fact in the future.</summary>
internal sealed class SlaFacts(SettingsTimeline settings, ZoneCalendar calendar)
{
    private readonly AmountList amounts = new();

    /// <summary>Policies and hours are those at the opening.</summary>
    public void Add(CaseHistory history, FactSink sink)
    {
        var judged = settings.At(history.Opened);
        if (judged.PolicyFor(history.Slices.Priority, history.Slices.Channel) is { } policy)
        {
            var clock = policy.BusinessClock ? judged.ClockIn(calendar) : BusinessClock.Calendar;
            Responses(history, policy, clock, sink);
            Resolution(history, policy, clock, sink);
        }
        else if (judged.SlaPolicies.Count > 0)
        {
            sink.Find(Finding.CaseWithoutSlaPolicy, history.Opening);
        }
    }

    private void Responses(CaseHistory history, SlaPolicy policy, BusinessClock clock, FactSink sink)
    {
        for (var i = 0; i < history.Replies.Count; i++)
        {
            var reply = history.Replies[i];
            Respond(i, reply.Since, new CaseHistory.Ending(reply.At, reply.By));
        }
        // What waits on a case that was closed or resolved unanswered is not judged.
        if (history.IsOpen && history.WaitingSince != CareEvent.None)
        {
            Respond(history.Replies.Count, history.WaitingSince, null);
        }

        void Respond(int number, long since, CaseHistory.Ending? reply)
        {
            var isFirst = number == 0 && history.OpenedByCustomer;
            if ((isFirst ? policy.FirstResponse : policy.NextResponse) is { } target)
            {
                Judge(
                    history, isFirst ? SlaMeasures.FirstResponseJudged : SlaMeasures.NextResponseJudged, isFirst ? SlaMeasures.FirstResponseMet : SlaMeasures.NextResponseMet,
                    clock.After(since, target), reply, sink);
            }
        }
    }

    /// <summary>To the last resolution; of an open case from its opening on. One that was closed unresolved is not judged.</summary>
    private void Resolution(CaseHistory history, SlaPolicy policy, BusinessClock clock, FactSink sink)
    {
        if (policy.Resolution is { } target && (history.IsOpen || history.Resolution is not null))
        {
            var due = policy.PauseOnCustomer ? DueBetweenPauses(history, clock, target) : clock.After(history.Opened, target);
            Judge(history, SlaMeasures.ResolutionJudged, SlaMeasures.ResolutionMet, due, history.Resolution, sink);
        }
    }

    private static long DueBetweenPauses(CaseHistory history, BusinessClock clock, long target)
    {
        var from = history.Opened;
        foreach (var (begin, end) in history.Pauses)
        {
            var ran = clock.Elapsed(from, begin);
            if (ran >= target)
            {
                break;
            }
            if (end == long.MaxValue)
            {
                return long.MaxValue;
            }
            target -= ran;
            from = end;
        }
        return clock.After(from, target);
    }

    private void Judge(CaseHistory history, Measure judged, Measure met, long due, CaseHistory.Ending? done, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(judged);
        if (done is { } ended && ended.At <= due)
        {
            amounts.Count(met);
            sink.Add(new FactHead(ended.By, history.Customer, ended.At, history.Slices), amounts.Span);
        }
        else if (due != long.MaxValue)
        {
            sink.Add(new FactHead(history.OwnerAt(due), history.Customer, JustAfter(due), history.Slices), amounts.Span);
        }
    }

    /// <summary>The target includes its bound, so a clock is missed from the next instant on; but on the day on which it was due.</summary>
    private long JustAfter(long due) => calendar.DayOf(due + 1) == calendar.DayOf(due) ? due + 1 : due;
}
