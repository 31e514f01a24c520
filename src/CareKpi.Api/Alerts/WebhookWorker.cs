using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Alerts;

/// <summary>Sends webhooks, in a loop of its own: however long receivers take, rules are looked at.</summary>
internal sealed class WebhookWorker(WebhookRound webhooks, TimeProvider clock, ILogger<WebhookWorker> log) : BackgroundService
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
            while (await webhooks.SendAsync(cancellationToken))
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning("A round of webhooks was cut short and is tried again: {Fault}", fault.GetType().FullName);
        }
        finally
        {
            turn.Release();
        }
    }
}
