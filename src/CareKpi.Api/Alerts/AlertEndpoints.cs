using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Api.Alerts;

public sealed record AlertScopeBody(string Level, string? Key, string Name);

/// <summary><see cref="Rule"/> null: it was removed, or the reader sees no rules.</summary>
public sealed record AlertBody(string Id, string? Rule, AlertScopeBody Scope, string Kpi, DateTime RaisedAt, string Message, double Value, DateTime? AcknowledgedAt, string? AcknowledgedBy)
{
    /// <summary>As a caller sees it.</summary>
    internal static AlertBody Of(Alert alert, Sight sight) => sight.SeesRules ? Of(alert) : Of(alert) with { Rule = null };

    internal static AlertBody Of(Alert alert) => new(
        alert.Id, alert.Rule, new(alert.Level, alert.Level == "tenant" ? null : alert.Key, alert.Name), alert.Kpi, alert.RaisedAt.UtcDateTime, alert.Message, alert.Value, alert.AcknowledgedAt?.UtcDateTime, alert.AcknowledgedBy);
}

public sealed record AlertPage(IReadOnlyList<AlertBody> Items, bool HasNextPage, string? Cursor);

/// <summary>An alert that its rule's webhook did not take.</summary>
public sealed record DeadLetterBody(string Id, string Rule, string Alert, int Attempts, DateTime FailedAt, string? Error);

public sealed record DeadLetterList(IReadOnlyList<DeadLetterBody> Items);

internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/v1/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("What rules have raised, newest first").Produces<AlertPage>();
        alerts.MapPost("/{id}/acknowledge", AcknowledgeAsync).AllowKeys(KeyScopes.Manage).Audits("alert.acknowledged").WithSummary("Somebody takes care of it").Produces<AlertBody>();
        alerts.MapGet("/dead-letters", DeadAsync).AllowKeys(KeyScopes.Read).WithSummary("Alerts that no attempt could bring to a webhook, newest first").Produces<DeadLetterList>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, AlertStore store, Sights sights, bool? open, int? first, string? after)
    {
        var most = Paging.Most(first);
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        if (!sight.SeesAlerts)
        {
            throw ProblemException.Forbidden("Alerts are for people and keys, not for widgets.");
        }

        bool Wanted(Alert alert) => (open is null || open == alert.AcknowledgedAt is null) && sight.SeesAlert(alert.Of(), alert.Kpi);
        var found = await store.ListAsync(context.Caller().Tenant, string.IsNullOrEmpty(after) ? null : after, most + 1, Wanted, context.RequestAborted);
        var page = found.Take(most).ToList();
        var rules = (await DefinitionLists.AllAsync(grains, context.Caller().Tenant, DefinitionCollection.AlertRules, context.RequestAborted)).Select(static rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return Results.Json(new AlertPage([.. page.Select(pair => AlertBody.Of(pair.Alert, sight) is var told && rules.Contains(pair.Alert.Rule) ? told : told with { Rule = null })], found.Count > most, page.Count == 0 ? null : page[^1].Cursor));
    }

    private static async Task<IResult> AcknowledgeAsync(string id, HttpContext context, AlertStore store, Sights sights, TimeProvider clock)
    {
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        return await store.AcknowledgeAsync(context.Caller().Tenant, id, context.Caller().Name, clock.GetUtcNow(), alert => sight.SeesAlert(alert.Of(), alert.Kpi), context.RequestAborted) is { } alert
            ? Results.Json(AlertBody.Of(alert)) : throw ProblemException.NotFound("There is no such alert.");
    }

    private static async Task<IResult> DeadAsync(HttpContext context, AlertStore store) => Results.Json(new DeadLetterList(
        [.. (await store.FailedAsync(context.Caller().Tenant, context.RequestAborted)).Select(static dead => new DeadLetterBody(dead.Id, dead.Rule!, dead.Alert!, dead.Attempts, dead.Failed!.Value.UtcDateTime, dead.Error))]));
}
