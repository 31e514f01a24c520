using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Peers;

/// <summary>Takes a step of the round every few seconds while there is one, and looks whether it is time for the next.</summary>
internal sealed class PeerWorker(PeerRound round, NodeState state, TimeProvider clock, ILogger<PeerWorker> log) : RoundWorker("peers", TimeSpan.FromSeconds(5), state, clock)
{
    protected override Task RoundAsync(CancellationToken cancellationToken) => StepAsync(cancellationToken);

    /// <summary>False: there is nothing to do, or it has to wait.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var hasMore = false;
        await InTurnAsync(async stop => hasMore = await TryStepAsync(stop), cancellationToken);
        return hasMore;
    }

    private async Task<bool> TryStepAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await round.StepAsync(cancellationToken);
        }
        catch (UnavailableException)
        {
            return false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError("A round of peers could not go on: {Fault} {Stack}", fault.GetType().FullName, fault.StackTrace);
            return false;
        }
    }
}
