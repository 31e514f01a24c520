using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A difference of two values in percentage points. It is its own numerator; its sample size is the smaller of the two.</summary>
internal sealed class DifferenceFormula(Formula value, Formula minus) : Formula
{
    public override ValueKind Kind => ValueKind.Points;

    public override string Text => $"{value.Text} - {minus.Text}";

    public override IReadOnlyList<Measure> Measures { get; } = [.. value.Measures.Union(minus.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (left, right) = (value.Compute(measures, context), minus.Compute(measures, context));
        return left.Value - right.Value is { } points ? new(points, Math.Min(left.Count, right.Count), points, null) : Figures.Nothing;
    }
}
