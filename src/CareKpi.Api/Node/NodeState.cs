using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Node;

/// <summary>Small rows that belong to the installation and to no tenant's log: keys, users, sessions, jobs. They lie in a store of their own, under a name that no tenant can have.</summary>
internal sealed class NodeState(IStateStore store, INamedLocks locks)
{
    public const string Tenant = "$node";

    // Many processes write; what is read and then written is written alone (AloneAsync), so one epoch for all of them is enough.
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
        var removed = await GuardAsync(store.DeleteRangeAsync(Tenant, Epoch, new StateRange(from, [.. from, 0]), 1, cancellationToken).OrReopenAsync(store.ReopenAsync));
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
        if (!await GuardAsync(store.WriteAsync(Tenant, Epoch, writes, cancellationToken).OrReopenAsync(store.ReopenAsync)))
        {
            throw new UnavailableException("the node's rows have another writer", Retry);
        }
    }

    /// <summary>What is read and then written, by one at a time of all processes on these rows. <paramref name="name"/>: <c>kind/whose</c>. The token that <paramref name="work"/> is given ends also when the lock is lost.</summary>
    public async Task<T> AloneAsync<T>(string name, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var held = await locks.EnterAsync(name, cancellationToken);
        return await WhileHeldAsync(held, work, cancellationToken);
    }

    public Task AloneAsync(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken) => AloneAsync(name, async stop =>
    {
        await work(stop);
        return true;
    }, cancellationToken);

    /// <summary>False: somebody else is at it, and nothing was done.</summary>
    public async Task<bool> TryAloneAsync(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var held = await locks.TryEnterAsync(name, cancellationToken);
        return held is not null && await WhileHeldAsync(held, async stop =>
        {
            await work(stop);
            return true;
        }, cancellationToken);
    }

    /// <summary>For what is held longer than one piece of work. null: somebody else holds it.</summary>
    public ValueTask<INamedLock?> TryEnterAsync(string name, CancellationToken cancellationToken) => locks.TryEnterAsync(name, cancellationToken);

    /// <summary>Work that stops when its lock is lost: <see cref="UnavailableException"/>, since nobody knows how far it came.</summary>
    public static async Task<T> WhileHeldAsync<T>(INamedLock held, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held.Lost);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UnavailableException("the connection that holds the node's locks broke", Retry);
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

    /// <summary>A store that does not answer is told as such.</summary>
    public static async ValueTask<T> GuardAsync<T>(ValueTask<T> work)
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

    public static async ValueTask GuardAsync(ValueTask work) => await GuardAsync(TrueAsync(work));

    private static async ValueTask<bool> TrueAsync(ValueTask work)
    {
        await work;
        return true;
    }
}
