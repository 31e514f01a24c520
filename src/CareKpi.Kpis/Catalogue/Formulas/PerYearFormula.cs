using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Money a year of 365.25 days. The denominator is years, the sample size a count of its own.</summary>
internal sealed class PerYearFormula(Amount money, Amount time, Amount count) : Formula
{
    private const double MillisecondsPerYear = 365.25 * 86_400_000;

    public override ValueKind Kind => ValueKind.Rate;

    public override string Text => $"{money} / ({time} / 31557600)";

    public override IReadOnlyList<Measure> Measures { get; } = [.. money.Measures.Union(time.Measures).Union(count.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (amount, years) = (money.In(measures) / MeasureUnit.Money.Scale, time.In(measures) / MillisecondsPerYear);
        return years <= 0 ? Figures.Nothing : new(amount / years, count.In(measures), amount, years);
    }
}
