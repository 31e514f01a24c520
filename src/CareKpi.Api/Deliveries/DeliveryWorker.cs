using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Deliveries;

/// <summary>Sends what a lane holds, in a loop of its own.</summary>
internal abstract class DeliveryWorker(Lane lane, DeliveryRound deliveries, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim turn = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SendAsync(stoppingToken);
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
    internal async Task SendAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
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
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>However long receivers take, rules are looked at.</summary>
internal sealed class WebhookWorker(DeliveryRound deliveries, TimeProvider clock, ILogger<WebhookWorker> log) : DeliveryWorker(Lane.Webhook, deliveries, clock, log);

/// <summary>However long the mail server takes, webhooks are sent.</summary>
internal sealed class MailWorker(DeliveryRound deliveries, TimeProvider clock, ILogger<MailWorker> log) : DeliveryWorker(Lane.Mail, deliveries, clock, log);
