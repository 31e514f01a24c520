using CareKpi.Kpis.Events;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What events without an entity say: each that counts for itself, by its family. What several of them say of each other (the steps of a customer's subscriptions) is a summary for another timeline.</summary>
public sealed class LedgerFacts(ZoneCalendar calendar)
{
    private readonly CostFacts costs = new(calendar);
    private readonly CustomFacts customs = new();

    /// <summary>Tells of the events of UTC day <paramref name="number"/> that supersede, and find nothing. <paramref name="eventsOf"/> gives the key's days: targets of superseding events lie on any.</summary>
    public static void TellIgnored(LedgerKey key, int number, Func<int, List<LedgerEvent>?> eventsOf, FactSink sink)
    {
        if (eventsOf(number) is not { } events)
        {
            return;
        }
        foreach (var held in events)
        {
            // A withdrawal that names a customer may mean a revenue, a touchpoint or a description of it.
            var isMeantElsewhere = held.Type == EventType.EventWithdrawn && key.Family is LedgerFamily.Revenue or LedgerFamily.Touchpoint;
            if (held.HomeDay is null && !isMeantElsewhere && DaySuperseding.FindsNothing(held, number, events, eventsOf))
            {
                sink.Find(Finding.SupersededNotFound, Witness.Of(held));
            }
        }
    }

    /// <summary>Tells of one event that counts.</summary>
    public void TellOf(LedgerKey key, in LedgerEvent counted, FactSink sink)
    {
        switch (key.Family)
        {
            case LedgerFamily.Cost:
                costs.Add((CostCategory)key.Name, counted, sink);
                break;
            case LedgerFamily.Custom:
                customs.Add(key.Name, counted, sink);
                break;
            case LedgerFamily.Revenue:
                var margin = counted.Margin == CareEvent.None ? counted.Amount : counted.Margin;
                sink.Life(counted.Customer, new LifeMark(LifeKind.Revenue, counted.Time) { Amount = counted.Amount, Margin = margin });
                break;
            case LedgerFamily.Subscription:
                var step = LifeMark.OfSubscription(counted.Type, counted.Time, counted.Source, counted.Id);
                sink.Life(counted.Customer, step with { Subscription = key.Name, Amount = counted.Amount, Reason = counted.Reason });
                break;
        }
    }
}
