using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Moving;

/// <summary>Moves tenants between stores, of whatever kinds. The log goes over entry by entry with its numbers, gaps and epoch; the state row by row: exact, and as fast as the disks, while making it anew from the log would take as
/// long as a rebuild. A tenant is not there before it is there as a whole and both ends' digests are equal; cut short, it is begun anew. The source is left as it is.</summary>
public sealed class TenantMove(MoveStores from, MoveStores to, Action<MoveProgress>? tell = null)
{
    /// <summary>Copies a tenant and compares. It serves nobody yet: <see cref="OpenAsync"/> does that. Throws <see cref="MoveException"/>, and then nothing of it is at the target.</summary>
    public async Task<MovedTenant> CopyAsync(string tenant, CancellationToken cancellationToken)
    {
        var head = await from.Log.HeadAsync(tenant, cancellationToken);
        if (head.LastSeq == 0)
        {
            throw new MoveException($"There is no tenant '{tenant}' to be moved.");
        }

        if (await IsThereAsync(tenant, head, cancellationToken) is { } there)
        {
            return there;
        }

        if (from.IsShared)
        {
            head = await FenceAsync(tenant, head, cancellationToken);
        }

        try
        {
            return await CopyAsync(tenant, head, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await TryDiscardAsync(tenant);
            throw;
        }
    }

    /// <summary>From now on it is a tenant of the target. Does nothing where it is already. Throws <see cref="MoveException"/> where the source has gone on since it was copied, and then it still serves nobody.</summary>
    public async Task OpenAsync(string tenant, CancellationToken cancellationToken)
    {
        if (!MoveMark.Is(await MoveMark.RowAsync(to.State, tenant, cancellationToken)))
        {
            return;
        }

        // Without a row it had no state: the mark just goes, and the log says the rest. It is read before the epoch: while that is the same, it is the row that was compared.
        var row = await MoveMark.RowAsync(from.State, tenant, cancellationToken);
        var epoch = await to.State.EpochAsync(tenant, cancellationToken);
        if (await from.Log.HeadAsync(tenant, cancellationToken) != await to.Log.HeadAsync(tenant, cancellationToken) || await from.State.EpochAsync(tenant, cancellationToken) > epoch)
        {
            throw WentOn(tenant);
        }

        if (!await to.State.WriteAsync(tenant, epoch, [new StateWrite(MoveMark.Key, row)], cancellationToken))
        {
            throw new MoveException($"Another server took the tenant '{tenant}' at the target while it was moved there.");
        }
    }

    /// <summary>Removes what an unfinished move left at the target. False: there is none.</summary>
    public static async Task<bool> DiscardAsync(MoveStores at, string tenant, CancellationToken cancellationToken)
    {
        if (!MoveMark.Is(await MoveMark.RowAsync(at.State, tenant, cancellationToken)))
        {
            return false;
        }

        // The mark last: without it what is left would be a tenant.
        await at.Log.DeleteAsync(tenant, cancellationToken);
        await at.State.DeleteAsync(tenant, cancellationToken);
        return true;
    }

    /// <summary>There is something of it at the target, which serves nobody.</summary>
    public static async Task<bool> IsUnopenedAsync(MoveStores at, string tenant, CancellationToken cancellationToken) => MoveMark.Is(await MoveMark.RowAsync(at.State, tenant, cancellationToken));

    private async Task<MovedTenant> CopyAsync(string tenant, LogHead head, CancellationToken cancellationToken)
    {
        var stateEpoch = Math.Max(1, await from.State.EpochAsync(tenant, cancellationToken));
        await MarkAsync(tenant, stateEpoch, MoveMark.Coming, cancellationToken);
        var sent = await LogCopy.RunAsync(from.Log, to.Log, tenant, head, (seq, bytes) => tell?.Invoke(new(tenant, seq, head.LastSeq, 0, bytes)), cancellationToken);
        var rows = await StateCopy.RunAsync(from.State, to.State, tenant, stateEpoch, count => tell?.Invoke(new(tenant, head.LastSeq, head.LastSeq, count.Rows, sent.Bytes + count.Bytes)), cancellationToken);

        // What the target holds, read back from it.
        var row = await MoveMark.RowAsync(from.State, tenant, cancellationToken);
        var digest = await StateCopy.DigestAsync(from.State, tenant, row, cancellationToken);
        Same(tenant, "log", sent.Hash, await LogCopy.HashAsync(to.Log, tenant, cancellationToken));
        Same(tenant, "state", rows.Hash, await StateCopy.HashAsync(to.State, tenant, cancellationToken));
        Same(tenant, "digest", digest, await StateCopy.DigestAsync(to.State, tenant, row, cancellationToken));
        Same(tenant, "head of the log", head, await to.Log.HeadAsync(tenant, cancellationToken));
        if (await from.Log.HeadAsync(tenant, cancellationToken) != head || await from.State.EpochAsync(tenant, cancellationToken) is var epoch && epoch > stateEpoch)
        {
            throw WentOn(tenant);
        }

        await MarkAsync(tenant, stateEpoch, MoveMark.Whole, cancellationToken);
        return new(tenant, sent.Entries, rows.Rows, sent.Bytes + rows.Bytes, digest, WasThere: false);
    }

    /// <summary>What an earlier run did, or what stands in the way; null: nothing is there, or not any more.</summary>
    private async Task<MovedTenant?> IsThereAsync(string tenant, LogHead head, CancellationToken cancellationToken)
    {
        var there = await to.Log.HeadAsync(tenant, cancellationToken);
        var row = await MoveMark.RowAsync(to.State, tenant, cancellationToken);
        if (there == default && row is null)
        {
            return null;
        }

        var isSame = await FirstAsync(from.Log, tenant, cancellationToken) is { } first && await FirstAsync(to.Log, tenant, cancellationToken) is { } second && first.Span.SequenceEqual(second.Span);
        if (MoveMark.Is(row))
        {
            if (isSame && there == head && row.AsSpan().SequenceEqual(MoveMark.Whole))
            {
                return new(tenant, 0, 0, 0, null, WasThere: true);
            }

            await DiscardAsync(to, tenant, cancellationToken);
            return null;
        }

        return isSame && there.LastSeq >= head.LastSeq ? new(tenant, 0, 0, 0, null, WasThere: true)
            : throw new MoveException(isSame
                ? $"The tenant '{tenant}' is at the target since an earlier move, and has gone on at the source: remove it from where it is not wanted."
                : $"The target has another tenant '{tenant}': remove that one, or leave this one where it is.");
    }

    /// <summary>Who writes the tenant now gives up with its next write.</summary>
    private async Task<LogHead> FenceAsync(string tenant, LogHead head, CancellationToken cancellationToken)
    {
        if (!await from.Log.ClaimAsync(tenant, head.Epoch, cancellationToken) || !await from.State.WriteAsync(tenant, head.Epoch + 1, [], cancellationToken))
        {
            throw new MoveException($"A server took the tenant '{tenant}' just now: stop its writes (or that server), then move it again.");
        }

        // What that writer had on its way may have come in before.
        return await from.Log.HeadAsync(tenant, cancellationToken);
    }

    private async Task MarkAsync(string tenant, long epoch, byte[] mark, CancellationToken cancellationToken)
    {
        if (!await to.State.WriteAsync(tenant, epoch, [new StateWrite(MoveMark.Key, mark)], cancellationToken))
        {
            throw new MoveException($"Another server took the tenant '{tenant}' at the target while it was moved there.");
        }
    }

    private async Task TryDiscardAsync(string tenant)
    {
        try
        {
            await DiscardAsync(to, tenant, CancellationToken.None);
        }
        catch (StoreException)
        {
            // The mark is there still, or nothing is: the next run begins anew.
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> FirstAsync(ILogStore log, string tenant, CancellationToken cancellationToken) =>
        await log.ReadAsync(tenant, 1, 1, cancellationToken) is { Count: > 0 } found ? found[0].Payload : null;

    private static MoveException WentOn(string tenant) => new($"A server went on writing the tenant '{tenant}' while it was moved: stop its writes (or that server), then move it again.");

    private static void Same<T>(string tenant, string what, T source, T target)
    {
        if (!EqualityComparer<T>.Default.Equals(source, target))
        {
            throw new MoveException($"The {what} of tenant '{tenant}' is not the same at the target ({source} and {target}). It was removed there; look at both stores with `carekpi doctor`, then move it again.");
        }
    }
}
