using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Applied on read: another setting is another formula at once, over the same measures.</summary>
internal sealed class ChosenFormula(IReadOnlyList<Formula> among, Func<EvaluationContext, Formula> choice, string text) : Formula
{
    public override ValueKind Kind => among[0].Kind;

    public override string Text => text;

    public override IReadOnlyList<Measure> Measures { get; } = [.. among.SelectMany(formula => formula.Measures).Distinct()];

    public override Figures Compute(IMeasures measures, EvaluationContext context) => choice(context).Compute(measures, context);

    public override Stake? Stake(EvaluationContext context) => choice(context).Stake(context);
}
