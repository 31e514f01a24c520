using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A part of an amount of money in percent. Numerator and denominator are money, the sample size is a count of its own.</summary>
internal sealed class MoneyShareFormula(Amount part, Amount whole, Amount count) : Formula
{
    public override ValueKind Kind => ValueKind.MoneyShare;

    public override string Text => $"{part} / {whole} * 100";

    public override IReadOnlyList<Measure> Measures { get; } = [.. part.Measures.Union(whole.Measures).Union(count.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var scale = MeasureUnit.Money.Scale;
        var (kept, all) = (part.In(measures) / scale, whole.In(measures) / scale);
        return all <= 0 ? Figures.Nothing : new(100 * kept / all, count.In(measures), kept, all);
    }
}
