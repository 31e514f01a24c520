namespace CareKpi.Engine.Hosting;

/// <summary>A grain that is awake: its turns run on one scheduler, one at a time, and interleave where it awaits.</summary>
internal sealed class Activation<TGrain>
{
    private readonly TaskFactory turns;
    private readonly Task activated;
    private readonly Func<TGrain, bool> isBroken;
    private long lastUsed;
    private int running;

    public Activation(TGrain grain, TaskScheduler scheduler, Func<TGrain, Task> activate, Func<TGrain, bool> isBroken)
    {
        Grain = grain;
        this.isBroken = isBroken;
        turns = new TaskFactory(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
        activated = turns.StartNew(() => activate(grain), CancellationToken.None).Unwrap();
    }

    public TGrain Grain { get; }

    /// <summary>It could not be activated, or broke: the next call gets another one.</summary>
    public bool IsGone => activated.IsFaulted || activated.IsCanceled || isBroken(Grain);

    public bool IsIdleSince(long instant) => Volatile.Read(ref running) == 0 && Volatile.Read(ref lastUsed) < instant;

    public async Task<TResult> CallAsync<TResult>(Func<TGrain, Task<TResult>> call, long now)
    {
        Interlocked.Increment(ref running);
        Volatile.Write(ref lastUsed, now);
        try
        {
            return await turns.StartNew(async () =>
            {
                await activated;
                return await call(Grain);
            }, CancellationToken.None).Unwrap();
        }
        catch (Exception exception) when (Unanswered.Is(exception))
        {
            throw Unanswered.Of(exception);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    /// <summary>A turn of its own, that does not count as use.</summary>
    public Task TurnAsync(Action<TGrain> turn) => turns.StartNew(
        () =>
        {
            if (activated.IsCompletedSuccessfully)
            {
                turn(Grain);
            }
        },
        CancellationToken.None);

    /// <summary>After the turns that run.</summary>
    public Task StopAsync(Func<TGrain, Task> deactivate) => turns.StartNew(async () =>
    {
        try
        {
            await activated;
        }
        catch (Exception)
        {
            // Whoever called it was told.
            return;
        }
        await deactivate(Grain);
    }, CancellationToken.None).Unwrap();
}
