using CareKpi.Engine.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Peers;

/// <summary>Takes a step of the round every few seconds while there is one, and looks whether it is time for the next. Of nodes on the same stores one alone may run it.</summary>
internal sealed class PeerWorker(PeerRound round, TimeProvider clock, ILogger<PeerWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await StepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The round goes on where it is when the node starts again.
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    /// <summary>False: there is nothing to do, or it has to wait.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
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
        finally
        {
            turn.Release();
        }
    }
}
