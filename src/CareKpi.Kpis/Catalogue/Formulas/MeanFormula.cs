using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Sum ÷ number of samples of one measure or of two together. The mean is exact; percentiles come from the sketch.</summary>
public sealed class MeanFormula : Formula
{
    private readonly bool _interval;

    internal MeanFormula(IReadOnlyList<Measure> measures, bool interval)
    {
        if (measures.Any(measure => measure.Kind is not (MeasureKind.Moments or MeasureKind.Sketch) || measure.Unit != measures[0].Unit))
        {
            throw new ArgumentException("a mean is of samples of one unit", nameof(measures));
        }

        (Measures, _interval) = (measures, interval);
    }

    public override ValueKind Kind => ValueKind.Mean;

    public override string Text => Measures is [var only]
        ? $"{only.Name}.mean"
        : $"({Measures[0].Name}.sum + {Measures[1].Name}.sum) / ({Measures[0].Name}.count + {Measures[1].Name}.count)";

    public override IReadOnlyList<Measure> Measures { get; }

    private MeasureUnit Unit => Measures[0].Unit;

    /// <summary>The same with ± 1.96 s ÷ √n: the answers are a sample of the customers.</summary>
    public MeanFormula WithInterval() => new(Measures, interval: true);

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var samples = Measures is [var only] ? measures.Samples(only) : measures.Samples(Measures[0], Measures[1]);
        if (samples.Count <= 0)
        {
            return Figures.Nothing;
        }

        var scale = Unit.Scale;
        var mean = samples.Sum / (samples.Count * scale);
        return new(mean, samples.Count, samples.Sum / scale, samples.Count)
        {
            Confidence = _interval ? Intervals.OfMean(samples, scale) : null,
            Distribution = Unit == MeasureUnit.Milliseconds && samples.Sketch is { } sketch ? Distribute(sketch, mean, scale) : null,
        };
    }

    public override Stake? Stake(EvaluationContext context)
    {
        var (sum, count) = (Amount.SumOf(Measures[0]), Amount.CountOf(Measures[0]));
        return new(Measures is [_, var and] ? sum + Amount.SumOf(and) : sum, Unit.Scale, Measures is [_, var other] ? count + Amount.CountOf(other) : count, 1) { TellsAmounts = true, IsMean = true };
    }

    private static Distribution Distribute(ISketch sketch, double mean, double scale) => new(
        mean,
        sketch.Min / scale,
        sketch.Quantile(0.50) / scale,
        sketch.Quantile(0.75) / scale,
        sketch.Quantile(0.90) / scale,
        sketch.Quantile(0.95) / scale,
        sketch.Quantile(0.99) / scale,
        sketch.Max / scale);
}
