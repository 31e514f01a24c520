using CareKpi.Api.Alerts;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;

namespace CareKpi.Api.Reports;

/// <summary>Why a report cannot be made, in words that its tenant may read.</summary>
internal sealed class ReportException(string message) : Exception(message);

/// <summary>Reads what a report shows.</summary>
internal sealed class ReportReader(IGrains grains, AgentRules agents)
{
    public async Task<ReportSchedule> ScheduleAsync(string tenant, CancellationToken cancellationToken) =>
        ReportSchedule.Of((await TenantAsync(tenant, cancellationToken)).TimeZone, (await grains.Intake(tenant).SettingsAsync().WithinAsync(Patience.Read, cancellationToken)).Effective);

    /// <exception cref="ReportException">It shows what is not there, or what is hidden.</exception>
    public async Task<ReportPage> ReadAsync(string tenant, ScheduledReport report, Period period, CancellationToken cancellationToken)
    {
        if (report.Scope.Level == Level.Agent && !await agents.AreOpenAsync(tenant, cancellationToken))
        {
            throw new ReportException("the setting 'visibility' shows single agents to no admins");
        }

        var info = await TenantAsync(tenant, cancellationToken);
        var registry = CustomKpiDocument.AllOf(await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.Kpis, cancellationToken)).Registry;
        var request = new ReadRequest(report.Scope, new(period, null))
        {
            // One of the tenant's own may be gone, or of another level now.
            Kpis = report.Kpis is null ? null : [.. report.Kpis.Where(code => registry.Find(code)?.Levels.Has(report.Scope.Level) is true)],
            Compare = Comparisons.Previous,
            Extras = Extras.Target,
        };
        var result = await ReadAsync(tenant, request, cancellationToken);
        var asOf = new ZoneCalendar(info.TimeZone).LocalOf(result.Now);
        return new(report, info.Name, info.Currency, info.TimeZone, result.Scope, result.Period, asOf, ReportSelection.Of(report, result.Values ?? [], registry));
    }

    private async Task<ReadResult> ReadAsync(string tenant, ReadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.Scope(tenant, request.Scope).ReadAsync(request).WithinAsync(Patience.Read, cancellationToken)
                ?? throw new ReportException($"there is no such {DocumentFields.Word(request.Scope.Level)} any more, or not yet");
        }
        catch (ReadProblemException problem)
        {
            throw new ReportException(problem.Message);
        }
    }

    private async Task<TenantInfo> TenantAsync(string tenant, CancellationToken cancellationToken) =>
        await grains.Intake(tenant).DescribeAsync().WithinAsync(Patience.Read, cancellationToken) ?? throw new TenantNotFoundException(tenant);
}
