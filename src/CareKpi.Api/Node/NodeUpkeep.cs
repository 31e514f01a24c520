using CareKpi.Api.Keys;
using CareKpi.Api.Limits;
using CareKpi.Api.Quality;
using CareKpi.Api.SignIn;
using CareKpi.Engine.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Node;

/// <summary>Writes what requests only noted: when keys and sessions were used, what was refused, what was sent. Removes what has expired. The last time when the node stops.</summary>
internal sealed class NodeUpkeep(NodeState state, KeyRing keys, SessionStore sessions, RejectionCounts rejections, Budgets budgets, Expiry expiry, TimeProvider clock, ILogger<NodeUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keys.FlushUsedAsync(cancellationToken);
            await sessions.FlushUsedAsync(cancellationToken);
            await rejections.FlushAsync(cancellationToken);
            await budgets.FlushAsync(cancellationToken);
            await state.TryAloneAsync("round/expiry", expiry.SweepAsync, cancellationToken);
        }
        catch (UnavailableException)
        {
            log.LogWarning("The node's notes could not be written; they are kept and tried again");
        }
    }
}
