using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Intake;

/// <summary>What is applied is written now and then, in one transaction of the state store.</summary>
public sealed partial class IntakeGrain
{
    private Task checkpointing = Task.CompletedTask;
    private Task writing = Task.CompletedTask;
    private long checkpointedAt;
    private int entriesSince;

    /// <summary>Starts a checkpoint when there is enough, or old enough, to write. Asked now and then even if nothing comes: the time to forget who has left.</summary>
    public void CheckpointIfDue()
    {
        watch.Sweep(services.Uptime);
        ResumeJobsIfDue();
        RebuildIfMixed();
        LookWhoWrites();
        var isDue = projection is not null && !IsBroken && checkpointing.IsCompleted && entriesSince > 0
            && (projection.UnsavedBytes > services.Limits.CheckpointBytes || entriesSince >= services.Limits.CheckpointEntries
                || services.Uptime - checkpointedAt > services.Limits.CheckpointAge.TotalMicroseconds);
        if (isDue)
        {
            checkpointing = CheckpointOrBreakAsync();
        }
        HorizonIfDue();
    }

    /// <summary>A checkpoint that begins now, after the one that runs.</summary>
    private Task CheckpointNowAsync() => AtCheckpointAsync(static () => Task.FromResult(true));

    /// <summary>A checkpoint, and then something that needs its rows as they are: no other one begins before that is done. <paramref name="before"/>: sees what it will have.</summary>
    private async Task<T> AtCheckpointAsync<T>(Func<Task<T>> then, Action? before = null)
    {
        while (!checkpointing.IsCompleted)
        {
            // Who else waited for it may have begun another one: two at a time would tear rows and seen ids apart.
            await checkpointing;
        }
        ThrowIfBroken();
        before?.Invoke();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        checkpointing = done.Task;
        try
        {
            await CheckpointOrBreakAsync();
            ThrowIfBroken();
            return await then();
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task CheckpointOrBreakAsync()
    {
        try
        {
            var written = CheckpointAsync();
            writing = written;
            await DeleteBelowAsync(await written);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It sleeps; what is left to delete goes after the next checkpoint.
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>While one checkpoint is written as much is applied as is worth another one, and no more, however slow the store is.</summary>
    private async Task RoomAsync()
    {
        if (projection?.UnsavedBytes > services.Limits.CheckpointBytes)
        {
            // Whether it succeeds is told to who began it.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>After a failed write nobody knows what the state store holds: it is opened anew, and so is the grain.</summary>
    private async Task<TResult> WriteStateAsync<TResult>(Func<ValueTask<TResult>> write)
    {
        try
        {
            return await write();
        }
        catch (StoreException exception)
        {
            Fail(exception);
            await ReopenStateAsync();
            throw new UnavailableException("the state could not be written; send the same again", TimeSpan.FromSeconds(1), exception);
        }
    }

    private async Task ReopenStateAsync()
    {
        try
        {
            await services.State.ReopenAsync(CancellationToken.None);
        }
        catch (StoreException)
        {
            // Still ill: the next one that writes fails, and opens it again.
        }
    }

    /// <summary>Gives the generation that the tenant's row names now.</summary>
    private async Task<int> CheckpointAsync()
    {
        // After one that failed, what it was to write is in no later one.
        ThrowIfBroken();
        entriesSince = 0;
        checkpointedAt = services.Uptime;
        var beside = new List<StateWrite>();
        Seen.AddWrites(Projection.Head.Applied, beside);
        beside.Add(new StateWrite(RecordKey.ToBytes(0), record!.Encode()));
        definitions.AddWrites(beside);
        closed.AddWrites(beside);
        var saving = Projection;
        if (!await WriteStateAsync(() => saving.CheckpointAsync(head.Epoch, beside, stopping.Token)))
        {
            throw Taken();
        }
        Seen.Written();
        closed.Written();
        EngineMetrics.Checkpoints.Add(1);
        return saving.Generation;
    }
}
