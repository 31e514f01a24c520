namespace CareKpi.Kpis.Measures;

/// <summary>Ids 200–206: the tenant's own events (<c>care.custom.recorded</c>). One set of ids for all names: the name is part of where the amounts stand, and <see cref="Measure.Event"/> says which is read.</summary>
/// <remarks>A value has up to 15 digits with six decimals. Its sum is kept as whole units and millionths, and its sketches as thousands and below, so that no sum leaves Int64 before there are billions of events.</remarks>
public static class CustomMeasures
{
    public static readonly Measure Count = Measure.Sum(200, "custom.count", dimensions: Dimensions.Channel);
    /// <summary>Values rounded down, summed.</summary>
    public static readonly Measure Whole = Measure.Sum(201, "custom.whole", dimensions: Dimensions.Channel);
    /// <summary>What is left of values rounded down, in 1e-6, summed.</summary>
    public static readonly Measure Millionths = Measure.Sum(202, "custom.millionths", dimensions: Dimensions.Channel);
    /// <summary>Values below −1,000, their size in whole units.</summary>
    public static readonly Measure FarBelow = Measure.Sketch(203, "custom.far_below", MeasureUnit.Count, Dimensions.Channel);
    /// <summary>Values from −1,000 to 0 (excluded), their size in 1e-6.</summary>
    public static readonly Measure Below = Measure.Sketch(204, "custom.below", MeasureUnit.Score, Dimensions.Channel);
    /// <summary>Values from 0 to 1,000, in 1e-6.</summary>
    public static readonly Measure Above = Measure.Sketch(205, "custom.above", MeasureUnit.Score, Dimensions.Channel);
    /// <summary>Values above 1,000, in whole units.</summary>
    public static readonly Measure FarAbove = Measure.Sketch(206, "custom.far_above", MeasureUnit.Count, Dimensions.Channel);
}

/// <summary>The measures of one name, and what can be told of them.</summary>
public sealed class CustomEvent(string name)
{
    private readonly Measure count = CustomMeasures.Count with { Event = name };
    private readonly Measure whole = CustomMeasures.Whole with { Event = name };
    private readonly Measure millionths = CustomMeasures.Millionths with { Event = name };
    /// <summary>In ascending order of values; of those below 0 the size descends.</summary>
    private readonly (Measure Measure, double Unit)[] ranges =
    [
        (CustomMeasures.FarBelow with { Event = name }, -1),
        (CustomMeasures.Below with { Event = name }, -1e-6),
        (CustomMeasures.Above with { Event = name }, 1e-6),
        (CustomMeasures.FarAbove with { Event = name }, 1),
    ];

    public IReadOnlyList<Measure> Totals => [count, whole, millionths];

    public IReadOnlyList<Measure> All => [count, whole, millionths, .. ranges.Select(static range => range.Measure)];

    public long Count(IMeasures measures) => measures.Sum(count);

    public double Sum(IMeasures measures) => measures.Sum(whole) + (measures.Sum(millionths) / 1e6);

    /// <summary>Nearest rank, value ⌈q·n⌉, within 1 %; null without events, and where no sketch is kept.</summary>
    public double? Quantile(IMeasures measures, decimal q)
    {
        var n = Count(measures);
        var rank = Math.Clamp((long)decimal.Ceiling(q * n), 1, Math.Max(1, n));
        foreach (var (measure, unit) in ranges)
        {
            var samples = measures.Samples(measure);
            if (rank > samples.Count)
            {
                rank -= samples.Count;
                continue;
            }
            // Sizes of what is below 0 stand the other way round.
            return samples.Sketch?.Rank(unit < 0 ? samples.Count + 1 - rank : rank) * unit;
        }
        return null;
    }
}
