using CareKpi.Api.Node;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Scorecards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Daily;

/// <summary>Asks the table which tenants there is something to do for, and does it, one after the other, a bounded time each. Every process does; a tenant is one process's at a time.</summary>
internal sealed class DailyWorker(IDailyTable table, DailyRound round, GoingTenants going, NodeState state, TimeProvider clock, ILogger<DailyWorker> log) : RoundWorker(OfEveryProcess, TimeSpan.FromSeconds(15), state, clock)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(20);

    protected override Task RoundAsync(CancellationToken cancellationToken) => FillAllAsync(cancellationToken);

    /// <summary>One round.</summary>
    internal Task FillAllAsync(CancellationToken cancellationToken) => InTurnAsync(FillInTurnAsync, cancellationToken);

    private async Task FillInTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var tenant in await table.TenantsAsync(Clock.GetUtcNow(), DailyRound.Refresh, cancellationToken))
            {
                await FillAsync(tenant, cancellationToken);
            }
        }
        catch (StoreException fault)
        {
            log.LogWarning("Days for BI tools could not be written: {Fault}", fault.Message);
        }
    }

    private async Task FillAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            // One that goes is not woken: its rows are forgotten already.
            if (!await going.SoonAsync(tenant, cancellationToken))
            {
                await State.TryAloneAsync($"daily/{tenant}", stop => round.FillAsync(tenant, AtMost, stop), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is UnavailableException or TimeoutException or TenantNotFoundException)
        {
            // Busy, or not made yet, or going: the next round looks again.
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StoreException))
        {
            log.LogError("The days of a tenant could not be read: {Fault} {Stack}", fault.GetType().FullName, fault is ReadProblemException problem ? problem.Code : fault.StackTrace);
        }
    }
}

/// <summary>What of a tenant is in the table goes with it.</summary>
internal sealed class DailyRows(IDailyTable table) : ITenantRows
{
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken) => await table.ForgetAsync(tenant, cancellationToken);
}

public static class DailyRegistration
{
    /// <summary>Keeps a table of values by day for BI tools. The engine has to mark days (<see cref="EngineServices.MarksDays"/>).</summary>
    public static IServiceCollection AddCareKpiDaily(this IServiceCollection services, IDailyTable table)
    {
        services.AddSingleton(table);
        services.AddSingleton<DailyRound>();
        services.AddSingleton<ITenantRows, DailyRows>();
        services.AddSingleton<DailyWorker>();
        services.AddHostedService(static provider => provider.GetRequiredService<DailyWorker>());
        return services;
    }
}
