using CareKpi.Api.Access;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Changes;

/// <summary>Ends what lasts longer than a request when its credential does: asks again nearly every second, as each request does, so that an end holds within two.</summary>
internal sealed class CredentialWatch(Credentials credentials, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(900);

    /// <summary>Runs until <paramref name="ending"/> is cancelled, by others or by itself.</summary>
    public async Task EndWithAsync(HttpContext context, Caller caller, CancellationTokenSource ending)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                if (!await IsGoodAsync(context, caller))
                {
                    await ending.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody else ended it.
        }
    }

    /// <summary>What it may see is part of it: another reach is another stream. A store that does not answer proves nothing: the credential may have ended.</summary>
    private async ValueTask<bool> IsGoodAsync(HttpContext context, Caller caller)
    {
        try
        {
            var now = await credentials.ReadAsync(context);
            return now.Tenant == caller.Tenant && now.Id == caller.Id && now.Scopes == caller.Scopes && IsSame(now.Reach, caller.Reach);
        }
        catch (Exception fault) when (fault is ProblemException or Engine.Grains.UnavailableException or TimeoutException)
        {
            return false;
        }
    }

    private static bool IsSame(Reach now, Reach then) => (now, then) switch
    {
        (Reach.OfTeams teams, Reach.OfTeams others) => teams.Teams.SequenceEqual(others.Teams, StringComparer.Ordinal),
        (Reach.OfWidget widget, Reach.OfWidget other) => widget.Scope == other.Scope && widget.Origin == other.Origin,
        _ => now == then,
    };
}
