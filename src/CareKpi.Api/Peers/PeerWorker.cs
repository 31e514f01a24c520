using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Peers;

/// <summary>Takes a step of the round every few seconds while there is one, and looks whether it is time for the next.</summary>
internal sealed class PeerWorker(PeerRound round, IRoundTurns turns, TimeProvider clock, ILogger<PeerWorker> log) : RoundWorker(TimeSpan.FromSeconds(5), clock)
{
    protected override ValueTask<bool> IsOursAsync(CancellationToken cancellationToken) => turns.IsOursAsync(RoundKind.Peers, cancellationToken);

    protected override Task RoundAsync(CancellationToken cancellationToken) => StepAsync(cancellationToken);

    /// <summary>False: there is nothing to do, or it has to wait.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var hasMore = false;
        await InTurnAsync(async () => hasMore = await TryStepAsync(cancellationToken), cancellationToken);
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
