using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A part of a time in percent. Numerator and denominator are seconds.</summary>
internal sealed class TimeShareFormula(Amount numerator, Amount denominator, Measure intervals) : Formula
{
    public override ValueKind Kind => ValueKind.TimeShare;

    public override string Text => $"{numerator} / {denominator} * 100";

    public override IReadOnlyList<Measure> Measures { get; } = [.. numerator.Measures.Union(denominator.Measures).Append(intervals)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (part, whole) = (numerator.In(measures), denominator.In(measures));
        var scale = MeasureUnit.Milliseconds.Scale;
        return whole <= 0 ? Figures.Nothing : new(100.0 * part / whole, measures.Sum(intervals), part / scale, whole / scale);
    }

    public override Stake? Stake(EvaluationContext context) =>
        new(numerator, MeasureUnit.Milliseconds.Scale, denominator, MeasureUnit.Milliseconds.Scale) { TellsAmounts = true };
}
