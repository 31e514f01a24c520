using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What has a key and no case: self-service sessions, mentions, schedules, observations of availability. Of several events of one key the last holds.</summary>
internal sealed class KeyedFacts(ZoneCalendar calendar)
{
    private readonly SortedDictionary<(EventType Type, int Main), int> last = [];
    private readonly AmountList amounts = new();

    public void Tell(Dossier dossier, List<bool> counts, FactSink sink)
    {
        last.Clear();
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            var type = dossier.Events[i].Type;
            if (counts[i] && type is EventType.SelfServiceEnded or EventType.MentionObserved or EventType.AgentScheduled or EventType.AvailabilityObserved)
            {
                last[(type, dossier.Events[i].Main)] = i;
            }
        }
        foreach (var at in last.Values)
        {
            sink.Subject = new FactSubject(dossier.Events[at].Main, at);
            Tell(dossier.Events[at], sink);
        }
    }

    private void Tell(DossierEvent holds, FactSink sink)
    {
        switch (holds.Type)
        {
            case EventType.SelfServiceEnded when holds.Customer == 0:
                sink.Find(Finding.SelfServiceWithoutCustomer, Witness.Of(holds));
                break;
            case EventType.SelfServiceEnded:
                sink.Mark(holds.Customer, new CustomerMark(MarkKind.SelfService, holds.Time, 0, default(Slices) with { Topic = holds.Topic }));
                break;
            case EventType.MentionObserved:
                Mention(holds, sink);
                break;
            case EventType.AgentScheduled:
                sink.Planned(holds.Agent, new Plan(holds.From, holds.To, holds.State, holds.Time, holds.Source, holds.Id));
                break;
            case EventType.AvailabilityObserved:
                Observation(holds, sink);
                break;
        }
    }

    private void Mention(DossierEvent mention, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(SentimentMeasures.Mentions);
        amounts.CountIf(SentimentFacts.IsPositive(mention), SentimentMeasures.MentionsPositive);
        amounts.CountIf(SentimentFacts.IsNegative(mention), SentimentMeasures.MentionsNegative);
        amounts.CountIf(mention.Is(DossierFlags.MachineScored), SentimentMeasures.MentionsMachineScored);
        sink.Add(new FactHead(default, mention.Customer, mention.Time, default(Slices) with { Topic = mention.Topic }), amounts.Span);
        SentimentFacts.Look(mention, Finding.MentionNotJudged, sink);
    }

    private void Observation(DossierEvent observed, FactSink sink)
    {
        for (var from = observed.From; from < observed.To;)
        {
            var midnight = Math.Min(observed.To, calendar.StartOf(calendar.DayOf(from) + 1));
            amounts.Clear();
            amounts.Count(AttendanceMeasures.Observed);
            amounts.CountIf(observed.Is(DossierFlags.Up), AttendanceMeasures.Up);
            amounts.Count(AttendanceMeasures.Observations);
            sink.Add(new FactHead(default, 0, midnight, default) { RampFrom = from }, amounts.Span);
            from = midnight;
        }
    }
}
