using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Reports;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Reports;

/// <summary>Makes the reports that have come due. Of each, the last period that came due and was not sent yet: who was down for a month sends one week's report, not four.</summary>
internal sealed class ReportRound(IGrains grains, ReportStore store, ReportReader reader, ReportMaker maker, TimeProvider clock, ILogger<ReportRound> log)
{
    private const int AtOnce = 500;
    private const int OfTenant = 4;
    private const int ParallelTenants = 4;

    /// <summary>A report is looked at so often even if it is not due: its tenant may have moved to another time zone.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private static readonly TimeSpan AfterBusy = TimeSpan.FromMinutes(1);

    /// <summary>One round over the tenants whose reports are to be looked at. True: there are more.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var due = await store.DueAsync(clock.GetUtcNow(), AtOnce, cancellationToken);
        var taken = due.GroupBy(static row => row.Tenant, StringComparer.Ordinal).Select(static tenant => tenant.Take(OfTenant).ToList()).ToList();
        await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = ParallelTenants, CancellationToken = cancellationToken }, async (rows, stop) =>
        {
            foreach (var (key, look, tenant, report) in rows)
            {
                await LookAsync(key, look, tenant, report, stop);
            }
        });
        return due.Count == AtOnce || taken.Sum(static rows => rows.Count) < due.Count;
    }

    private async Task LookAsync(string key, DateTimeOffset look, string tenant, string id, CancellationToken cancellationToken)
    {
        if (await store.RowAsync(tenant, id, cancellationToken) is not { } row || row.Look != look)
        {
            await store.LookedAsync(key, look, tenant, id, null, cancellationToken);
            return;
        }

        var now = clock.GetUtcNow();
        DateTimeOffset? next;
        try
        {
            next = await MakeAsync(tenant, id, row, now, cancellationToken);
        }
        catch (Exception fault) when (fault is UnavailableException or TimeoutException)
        {
            next = now + AfterBusy;
        }
        catch (TenantNotFoundException)
        {
            next = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError("A scheduled report could not be made: {Fault} {Stack}", fault.GetType().FullName, fault.StackTrace);
            next = now + Again;
        }

        if (await store.LookedAsync(key, look, tenant, id, next, cancellationToken) && next is null)
        {
            await store.ForgetReportAsync(tenant, id, cancellationToken);
        }
    }

    /// <summary>When the report is looked at next; null: there is none.</summary>
    private async Task<DateTimeOffset?> MakeAsync(string tenant, string id, ReportRowOf row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await DefinitionLists.FindOrNullAsync(grains, tenant, DefinitionCollection.Reports, id, cancellationToken) is not { } definition)
        {
            // Its row is written before it.
            return now - row.Since > Again ? null : now + Again;
        }

        var report = ScheduledReport.Of(definition);
        var schedule = await reader.ScheduleAsync(tenant, cancellationToken);
        var due = schedule.Last(report.Every, report.At, Instants.Microseconds(now));
        if (report.Enabled && due.At >= Instants.Microseconds(row.Since) && await store.ClaimAsync(tenant, id, cancellationToken) is var claim && claim?.Covers(report, due.Period) is not true)
        {
            if (await maker.IsCrowdedAsync(tenant, report, cancellationToken))
            {
                return now + ReportMaker.AfterCrowd;
            }

            await maker.MakeDueAsync(tenant, report, due.Period, cancellationToken);
        }

        var next = DateTimeOffset.UnixEpoch.AddMicroseconds(schedule.Next(report.Every, report.At, Instants.Microseconds(now)).At);
        return next < now + Again ? next : now + Again;
    }
}
