using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Stock moves with the customer: what had come before a change of segment or region leaves the old one at that instant and comes to the new one. So the sum of all changes is what customers of today's segment
/// have, as the spell table counts them. What opens and closes again moves nothing: it is summed first.</summary>
internal sealed class StockMoves
{
    private readonly Dictionary<(Credit Credit, Trait Trait, Measure Measure), long> moved = [];

    /// <summary>Adds what moves of a fact, told <paramref name="count"/> times.</summary>
    public void Add(in FactHead head, ReadOnlySpan<Amount> amounts, int count, CustomerTraits? traits)
    {
        if (traits is null || amounts[0].Measure.Kind != MeasureKind.Stock)
        {
            return;
        }
        var steps = traits.Steps;
        for (var at = steps.Length - 1; at > 0 && steps[at].From > head.Instant; at--)
        {
            foreach (ref readonly var amount in amounts)
            {
                // Margin is read as what came within a year: it stays in the segment that it came in.
                if (amount.Measure != LoyaltyMeasures.Margin)
                {
                    Add((head.Credit, steps[at - 1] with { From = steps[at].From }, amount.Measure), -amount.Value * count);
                    Add((head.Credit, steps[at], amount.Measure), amount.Value * count);
                }
            }
        }
    }

    public void TellTo(EntryFacts facts)
    {
        foreach (var ((credit, trait, measure), amount) in moved)
        {
            if (amount != 0)
            {
                var slices = default(Slices) with { Segment = trait.Segment, Region = trait.Region };
                facts.Restate(new FactHead(credit, 0, trait.From, slices), [new Amount(measure, amount)], 1);
            }
        }
        moved.Clear();
    }

    private void Add((Credit Credit, Trait Trait, Measure Measure) key, long amount) => moved[key] = moved.GetValueOrDefault(key) + amount;
}
