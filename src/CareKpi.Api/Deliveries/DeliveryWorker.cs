using CareKpi.Api.Node;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Deliveries;

/// <summary>Sends what a lane holds, in a loop of its own.</summary>
internal abstract class DeliveryWorker(Lane lane, DeliveryRound deliveries, NodeState state, TimeProvider clock, ILogger log) : RoundWorker($"deliveries-{lane}", TimeSpan.FromSeconds(5), state, clock)
{
    protected override Task RoundAsync(CancellationToken cancellationToken) => SendAsync(cancellationToken);

    /// <summary>Round after round until nothing is due.</summary>
    internal Task SendAsync(CancellationToken cancellationToken) => InTurnAsync(SendAllAsync, cancellationToken);

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await deliveries.SendAsync(lane, cancellationToken))
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning("A round of deliveries ({Lane}) was cut short and is tried again: {Fault}", lane, fault.GetType().FullName);
        }
    }
}

/// <summary>However long receivers take, rules are looked at.</summary>
internal sealed class WebhookWorker(DeliveryRound deliveries, NodeState state, TimeProvider clock, ILogger<WebhookWorker> log) : DeliveryWorker(Lane.Webhook, deliveries, state, clock, log);

/// <summary>However long the mail server takes, webhooks are sent.</summary>
internal sealed class MailWorker(DeliveryRound deliveries, NodeState state, TimeProvider clock, ILogger<MailWorker> log) : DeliveryWorker(Lane.Mail, deliveries, state, clock, log);
