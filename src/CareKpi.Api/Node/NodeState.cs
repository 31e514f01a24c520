using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Node;

/// <summary>Small rows that belong to the installation and to no tenant's log: keys, users, sessions, jobs. They lie in a store of their own, under a name that no tenant can have.</summary>
internal sealed class NodeState(IStateStore store)
{
    public const string Tenant = "$node";

    // Rows are written one by one and never depend on each other, so one epoch for all writers is enough.
    private const long Epoch = 1;
    private const int Page = 500;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the store answers.</summary>
    public async Task AnswersAsync(CancellationToken cancellationToken) => await store.EpochAsync(Tenant, cancellationToken);

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => (await GetAsync([key], cancellationToken))[0];

    /// <summary>In the order of the keys; null: no such row.</summary>
    public async ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var answer = await GuardAsync(store.ReadAsync(Tenant, new StateQuery([.. keys.Select(Encoding.UTF8.GetBytes)], []), cancellationToken));
        return answer.Values;
    }

    /// <summary>The row, and it is gone: of several who take it, on whatever node, one gets it.</summary>
    public async ValueTask<byte[]?> TakeAsync(string key, CancellationToken cancellationToken)
    {
        if (await GetAsync(key, cancellationToken) is not { } value)
        {
            return null;
        }

        var from = Encoding.UTF8.GetBytes(key);
        var removed = await GuardAsync(ChangeAsync(store.DeleteRangeAsync(Tenant, Epoch, new StateRange(from, [.. from, 0]), 1, cancellationToken), cancellationToken));
        return removed == 1 ? value : null;
    }

    /// <summary>Rows whose key begins with <paramref name="prefix"/>, in key order, from behind the key <paramref name="after"/> on.</summary>
    public ValueTask<IReadOnlyList<(string Key, byte[] Value)>> ScanAsync(string prefix, CancellationToken cancellationToken, string? after = null, int most = int.MaxValue) =>
        RangeAsync(after is null ? prefix : after + "\0", End(prefix), most, cancellationToken);

    /// <summary>Rows from one key (included) to another (excluded), in key order.</summary>
    public async ValueTask<IReadOnlyList<(string Key, byte[] Value)>> RangeAsync(string from, string to, int limit, CancellationToken cancellationToken)
    {
        var range = new StateRange(Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(to), limit);
        var answer = await GuardAsync(store.ReadAsync(Tenant, new StateQuery([], [range]), cancellationToken));
        return [.. answer.Ranges[0].Select(row => (Encoding.UTF8.GetString(row.Key), row.Value))];
    }

    /// <summary>The first key after all that begin with <paramref name="prefix"/>.</summary>
    public static string End(string prefix) => $"{prefix[..^1]}{(char)(prefix[^1] + 1)}";

    /// <summary>All writes or none; a null value deletes.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<(string Key, byte[]? Value)> rows, CancellationToken cancellationToken)
    {
        StateWrite[] writes = [.. rows.Select(row => new StateWrite(Encoding.UTF8.GetBytes(row.Key), row.Value))];
        if (!await GuardAsync(ChangeAsync(store.WriteAsync(Tenant, Epoch, writes, cancellationToken), cancellationToken)))
        {
            throw new UnavailableException("the node's rows have another writer", Retry);
        }
    }

    /// <summary>Removes the rows under a prefix whose value is the one looked for, a page at a time.</summary>
    public async ValueTask RemoveWhereAsync(string prefix, Predicate<byte[]> wanted, CancellationToken cancellationToken)
    {
        string? after = null;
        while (await ScanAsync(prefix, cancellationToken, after, Page) is { Count: > 0 } rows)
        {
            await WriteAsync([.. rows.Where(row => wanted(row.Value)).Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
            after = rows[^1].Key;
        }
    }

    /// <summary>Removes all rows under a prefix, a page at a time.</summary>
    public ValueTask RemoveAllAsync(string prefix, CancellationToken cancellationToken) => RemoveWhereAsync(prefix, static _ => true, cancellationToken);

    /// <summary>After a failed write the store takes no other before it was opened anew.</summary>
    private async ValueTask<T> ChangeAsync<T>(ValueTask<T> change, CancellationToken cancellationToken)
    {
        try
        {
            return await change;
        }
        catch (StoreException)
        {
            await store.ReopenAsync(cancellationToken);
            throw;
        }
    }

    private static async ValueTask<T> GuardAsync<T>(ValueTask<T> work)
    {
        try
        {
            return await work;
        }
        catch (StoreException fault)
        {
            throw new UnavailableException("the node's store does not answer", Retry, fault);
        }
    }
}
