using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>The weighted attainment of the KPIs of a scheme. Which these are, the context says: whoever reads has to read what they stand on, too.</summary>
internal sealed class AppraisalFormula : Formula
{
    public override ValueKind Kind => ValueKind.Index;

    public override string Text => "sum(weight * min(attainment, 100)) / sum(weight)";

    public override IReadOnlyList<Measure> Measures => [];

    /// <summary>Targets are about all of a scope.</summary>
    public override Dimensions Dimensions => Dimensions.None;

    public override Additivity Adds => Additivity.None;

    public override Figures Compute(IMeasures measures, EvaluationContext context) =>
        context.Appraisal is { } basis ? Appraising.Of(basis, kpi => kpi.Formula.Compute(measures, context)) : Figures.Nothing;
}
