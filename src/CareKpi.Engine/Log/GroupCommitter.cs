using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Log;

/// <summary>The one writer of a node's log: what many tenants append meanwhile is written together, one durable write at a time, and the next group gathers while one is written.
/// <para>A tenant may have several appends on their way, in sequence; they are written in that order or fail from the first failed one on, never with a gap. After anything but
/// <see cref="AppendOutcome.Committed"/> (a refusal, a failure, a cancellation) the caller asks <see cref="HeadAsync"/> before it appends again.</para>
/// <para>It has no thread of its own and no loop that waits: the first to append starts a pump as a task on the given scheduler, which writes group after group and ends when nothing waits. All that
/// the pump awaits comes back to that scheduler, callers go on on theirs, and time is the <see cref="TimeProvider"/>'s: on a deterministic scheduler all of it is deterministic.</para></summary>
public sealed class GroupCommitter : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly ILogStore store;
    private readonly TimeProvider time;
    private readonly GroupCommitterOptions options;
    private readonly TaskScheduler scheduler;
    private readonly CommitQueue queue;
    private readonly StoreWatch watch;
    private readonly List<TaskCompletionSource> turns = [];
    private Task pump = Task.CompletedTask;
    private bool pumping;
    private bool disposed;
    private bool reopening;
    private int failures;
    private long refuseUntil;

    /// <param name="store">Nobody else writes it.</param>
    /// <param name="time">Measures stalls and pauses.</param>
    /// <param name="scheduler">Where the pump runs. Never that of who happens to ask first: the pump is all tenants'.</param>
    /// <param name="options">Bounds; null: those of a node.</param>
    public GroupCommitter(ILogStore store, TimeProvider time, TaskScheduler scheduler, GroupCommitterOptions? options = null)
    {
        this.store = store;
        this.time = time;
        this.options = options ?? new GroupCommitterOptions();
        this.scheduler = scheduler;
        queue = new CommitQueue(this.options);
        watch = new StoreWatch(time, this.options.Patience, OnStall);
        refuseUntil = time.GetTimestamp();
    }

    /// <summary>Durable when it returns <see cref="AppendOutcome.Committed"/>; <see cref="AppendOutcome.Fenced"/>: another writer holds the tenant. Throws <see cref="UnavailableException"/>: at once
    /// and not written when the queue is full or the store is known to be ill, else after at most twice the patience, and then it was written or not.</summary>
    public Task<AppendOutcome> AppendAsync(LogAppend append, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<AppendOutcome>(cancellationToken);
        }

        var bytes = 0L;
        for (var entry = 0; entry < append.Entries.Count; entry++)
        {
            bytes += append.Entries[entry].Length;
        }

        PendingAppend pending;
        lock (gate)
        {
            if ((WhyNot() ?? queue.WhyNot(append, bytes)) is { } reason)
            {
                return Task.FromException<AppendOutcome>(Unavailable(reason));
            }

            pending = queue.Add(append, bytes);
            Pump();
        }

        if (cancellationToken.CanBeCanceled)
        {
            // Cancelled in between, it calls back at once; settled in between, there is nothing left to cancel.
            pending.Registration = cancellationToken.UnsafeRegister((_, token) => Cancel(pending, token), null);
        }

        return pending.Task;
    }

    /// <summary>Takes a tenant as <see cref="ILogStore.ClaimAsync"/> does, in turn with the appends, so that a failure heals as theirs do. Throws <see cref="UnavailableException"/>.</summary>
    public async Task<bool> ClaimAsync(string tenant, long expected, CancellationToken cancellationToken)
    {
        var claim = new PendingClaim(tenant, expected);
        lock (gate)
        {
            ThrowIfUnavailable();
            queue.Add(claim);
            Pump();
        }

        using (cancellationToken.UnsafeRegister(static (source, token) => ((TaskCompletionSource<bool>)source!).TrySetCanceled(token), claim.Completion))
        {
            return await claim.Completion.Task;
        }
    }

    /// <summary>Says anew what entries say, as <see cref="ILogStore.RewriteAsync"/> does, in turn with the appends, so that a failure heals as theirs do. False: another writer holds the tenant. Throws
    /// <see cref="UnavailableException"/>: it was written or not.</summary>
    public async Task<bool> RewriteAsync(string tenant, long epoch, IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken)
    {
        var rewrite = new PendingRewrite(tenant, epoch, entries);
        lock (gate)
        {
            ThrowIfUnavailable();
            queue.Add(rewrite);
            Pump();
        }

        using (cancellationToken.UnsafeRegister(static (source, token) => ((TaskCompletionSource<bool>)source!).TrySetCanceled(token), rewrite.Completion))
        {
            return await rewrite.Completion.Task;
        }
    }

    /// <summary>The tenant's head, read when nothing of it is on its way and the store is sound; from then on its appends are taken again. Throws <see cref="UnavailableException"/>.</summary>
    public async Task<LogHead> HeadAsync(string tenant, CancellationToken cancellationToken)
    {
        while (TurnBefore(tenant) is { Task.IsCompleted: false } turn)
        {
            using (cancellationToken.UnsafeRegister(static (source, token) => ((TaskCompletionSource)source!).TrySetCanceled(token), turn))
            {
                await turn.Task;
            }
        }

        try
        {
            var head = await store.HeadAsync(tenant, cancellationToken);
            lock (gate)
            {
                queue.Release(tenant);
            }

            return head;
        }
        catch (StoreException exception)
        {
            throw Unavailable("The log cannot be read.", exception);
        }
    }

    /// <summary>Takes nothing more and writes what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            disposed = true;
            last = pump;
        }

        await last;
        watch.Dispose();
    }

    private async Task PumpAsync()
    {
        while (!reopening || await ReopenAsync())
        {
            if (NextGroup() is not { } group)
            {
                return;
            }

            watch.Begin();
            try
            {
                await ClaimAsync(group.Claims);
                if (group.Rewrite is { } rewrite)
                {
                    rewrite.Completion.TrySetResult(await store.RewriteAsync(rewrite.Tenant, rewrite.Epoch, rewrite.Entries, CancellationToken.None));
                }

                var outcomes = group.Lanes.Count == 0 ? [] : await store.AppendAsync([.. group.Lanes.Select(static lane => lane.ToAppend())], CancellationToken.None);
                watch.End();
                lock (gate)
                {
                    queue.Settle(outcomes);
                    failures = 0;
                    EndTurn();
                }
            }
            catch (Exception exception)
            {
                watch.End();
                OnFailedWrite(exception);
            }
        }
    }

    /// <summary>Null: nothing waits, and the pump has ended.</summary>
    private CommitGroup? NextGroup()
    {
        lock (gate)
        {
            var group = queue.Take();
            pumping = group is not null;
            return group;
        }
    }

    /// <summary>All at once: the store writes them together.</summary>
    private async Task ClaimAsync(List<PendingClaim> claims)
    {
        var won = await Task.WhenAll(claims.Select(claim => store.ClaimAsync(claim.Tenant, claim.Expected, CancellationToken.None).AsTask()));
        for (var index = 0; index < won.Length; index++)
        {
            claims[index].Completion.TrySetResult(won[index]);
        }
    }

    private void OnFailedWrite(Exception exception)
    {
        lock (gate)
        {
            reopening = true;
            queue.FailAll(() => Unavailable("The log could not be written.", exception));
            queue.EndGroup();
            if (++failures > 1)
            {
                // Opening helps and writing does not, as on a full disk: then not as fast as we can.
                Pause();
            }

            EndTurn();
        }
    }

    /// <summary>False: not now, and the pump has ended; whoever comes after the pause tries again.</summary>
    private async Task<bool> ReopenAsync()
    {
        watch.Begin();
        try
        {
            await store.ReopenAsync(CancellationToken.None);
            watch.End();
            lock (gate)
            {
                reopening = false;
                EndTurn();
                return true;
            }
        }
        catch (Exception exception)
        {
            watch.End();
            lock (gate)
            {
                queue.FailAll(() => Unavailable("The log could not be opened.", exception));
                Pause();
                pumping = false;
                EndTurn();
                return false;
            }
        }
    }

    /// <summary>Everybody is told, nothing else is written: what the store does with this write has to be known first.</summary>
    private void OnStall()
    {
        lock (gate)
        {
            queue.FailAll(() => Unavailable("The log does not answer."));
            EndTurn();
        }
    }

    private void Cancel(PendingAppend pending, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            queue.Cancel(pending, () => Unavailable("An earlier append of this tenant was cancelled."), cancellationToken);
        }
    }

    /// <summary>Comes when something has changed; a completed one: the head can be read now.</summary>
    private TaskCompletionSource TurnBefore(string tenant)
    {
        // Only ever awaited: WaitAsync and its like would leave the scheduler.
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!reopening && queue.IsIdle(tenant))
            {
                turn.SetResult();
                return turn;
            }

            ThrowIfUnavailable();
            Pump();
            turns.Add(turn);
            return turn;
        }
    }

    private void EndTurn()
    {
        turns.ForEach(static turn => turn.TrySetResult());
        turns.Clear();
    }

    private void Pause() => refuseUntil = time.GetTimestamp() + (long)(options.Pause.TotalSeconds * time.TimestampFrequency);

    private string? WhyNot() =>
        disposed ? "The node is shutting down."
        : watch.Stalled ? "The log does not answer."
        : time.GetTimestamp() < refuseUntil ? "The log could not be written."
        : null;

    private void ThrowIfUnavailable()
    {
        if (WhyNot() is { } reason)
        {
            throw Unavailable(reason);
        }
    }

    private void Pump()
    {
        if (pumping)
        {
            return;
        }

        // The pump outlives the call that starts it and takes nothing of its context along.
        using (ExecutionContext.SuppressFlow())
        {
            pumping = true;
            pump = Task.Factory.StartNew(PumpAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
        }
    }

    private UnavailableException Unavailable(string message, Exception? inner = null) => new(message, options.RetryAfter, inner);
}
