using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Log;

/// <summary>An append on its way.</summary>
internal sealed class PendingAppend(Lane lane, LogAppend append, long bytes)
{
    private readonly TaskCompletionSource<AppendOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lane Lane => lane;

    public LogAppend Append => append;

    public long Bytes => bytes;

    public Task<AppendOutcome> Task => completion.Task;

    public CancellationTokenRegistration Registration { get; set; }

    public void Settle(AppendOutcome outcome)
    {
        Registration.Unregister();
        completion.TrySetResult(outcome);
    }

    public void Fail(Exception exception)
    {
        Registration.Unregister();
        completion.TrySetException(exception);
    }

    public void Cancel(CancellationToken cancellationToken) => completion.TrySetCanceled(cancellationToken);
}

/// <summary>What one tenant has on its way, in order. Under the committer's lock.</summary>
internal sealed class Lane(string tenant)
{
    public string Tenant => tenant;

    public LinkedList<PendingAppend> Queued { get; } = [];

    /// <summary>Part of the group that is being written: consecutive appends of one epoch, which the store gets as one.</summary>
    public List<PendingAppend> Writing { get; } = [];

    public long Bytes { get; set; }

    /// <summary>Something went wrong: nothing is taken until the caller has read its head.</summary>
    public bool Refusing { get; set; }

    public bool IsIdle => Queued.Count == 0 && Writing.Count == 0;

    /// <summary>Whether an append comes right after what is on its way.</summary>
    public bool Continues(LogAppend append) => (Queued.Last?.Value ?? Writing.LastOrDefault()) is not { } last || Follows(last.Append, append);

    /// <summary>Whether the next queued append can be written together with the part that is chosen already.</summary>
    public bool CanTakeNext => Queued.First is { } next && (Writing.Count == 0 || Follows(Writing[^1].Append, next.Value.Append));

    public LogAppend ToAppend() => Writing.Count == 1
        ? Writing[0].Append
        : Writing[0].Append with { Entries = [.. Writing.SelectMany(static pending => pending.Append.Entries)] };

    private static bool Follows(LogAppend last, LogAppend next) => next.Epoch == last.Epoch && next.FirstSeq == last.FirstSeq + last.Entries.Count;
}
