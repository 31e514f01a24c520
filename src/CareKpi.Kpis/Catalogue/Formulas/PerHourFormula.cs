using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>So many an hour. The numerator is the count and the sample size, the denominator hours.</summary>
internal sealed class PerHourFormula(Amount count, Amount time) : Formula
{
    private const double MillisecondsPerHour = 3_600_000;

    public override ValueKind Kind => ValueKind.Rate;

    public override string Text => $"{count} / ({time} / 3600)";

    public override IReadOnlyList<Measure> Measures { get; } = [.. count.Measures.Union(time.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (number, milliseconds) = (count.In(measures), time.In(measures));
        return milliseconds <= 0 ? Figures.Nothing : new(number * MillisecondsPerHour / milliseconds, number, number, milliseconds / MillisecondsPerHour);
    }

    public override Stake? Stake(EvaluationContext context) => new(count, 1, time, MillisecondsPerHour);
}
