using CareKpi.Api.Access;
using CareKpi.Api.Alerts;
using CareKpi.Api.Limits;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Changes;

internal static class ChangeEndpoints
{
    private const int MaxScopes = 20;
    private const int LongestKey = 512;

    public static void MapChanges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/changes", WatchAsync).WithTags("Scorecards").AllowKeys(KeyScopes.Read).LooksAtReach()
            .WithSummary("Server-sent events that say which scopes have changed").Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    /// <param name="context">Of the request.</param>
    /// <param name="grains">Of the node.</param>
    /// <param name="sights">What the caller may watch.</param>
    /// <param name="store">Of alerts.</param>
    /// <param name="credentials">Asked again and again: the stream ends with the credential.</param>
    /// <param name="budgets">Bound the streams of a tenant.</param>
    /// <param name="clock">Of the node.</param>
    /// <param name="host">Whose end ends the stream.</param>
    /// <param name="scope"><c>tenant</c>, <c>team:billing</c>, <c>agent:a-7</c>, <c>customer:u-42</c>; up to 20.</param>
    /// <param name="alerts"><c>1</c>: alerts, too.</param>
    private static async Task WatchAsync(HttpContext context, IGrains grains, Sights sights, AlertStore store, Credentials credentials, Budgets budgets, TimeProvider clock, IHostApplicationLifetime host, string[] scope, string? alerts)
    {
        var caller = context.Caller();
        var scopes = scope.Select(Read).Distinct().ToList();
        if (alerts is not (null or "" or "0" or "1"))
        {
            throw ProblemException.BadInput("'alerts' is 1 or 0.", "alerts");
        }

        if (scopes.Count > MaxScopes || (scopes.Count == 0 && alerts is not "1"))
        {
            throw ProblemException.BadInput("Name 1 to 20 scopes: ?scope=tenant&scope=team:billing. With alerts=1 none is needed.", "scope");
        }

        var sight = await sights.OfAsync(caller, context.RequestAborted);
        if (alerts is "1" && !sight.SeesAlerts)
        {
            throw ProblemException.Forbidden("Alerts are for people and keys, not for widgets.");
        }

        // Of several, those that are not seen are as quiet as those that are not there.
        if (alerts is not "1" && !scopes.Exists(sight.Sees))
        {
            throw ProblemException.NotFound("There is no such scope.");
        }

        // A tenant that is not there is told before the stream begins.
        var intake = grains.Intake(caller.Tenant);
        using var open = await budgets.OpenStreamAsync(caller.Tenant);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        using var events = new ServerSentEvents(context.Response, clock);
        var changes = new ChangeStream(events, intake, caller.Tenant, scopes, stop => sights.OfAsync(caller, stop), clock);
        var raised = alerts is "1" ? new AlertStream(events, store, sights, caller, clock) : null;
        var running = new List<Task>();
        try
        {
            await changes.BeginAsync(ending.Token);
            await (raised?.BeginAsync(ending.Token) ?? Task.CompletedTask);
            await events.BeginAsync(ending.Token);
            running.Add(new CredentialWatch(credentials, clock).EndWithAsync(context, caller, ending));
            running.Add(changes.RunAsync(ending.Token));
            running.Add(raised?.RunAsync(ending.Token) ?? Task.Delay(Timeout.InfiniteTimeSpan, ending.Token));
            await await Task.WhenAny(running);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The credential ended, or the caller went, or the node goes: so does the stream.
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static ScopeRef Read(string word)
    {
        var at = word.IndexOf(':', StringComparison.Ordinal);
        var level = Words.Level(at < 0 ? word : word[..at]);
        var key = at < 0 ? "" : word[(at + 1)..];
        return level is { } known && (known == Level.Tenant) == (key.Length == 0) && key.Length <= LongestKey
            ? new(known, key)
            : throw ProblemException.BadInput("A scope is 'tenant', 'team:KEY', 'agent:KEY' or 'customer:KEY'.", "scope");
    }
}
