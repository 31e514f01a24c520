using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Reports;

/// <summary>One line of a report.</summary>
public sealed record ReportRow(Kpi Kpi, KpiValue Value)
{
    /// <summary>It is marked as standing on too few observations.</summary>
    public bool IsSmall => Value is { Value: not null, Small: true };
}

/// <summary>What a report shows that names no KPIs: those with a target, then those of the tiers basic and customer that stand on something now or did the period before, without variants;
/// in the order of the catalogue, at most <see cref="ScheduledReport.MaxKpis"/>.</summary>
public static class ReportSelection
{
    public static IReadOnlyList<ReportRow> Of(ScheduledReport report, IReadOnlyList<KpiValue> values, KpiRegistry registry)
    {
        var rows = values.Select(value => registry.Find(value.Kpi) is { } kpi ? new ReportRow(kpi, value) : null).OfType<ReportRow>().ToList();
        if (report.Kpis is { } named)
        {
            return [.. named.Select(code => rows.Find(row => string.Equals(row.Kpi.Code, code, StringComparison.Ordinal))).OfType<ReportRow>()];
        }
        var chosen = rows.Where(static row => row.Value.Target is not null)
            .Concat(rows.Where(static row => row.Value.Target is null && row.Kpi is { Parent: null, Tier: Tier.Basic or Tier.Customer } && StandsOnSomething(row.Value)))
            .Take(ScheduledReport.MaxKpis).ToHashSet();
        return [.. rows.Where(chosen.Contains)];
    }

    private static bool StandsOnSomething(KpiValue value) => value is { Value: not null, Count: not 0 } || value.Previous?.Value is not (null or 0);
}
