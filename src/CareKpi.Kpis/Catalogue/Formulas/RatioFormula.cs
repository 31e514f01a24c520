using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>An amount by another one, each in its unit. Its sample size is a count of its own.</summary>
internal sealed class RatioFormula(Amount numerator, Amount denominator, Amount count, int factor) : Formula
{
    public override ValueKind Kind => factor == 100 ? ValueKind.Share : ValueKind.Money;

    public override string Text => factor == 100 ? $"{numerator} / {denominator} * 100" : $"{numerator} / {denominator}";

    public override IReadOnlyList<Measure> Measures { get; } = [.. numerator.Measures.Union(denominator.Measures).Union(count.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (above, below) = (numerator.Scaled(measures), denominator.Scaled(measures));
        return below <= 0 ? Figures.Nothing : new(factor * above / below, count.In(measures), above, below);
    }
}

/// <summary>An amount a year of 365.25 days. The denominator is years.</summary>
internal sealed class PerYearFormula(Amount numerator, Amount time, Amount count) : Formula
{
    private const double MillisecondsPerYear = 365.25 * 86_400_000;

    public override ValueKind Kind => ValueKind.Money;

    public override string Text => $"{numerator} / ({time} / 31557600)";

    public override IReadOnlyList<Measure> Measures { get; } = [.. numerator.Measures.Union(time.Measures).Union(count.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (amount, milliseconds) = (numerator.Scaled(measures), time.In(measures));
        var years = milliseconds / MillisecondsPerYear;
        return milliseconds <= 0 ? Figures.Nothing : new(amount / years, count.In(measures), amount, years);
    }
}
