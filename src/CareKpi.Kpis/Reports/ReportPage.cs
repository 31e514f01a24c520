using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Reports;

/// <summary>All that a report shows. <see cref="AsOf"/> in the tenant's time zone.</summary>
public sealed record ReportPage(ScheduledReport Report, string Tenant, string Currency, string TimeZone, ScopeInfo Scope, Period Period, DateTime AsOf, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>Of the mail that it is sent with.</summary>
    public string Subject => $"{Report.Name}: {new ReportFormat(Report.Locale, Currency).Period(Period)}";

    internal string ScopeName => Scope.Level == Level.Tenant ? Tenant : Scope.Name.Length > 0 ? Scope.Name : Scope.Key;
}
