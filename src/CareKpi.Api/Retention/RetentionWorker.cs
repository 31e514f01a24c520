using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Retention;

/// <summary>Wakes every tenant once a day, a few at a time: whoever is awake moves its own horizon.</summary>
internal sealed class RetentionWorker(ILogStore log, IGrains grains, NodeState state, TimeProvider clock, ILogger<RetentionWorker> logger) : RoundWorker("retention", TimeSpan.FromSeconds(5), state, clock)
{
    private const int AtOnce = 5;

    private string? after;
    private DateTimeOffset nextPass = DateTimeOffset.MinValue;

    protected override Task RoundAsync(CancellationToken cancellationToken) => InTurnAsync(StepAsync, cancellationToken);

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (after is null && Clock.GetUtcNow() < nextPass)
        {
            return;
        }
        try
        {
            var tenants = await log.TenantsAsync(after, AtOnce, cancellationToken);
            nextPass = after is null ? Clock.GetUtcNow().AddDays(1) : nextPass;
            foreach (var tenant in tenants)
            {
                after = tenant;
                await WakeAsync(tenant, cancellationToken);
            }
            after = tenants.Count < AtOnce ? null : after;
        }
        catch (StoreException)
        {
            // It is ill for all: the same tenants are woken in the next round.
        }
    }

    private async Task WakeAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            _ = await grains.Intake(tenant).DescribeAsync().WithinAsync(Patience.Read, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // It is woken again tomorrow.
            logger.LogWarning("A tenant could not be woken to move its horizon: {Fault}", fault.GetType().FullName);
        }
    }
}
