using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Reports;

/// <summary>Looks every half minute which reports have come due.</summary>
internal sealed class ReportWorker(ReportRound round, TimeProvider clock, ILogger<ReportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim turn = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is due stays due.
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    /// <summary>Round after round until nothing is due.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (await round.LookAsync(cancellationToken))
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning("A round of scheduled reports was cut short and is tried again: {Fault}", fault.GetType().FullName);
        }
        finally
        {
            turn.Release();
        }
    }
}
