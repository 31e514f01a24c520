using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Kpis.Scorecards;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Alerts;

/// <summary>Looks at the rules of tenants whose writer is in this process and of which something has changed, one tenant after the other, at most every few seconds: what came meanwhile is one change. Now and then all of them, since days pass without an
/// event. Ingest never waits for it, and a tenant's rules take a tenth of the time at most: after a round that took long they rest.</summary>
internal sealed class AlertWorker(ChangedTenants changed, AlertRound round, NodeState state, TimeProvider clock, ILogger<AlertWorker> log) : RoundWorker(OfEveryProcess, TimeSpan.FromSeconds(5), state, clock)
{
    /// <summary>Rounds until all tenants that ever changed are looked at again.</summary>
    private const int AllEvery = 180;

    /// <summary>How many times as long as a round took its tenant is left alone.</summary>
    private const int Rest = 9;

    private readonly Dictionary<string, long> rested = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private int rounds;

    protected override Task RoundAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken, isPaced: true);

    /// <summary>One round.</summary>
    /// <param name="isPaced">Those that rest are left for a later one.</param>
    internal Task LookAsync(CancellationToken cancellationToken, bool isPaced = false) => InTurnAsync(stop => LookAtRulesAsync(isPaced, stop), cancellationToken);

    private async Task LookAtRulesAsync(bool isPaced, CancellationToken cancellationToken)
    {
        var tenants = changed.Take();
        known.UnionWith(tenants);
        foreach (var tenant in ++rounds % AllEvery == 0 ? [.. known] : tenants)
        {
            var begun = Clock.GetTimestamp();
            if (isPaced && rested.TryGetValue(tenant, out var until) && begun < until)
            {
                changed.Add(tenant);
                continue;
            }

            try
            {
                // The writer may be on its way from one process to another, and both look.
                if (!await State.TryAloneAsync($"alerts/{tenant}", stop => round.LookAsync(tenant, stop), cancellationToken))
                {
                    changed.Add(tenant);
                    continue;
                }

                rested[tenant] = Clock.GetTimestamp() + (Rest * (Clock.GetTimestamp() - begun));
            }
            catch (Exception fault) when (fault is UnavailableException or TimeoutException)
            {
                // Busy: the next round looks again.
                changed.Add(tenant);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                known.Remove(tenant);
                rested.Remove(tenant);
                log.LogError("The alert rules of a tenant could not be looked at: {Fault} {Stack}", fault.GetType().FullName, fault is ReadProblemException problem ? problem.Code : fault.StackTrace);
            }
        }
    }
}
