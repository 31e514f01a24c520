using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Scorecards;

/// <summary>From merged measures to values.</summary>
public static class Evaluation
{
    /// <summary>
    /// The value of a KPI over the measures of a scope and a period, with what it stands on. What depends on the clock or on other periods
    /// (<see cref="KpiValue.Provisional"/>, <see cref="KpiValue.SettledThrough"/>, comparisons) is left to the reader.
    /// </summary>
    public static KpiValue Evaluate(Kpi kpi, IMeasures measures, EvaluationContext context)
    {
        var figures = kpi.Formula.Compute(measures, context);
        return new(kpi.Code, kpi.Version, figures.Value, figures.Count, figures.Numerator, figures.Denominator)
        {
            Confidence = figures.Confidence,
            Distribution = figures.Distribution,
            Parts = figures.Parts,
            Small = figures.Small ?? IsSmall(kpi.Kind, figures.Count),
        };
    }

    /// <summary>Fewer observations than <see cref="Ranking.MinCount"/>, of which chance would make a first or a last.</summary>
    public static bool IsSmall(ValueKind kind, long count) => kind is not (ValueKind.Count or ValueKind.Stock or ValueKind.Sum) && count < Ranking.MinCount;
}
