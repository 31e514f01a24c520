using CareKpi.Engine.Grains;

namespace CareKpi.Engine.Intake;

/// <summary>How a writer lets its tenant go: within a bounded time, however much waits and however long a store hangs. What it leaves unapplied is in the log.</summary>
public sealed partial class IntakeGrain
{
    /// <summary>Nothing new is taken.</summary>
    private bool isLeaving;

    /// <summary>No further entry is applied.</summary>
    private bool hasLeft;

    /// <summary>Refuses what is new, applies what waits as far as <see cref="EngineLimits.MaxDrain"/> reaches (always the entry in hand), and writes a checkpoint, so that the next activation has as little
    /// to apply as may be. Nothing else runs after it, but for a write that a store does not answer: the next writer's epoch fences that.</summary>
    public async Task DeactivateAsync()
    {
        isLeaving = true;
        Signal();
        if (rebuilding is { } running)
        {
            // Goes on from its last checkpoint.
            Stop(running.Stopping);
        }
        Stop(erasureStopping);
        await DrainAsync();
        hasLeft = true;
        Signal();
        if (IsBroken)
        {
            Stop(stopping);
        }
        using var patience = new CancellationTokenSource(services.Limits.MaxStop, services.Time);
        if (await IsQuietAsync(patience.Token) && projection is not null && hasClaimed && !IsBroken && projection.Head.Applied > projection.Saved)
        {
            checkpointing = CheckpointOrBreakAsync();
            await EndsAsync(checkpointing, patience.Token);
        }
        Stop(stopping);
    }

    private async Task DrainAsync()
    {
        using var patience = new CancellationTokenSource(services.Limits.MaxDrain, services.Time);
        while (pending.Count > 0 && !IsBroken && !patience.IsCancellationRequested)
        {
            await ProgressAsync(patience.Token);
        }
    }

    /// <summary>Whether all that runs has ended in time: who sent what is being written learns how that went.</summary>
    private async Task<bool> IsQuietAsync(CancellationToken patience)
    {
        var isQuiet = await EndsAsync(rebuilding?.Running, patience) && await EndsAsync(erasing, patience) && await EndsAsync(forgetting, patience) && await EndsAsync(applying, patience) && await EndsAsync(lastWritten, patience);
        while (isQuiet && !checkpointing.IsCompleted)
        {
            isQuiet = await EndsAsync(checkpointing, patience);
        }
        return isQuiet;
    }

    /// <summary>False: patience was over before. How it ends does not matter. Awaits nothing that would leave the scheduler.</summary>
    private static async Task<bool> EndsAsync(Task? task, CancellationToken patience)
    {
        if (task is null || task.IsCompleted)
        {
            return true;
        }
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (patience.UnsafeRegister(static signal => ((TaskCompletionSource)signal!).TrySetResult(), signal))
        {
            _ = TellAsync(task, signal);
            await signal.Task;
        }
        return task.IsCompleted;
    }

    private static async Task TellAsync(Task task, TaskCompletionSource end)
    {
        try
        {
            await task;
            end.TrySetResult();
        }
        catch (Exception)
        {
            // Whoever began it was told.
            end.TrySetResult();
        }
    }

    /// <summary>Here and now: CancelAsync would call back from another scheduler.</summary>
    private static void Stop(CancellationTokenSource source) => source.Cancel();

    private void ThrowIfClosed()
    {
        ThrowIfBroken();
        if (isLeaving)
        {
            throw new UnavailableException("the tenant's writer is being let go; send the same again", TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>What waits to be applied will not be, here.</summary>
    private void ThrowIfGone()
    {
        ThrowIfBroken();
        if (hasLeft)
        {
            throw new UnavailableException("the tenant's writer was let go; ask again", TimeSpan.FromSeconds(1));
        }
    }
}
