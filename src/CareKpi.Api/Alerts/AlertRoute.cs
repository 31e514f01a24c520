using CareKpi.Api.Definitions;
using CareKpi.Api.Deliveries;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Alerts;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Alerts;

/// <summary>Alerts to the webhooks of their rules. What is not taken at last is a dead letter.</summary>
internal sealed class AlertRoute(IGrains grains, AgentRules agents, WebhookSecrets secrets, WebhookPost post) : IDeliveryRoute
{
    public bool Takes(Delivery delivery) => delivery.Rule is not null;

    public async Task<Attempt> TryAsync(Delivery delivery, CancellationToken cancellationToken) =>
        await RuleAsync(delivery, cancellationToken) is not { WebhookUrl: { } url } rule
        || (rule.Level == Level.Agent && !await agents.AreOpenAsync(delivery.Tenant, cancellationToken))
        || await secrets.OfAsync(delivery.Tenant, rule.Id, cancellationToken) is not { } secret
            ? Attempt.Dropped : Attempt.Of(await post.SendAsync(url, secret, delivery.Id, delivery.Body!, cancellationToken));

    public IReadOnlyList<(string Key, byte[]? Value)> Note(Delivery delivery, Outcome outcome, DateTimeOffset at) => outcome == Outcome.Failed ? [AlertStore.DeadLetter(delivery, at)] : [];

    /// <summary>null: the rule is no more, or its tenant.</summary>
    private async Task<AlertRule?> RuleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await DefinitionLists.FindOrNullAsync(grains, delivery.Tenant, DefinitionCollection.AlertRules, delivery.Rule!, cancellationToken) is { } found ? AlertRule.Of(found) : null;
        }
        catch (TenantNotFoundException)
        {
            return null;
        }
    }
}
