namespace CareKpi.Engine.Stores;

/// <summary>A row of a tenant's state. Keys compare as unsigned bytes. <see cref="Value"/> null: the row is deleted; an empty value is a value.</summary>
public readonly record struct StateWrite(byte[] Key, byte[]? Value);

public readonly record struct StateRow(byte[] Key, byte[] Value);

/// <summary>From <see cref="From"/> (included) to <see cref="To"/> (excluded; empty: to the end), at most <see cref="Limit"/> rows in key order.</summary>
public readonly record struct StateRange(byte[] From, byte[] To, int Limit = int.MaxValue);

/// <summary>What one snapshot of the tenant's state answers to.</summary>
public sealed record StateQuery(IReadOnlyList<byte[]> Keys, IReadOnlyList<StateRange> Ranges);

/// <summary>Values in the order of the keys (null: no such row); rows in the order of the ranges.</summary>
public sealed record StateAnswer(IReadOnlyList<byte[]?> Values, IReadOnlyList<IReadOnlyList<StateRow>> Ranges);

/// <summary>The ordered rows that a tenant's grains keep: timelines, cells, seen ids, watermarks. Every method is safe to call from many threads; keys and values must not change until a
/// write is answered. Cancellation and failures are those of <see cref="ILogStore"/>.</summary>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>Epoch of the tenant's last checkpoint; 0 for a tenant without state.</summary>
    ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>All writes in one durable transaction, if the tenant's epoch is at most <paramref name="epoch"/> (which it becomes). False: a later writer holds the tenant, nothing was written.
    /// Of two writes to one key the last counts. Fastest in key order.</summary>
    ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken);

    /// <summary>Reads keys and ranges in one snapshot.</summary>
    ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken);

    /// <summary>Bytes of keys and values of at most <paramref name="limit"/> rows in key order, and the key to go on from (null: that was all). So that a large state is measured in short turns.</summary>
    async ValueTask<(long Bytes, byte[]? Next)> MeasureAsync(string tenant, byte[] from, int limit, CancellationToken cancellationToken)
    {
        var rows = (await ReadAsync(tenant, new StateQuery([], [new StateRange(from, [], limit)]), cancellationToken)).Ranges[0];
        return (rows.Sum(static row => (long)row.Key.Length + row.Value.Length), rows.Count < limit ? null : [.. rows[^1].Key, 0]);
    }

    /// <summary>Removes rows of a range, at most <paramref name="limit"/> at a time, so that nothing else waits long; the number removed.
    /// -1: a later writer holds the tenant, nothing was removed. The epoch becomes <paramref name="epoch"/>, as with a write.</summary>
    ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken);

    /// <summary>Removes a tenant's state and head, at once and as a whole; room on disk may come back later. Who deletes sees to it that nobody writes the tenant any more:
    /// a late write would make it anew.</summary>
    ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>After a failed or unknown write: closes and opens the store anew.</summary>
    ValueTask ReopenAsync(CancellationToken cancellationToken);
}
