using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Log;

internal sealed record PendingClaim(string Tenant, long Expected)
{
    public TaskCompletionSource<bool> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed record PendingRewrite(string Tenant, long Epoch, IReadOnlyList<LogRewrite> Entries)
{
    public TaskCompletionSource<bool> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What is written together: at most one part of each tenant; and at most one rewrite, by itself.</summary>
internal sealed record CommitGroup(List<PendingClaim> Claims, List<Lane> Lanes)
{
    public PendingRewrite? Rewrite { get; set; }
}

/// <summary>What waits to be written, a lane for each tenant, and what is being written. Under the committer's lock.</summary>
internal sealed class CommitQueue(GroupCommitterOptions options)
{
    private const int ClaimsAtOnce = 256;

    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly LinkedList<Lane> ready = [];
    private readonly Queue<PendingClaim> claims = [];
    private readonly Queue<PendingRewrite> rewrites = [];
    private CommitGroup? writing;
    private long bytes;
    private int appends;

    /// <summary>Why an append is not taken; null: it is.</summary>
    public string? WhyNot(LogAppend append, long size)
    {
        var lane = lanes.GetValueOrDefault(append.Tenant);
        return lane is { Refusing: true } ? "An earlier append of this tenant failed."
            : lane?.Continues(append) == false ? "An earlier append of this tenant was refused."
            : appends >= options.MaxQueuedAppends || (appends > 0 && bytes + size > options.MaxQueuedBytes) ? "Too much waits to be written."
            : lane?.Bytes + size > options.MaxTenantBytes ? "Too much of this tenant waits to be written."
            : null;
    }

    public PendingAppend Add(LogAppend append, long size)
    {
        if (!lanes.TryGetValue(append.Tenant, out var lane))
        {
            lanes.Add(append.Tenant, lane = new Lane(append.Tenant));
        }

        var pending = new PendingAppend(lane, append, size);
        if (lane.Queued.Count == 0)
        {
            ready.AddLast(lane);
        }

        lane.Queued.AddLast(pending);
        Count(pending, 1);
        return pending;
    }

    public void Add(PendingClaim claim) => claims.Enqueue(claim);

    public void Add(PendingRewrite rewrite) => rewrites.Enqueue(rewrite);

    /// <summary>Tenants take turns, an append each, until the group is full. Null: nothing waits.</summary>
    public CommitGroup? Take()
    {
        var group = new CommitGroup([], []);
        while (group.Claims.Count < ClaimsAtOnce && claims.TryDequeue(out var claim))
        {
            group.Claims.Add(claim);
        }

        group.Rewrite = rewrites.TryDequeue(out var rewrite) ? rewrite : null;
        var size = 0L;
        var taken = 0;
        var later = new List<Lane>();
        while (ready.First?.Value is { } lane && taken < options.MaxGroupAppends)
        {
            if (!lane.CanTakeNext)
            {
                later.Add(lane);
                ready.RemoveFirst();
                continue;
            }

            var next = lane.Queued.First!.Value;
            if (taken > 0 && size + next.Bytes > options.MaxGroupBytes)
            {
                break;
            }

            ready.RemoveFirst();
            lane.Queued.RemoveFirst();
            if (lane.Writing.Count == 0)
            {
                group.Lanes.Add(lane);
            }

            lane.Writing.Add(next);
            size += next.Bytes;
            taken++;
            if (lane.Queued.Count > 0)
            {
                ready.AddLast(lane);
            }
        }

        later.ForEach(lane => ready.AddLast(lane));
        writing = group.Lanes.Count + group.Claims.Count > 0 || group.Rewrite is not null ? group : null;
        return writing;
    }

    /// <summary>The group was written. Of who is fenced, what was queued is fenced too.</summary>
    public void Settle(AppendOutcome[] outcomes)
    {
        for (var index = 0; index < outcomes.Length; index++)
        {
            var lane = writing!.Lanes[index];
            var outcome = outcomes[index];
            lane.Writing.ForEach(pending => pending.Settle(outcome));
            if (outcome is AppendOutcome.Fenced)
            {
                lane.Refusing = true;
                Drop(lane, kept: 0, static pending => pending.Settle(AppendOutcome.Fenced));
            }
        }

        EndGroup();
    }

    /// <summary>Nothing is being written any more.</summary>
    public void EndGroup()
    {
        foreach (var lane in writing?.Lanes ?? [])
        {
            lane.Writing.ForEach(pending => Count(pending, -1));
            lane.Writing.Clear();
            if (lane.IsIdle && !lane.Refusing)
            {
                lanes.Remove(lane.Tenant);
            }
        }

        writing = null;
    }

    /// <summary>Everybody who waits is told. What is being written stays so, without anybody waiting for it, until <see cref="EndGroup"/>.</summary>
    public void FailAll(Func<Exception> exception)
    {
        foreach (var lane in lanes.Values)
        {
            lane.Refusing |= !lane.IsIdle;
            lane.Writing.ForEach(pending => pending.Fail(exception()));
            Drop(lane, kept: 0, pending => pending.Fail(exception()));
        }

        writing?.Claims.ForEach(claim => claim.Completion.TrySetException(exception()));
        writing?.Rewrite?.Completion.TrySetException(exception());
        while (claims.TryDequeue(out var claim))
        {
            claim.Completion.TrySetException(exception());
        }
        while (rewrites.TryDequeue(out var rewrite))
        {
            rewrite.Completion.TrySetException(exception());
        }
    }

    /// <summary>The caller waits no longer. If it is being written it goes on; if it is queued it is not written, and neither is what comes after it.</summary>
    public void Cancel(PendingAppend pending, Func<Exception> exception, CancellationToken cancellationToken)
    {
        if (pending.Task.IsCompleted)
        {
            return;
        }

        pending.Cancel(cancellationToken);
        pending.Lane.Refusing = true;
        var before = pending.Lane.Queued.TakeWhile(queued => queued != pending).Count();
        Drop(pending.Lane, kept: before == pending.Lane.Queued.Count ? 0 : before, later => later.Fail(exception()));
    }

    public bool IsIdle(string tenant) => !lanes.TryGetValue(tenant, out var lane) || lane.IsIdle;

    /// <summary>The caller has read its head: its appends are taken again.</summary>
    public void Release(string tenant)
    {
        if (IsIdle(tenant))
        {
            lanes.Remove(tenant);
        }
    }

    private void Drop(Lane lane, int kept, Action<PendingAppend> answer)
    {
        if (kept == 0 && lane.Queued.Count > 0)
        {
            ready.Remove(lane);
        }

        while (lane.Queued.Count > kept)
        {
            var last = lane.Queued.Last!.Value;
            lane.Queued.RemoveLast();
            Count(last, -1);
            answer(last);
        }
    }

    private void Count(PendingAppend pending, int sign)
    {
        appends += sign;
        bytes += sign * pending.Bytes;
        pending.Lane.Bytes += sign * pending.Bytes;
    }
}
