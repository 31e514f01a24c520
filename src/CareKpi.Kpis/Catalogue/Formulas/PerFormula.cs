using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>So much for each. The denominator is the sample size.</summary>
internal sealed class PerFormula(Measure total, Amount units) : Formula
{
    public override ValueKind Kind => ValueKind.Mean;

    public override string Text => $"{total.Name} / {units}";

    public override IReadOnlyList<Measure> Measures { get; } = [.. units.Measures.Prepend(total).Distinct()];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (sum, count) = (measures.Sum(total) / total.Unit.Scale, units.In(measures));
        return count <= 0 ? Figures.Nothing : new(sum / count, count, sum, count);
    }

    public override Stake? Stake(EvaluationContext context) => new(total, total.Unit.Scale, units, 1) { TellsAmounts = true };
}
