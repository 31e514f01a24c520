using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Alerts;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Api.Alerts;

public sealed record AlertConditionBody(string Kind, double? Above, double? Below, double? Percent);

public sealed record AlertRuleInput(string Name, string Level, string? Key, string Kpi, AlertConditionBody Condition, string? Period, int? MinCount, int? CoolDownHours, bool? Enabled, WebhookBody? Webhook);

public sealed record AlertRuleBody(string Id, string Name, string Level, string? Key, string Kpi, AlertConditionBody Condition, string Period, int MinCount, int CoolDownHours, bool Enabled, WebhookBody? Webhook)
{
    internal static AlertRuleBody Of(AlertRule rule) => new(
        rule.Id, rule.Name, Words.Of(rule.Level), rule.Key, rule.Kpi,
        rule.Condition switch
        {
            AlertCondition.Threshold threshold => new("threshold", threshold.Above, threshold.Below, null),
            AlertCondition.Change change => new("change", null, null, change.Percent),
            _ => new("targetMissed", null, null, null),
        },
        AlertRule.PresetWords[(int)rule.Period], rule.MinCount, rule.CoolDownHours, rule.Enabled, WebhookBody.Of(rule.WebhookUrl));
}

public sealed record AlertRulePage(IReadOnlyList<AlertRuleBody> Items, bool HasNextPage, string? Cursor);

internal static class AlertRuleEndpoints
{
    public static void MapAlertRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/v1/alert-rules").WithTags("Alerts");
        rules.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).WithSummary("Rules, in the order in which they were made").Produces<AlertRulePage>();
        rules.MapGet("/{id}", FindAsync).AllowKeys(KeyScopes.Read).WithSummary("One of them").Produces<AlertRuleBody>();
        rules.MapPost("", AddAsync).AllowKeys(KeyScopes.Manage).Audits("alert-rule.created").WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("A new rule")
            .Accepts<AlertRuleInput>("application/json").Produces<AlertRuleBody>(StatusCodes.Status201Created);
        rules.MapPatch("/{id}", ChangeAsync).AllowKeys(KeyScopes.Manage).Audits("alert-rule.changed").WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("Changes fields of a rule")
            .Accepts<AlertRuleInput>("application/json").Produces<AlertRuleBody>();
        rules.MapDelete("/{id}", RemoveAsync).AllowKeys(KeyScopes.Manage).Audits("alert-rule.removed").WithSummary("Takes a rule away; what it has raised stays").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, int? first, string? after)
    {
        var all = await DefinitionLists.AllAsync(grains, context.Caller().Tenant, DefinitionCollection.AlertRules, context.RequestAborted);
        var page = Paging.Page(all, static definition => definition.Made.ToString("D19", CultureInfo.InvariantCulture), first, after);
        return Results.Json(new AlertRulePage([.. page.Items.Select(static definition => AlertRuleBody.Of(AlertRule.Of(definition)))], page.HasNextPage, page.Cursor));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, IGrains grains) =>
        Results.Json(AlertRuleBody.Of(AlertRule.Of(await DefinitionLists.FindAsync(grains, context.Caller().Tenant, DefinitionCollection.AlertRules, id, "rule", context.RequestAborted))));

    private static async Task<IResult> AddAsync(HttpContext context, IGrains grains, WebhookSecrets secrets, AgentRules agents)
    {
        var id = RandomId.New();
        context.Audit(id);
        return Results.Json(await DefineAsync(id, await JsonBody.ObjectAsync(context, "rule"), needsSecret: true, context, grains, secrets, agents), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>RFC 7396: what is given replaces what is there, null takes it away. Condition and webhook are replaced whole; a webhook without a secret keeps the one that it has.</summary>
    private static async Task<IResult> ChangeAsync(string id, HttpContext context, IGrains grains, WebhookSecrets secrets, AgentRules agents)
    {
        var merged = await DefinitionLists.MergedAsync(grains, context.Caller().Tenant, DefinitionCollection.AlertRules, id, "rule", await JsonBody.ObjectAsync(context, "rule"), context.RequestAborted);
        var hasSecret = await secrets.OfAsync(context.Caller().Tenant, id, context.RequestAborted) is not null;
        return Results.Json(await DefineAsync(id, merged, needsSecret: !hasSecret, context, grains, secrets, agents));
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, IGrains grains, AlertStore store, WebhookSecrets secrets)
    {
        var tenant = context.Caller().Tenant;
        var result = await DefinitionLists.RemoveAsync(grains, tenant, DefinitionCollection.AlertRules, id, "rule", context.RequestAborted);
        await store.ForgetRuleAsync(tenant, id, context.RequestAborted);
        await secrets.DropAsync(tenant, id, context.RequestAborted);
        return result;
    }

    private static async Task<AlertRuleBody> DefineAsync(string id, JsonObject document, bool needsSecret, HttpContext context, IGrains grains, WebhookSecrets secrets, AgentRules agents)
    {
        // A rule tells what it sees: to who reads alerts, and to its webhook.
        if (!context.Caller().Scopes.HasFlag(KeyScopes.Read))
        {
            throw ProblemException.Forbidden("Alerts tell figures: to make or change a rule takes the scope 'read' beside 'manage'.");
        }

        var secret = WebhookSecrets.Take(document);
        var rule = AlertRule.Read(id, JsonElement.Parse(document.ToJsonString()));
        if (rule.WebhookUrl is not null && secret is null && needsSecret)
        {
            throw WebhookSecrets.Missing();
        }

        var tenant = context.Caller().Tenant;
        await agents.CheckAsync(tenant, rule.Level, context.RequestAborted);
        var change = new DefinitionChange(DefinitionCollection.AlertRules, id, rule.ToDocument());
        await secrets.KeepAsync(tenant, id, secret, () => grains.Intake(tenant).DefineAsync(change).WithinAsync(Patience.Read, context.RequestAborted), context.RequestAborted);
        return AlertRuleBody.Of(rule);
    }
}
