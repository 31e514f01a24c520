using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>The net promoter score's formula: −100 to 100. The numerator is the difference, the denominator all answers. The interval is for answers that are a sample of the customers.</summary>
internal sealed class NetShareFormula(Measure plus, Measure minus, Measure all, bool interval) : Formula
{
    public override ValueKind Kind => ValueKind.NetShare;

    public override string Text => $"({plus.Name} - {minus.Name}) / {all.Name} * 100";

    public override IReadOnlyList<Measure> Measures { get; } = [plus, minus, all];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (promoters, detractors, answers) = (measures.Sum(plus), measures.Sum(minus), measures.Sum(all));
        return answers <= 0
            ? Figures.Nothing
            : new(100.0 * (promoters - detractors) / answers, answers, promoters - detractors, answers)
            {
                Confidence = interval ? Intervals.AdjustedWald(promoters, detractors, answers) : null,
            };
    }

    public override Stake? Stake(EvaluationContext context) => new((Amount)plus - minus, 1, all, 1);
}
