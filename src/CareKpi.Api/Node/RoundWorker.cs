using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Node;

/// <summary>Does a round every so often. One at a time: whoever asks for one in between waits for that which runs. Of all processes on the same stores one does the rounds of a kind, until it stops, dies or loses its lock;
/// then another one does, a period later at most. What a round does is durable step by step, so that the next one goes on where the last was cut off.</summary>
internal abstract class RoundWorker(string kind, TimeSpan every, NodeState state, TimeProvider clock) : BackgroundService
{
    /// <summary>No kind: each process has rounds of its own.</summary>
    protected const string OfEveryProcess = "";

    private readonly SemaphoreSlim turn = new(1);
    private INamedLock? held;

    protected NodeState State { get; } = state;

    protected TimeProvider Clock { get; } = clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RoundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is due stays due: it is looked at when a node starts again, or by another one.
        }
        finally
        {
            await LetGoAsync();
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>Nothing is done when another process does the rounds.</summary>
    protected async Task InTurnAsync(Func<CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (kind.Length == 0)
            {
                await round(cancellationToken);
            }
            else if (await IsOursAsync(cancellationToken))
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held!.Lost);
                await round(both.Token);
            }
        }
        catch (OperationCanceledException) when (held is { Lost.IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
        {
            // Whoever holds it now goes on.
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> IsOursAsync(CancellationToken cancellationToken)
    {
        if (held is { Lost.IsCancellationRequested: true })
        {
            await LetGoAsync();
        }

        try
        {
            held ??= await State.TryEnterAsync($"round/{kind}", cancellationToken);
        }
        catch (UnavailableException)
        {
            // The next round asks again.
        }

        return held is not null;
    }

    private async Task LetGoAsync()
    {
        if (Interlocked.Exchange(ref held, null) is { } last)
        {
            await last.DisposeAsync();
        }
    }
}
