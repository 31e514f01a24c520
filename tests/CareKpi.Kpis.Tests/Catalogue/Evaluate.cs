using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Tests.Catalogue;

internal static class Evaluate
{
    public static Kpi Kpi(string code) => KpiRegistry.BuiltIn.Find(code) ?? throw new ArgumentException($"no KPI '{code}'", nameof(code));

    public static KpiValue Of(string code, FakeMeasures measures, EvaluationContext? context = null) =>
        Evaluation.Evaluate(Kpi(code), measures, context ?? EvaluationContext.Default);
}
