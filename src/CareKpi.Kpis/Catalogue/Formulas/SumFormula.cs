using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A sum of the period in its unit: 0 when nothing happened. It is its own numerator and, as a whole number, its sample size.</summary>
internal sealed class SumFormula(Measure measure) : Formula
{
    public override ValueKind Kind => ValueKind.Sum;

    public override string Text => measure.Name;

    public override IReadOnlyList<Measure> Measures { get; } = [measure];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var sum = measures.Sum(measure) / measure.Unit.Scale;
        return new(sum, (long)Math.Round(sum, MidpointRounding.AwayFromZero), sum, null);
    }

    public override Stake? Stake(EvaluationContext context) => new(measure, measure.Unit.Scale, null, 1) { TellsAmounts = true };
}
