using CareKpi.Api.Node;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Reports;

/// <summary>Looks every half minute which reports have come due.</summary>
internal sealed class ReportWorker(ReportRound round, NodeState state, TimeProvider clock, ILogger<ReportWorker> log) : RoundWorker("reports", TimeSpan.FromSeconds(30), state, clock)
{
    protected override Task RoundAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    /// <summary>Round after round until nothing is due.</summary>
    internal Task LookAsync(CancellationToken cancellationToken) => InTurnAsync(LookAtAllAsync, cancellationToken);

    private async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
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
    }
}
