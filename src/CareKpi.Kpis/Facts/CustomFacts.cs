using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>An event of the tenant's own: one more of its name, and its value.</summary>
internal sealed class CustomFacts
{
    private const long One = 1_000_000;
    private const long Far = 1_000 * One;

    private readonly AmountList amounts = new();

    public void Add(int name, in LedgerEvent recorded, FactSink sink)
    {
        var value = recorded.Amount;
        var whole = value >= 0 ? value / One : -((One - 1 - value) / One);
        amounts.Clear();
        amounts.Count(CustomMeasures.Count);
        amounts.Add(CustomMeasures.Whole, whole);
        amounts.Add(CustomMeasures.Millionths, value - (whole * One));
        var (range, size) = value switch
        {
            < -Far => (CustomMeasures.FarBelow, (-value + (One / 2)) / One),
            < 0 => (CustomMeasures.Below, -value),
            <= Far => (CustomMeasures.Above, value),
            _ => (CustomMeasures.FarAbove, (value + (One / 2)) / One),
        };
        amounts.Add(range, size);
        sink.Add(new FactHead(new Credit(recorded.Agent, recorded.Team), recorded.Customer, recorded.Time, default(Slices) with { Channel = recorded.Channel }) { Event = name }, amounts.Span);
    }
}
