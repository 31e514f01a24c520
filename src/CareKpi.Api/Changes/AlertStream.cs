using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Alerts;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Changes;

/// <summary>Alerts as they are raised, as far as the caller sees them, each once and the oldest first. Nothing is queued: what the store has since the last look is told, so that a reader who is slow misses only what the
/// store itself has let fall.</summary>
internal sealed class AlertStream(ServerSentEvents events, AlertStore store, Sights sights, Caller caller, TimeProvider clock)
{
    /// <summary>What another node raises is found so soon; what this one raises at once.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>An alert is dated before it is durable, and by clocks that differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private HashSet<string> told = new(StringComparer.Ordinal);
    private DateTimeOffset from = clock.GetUtcNow() - Overlap;

    /// <summary>What was raised before is not told.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => NewAsync(cancellationToken);

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = store.NextAsync(caller.Tenant);
            await TellAsync(cancellationToken);
            await next.WaitAsync(Every, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A store or a writer that does not answer now is asked again: what was raised meanwhile is told then.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sight = await sights.OfAsync(caller, cancellationToken);
            var raised = (await NewAsync(cancellationToken)).Where(alert => sight.SeesAlert(alert.Of(), alert.Kpi));
            await events.WriteAsync("alert", [.. raised.Select(alert => JsonSerializer.Serialize(AlertBody.Of(alert, sight), ApiJson.Default.AlertBody))], cancellationToken);
        }
        catch (Exception busy) when (busy is UnavailableException or TimeoutException)
        {
            // The next look is soon.
        }
    }

    private async Task<IReadOnlyList<Alert>> NewAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await store.SinceAsync(caller.Tenant, from, cancellationToken);
        var fresh = found.Where(alert => !told.Contains(alert.Id)).ToList();
        (told, from) = (found.Select(static alert => alert.Id).ToHashSet(StringComparer.Ordinal), now - Overlap);
        return fresh;
    }
}
