using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Node;

/// <summary>Does a round every so often, where it is this node's to make. One at a time: whoever asks for one in between waits for that which runs.</summary>
internal abstract class RoundWorker(TimeSpan every, TimeProvider clock) : BackgroundService
{
    private readonly SemaphoreSlim turn = new(1);

    protected TimeProvider Clock { get; } = clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (await IsOursAsync(stoppingToken))
                {
                    await RoundAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is due stays due: it is looked at when the node starts again.
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected abstract ValueTask<bool> IsOursAsync(CancellationToken cancellationToken);

    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    protected async Task InTurnAsync(Func<Task> round, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await round();
        }
        finally
        {
            turn.Release();
        }
    }
}
