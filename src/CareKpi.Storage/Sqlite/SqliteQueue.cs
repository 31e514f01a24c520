using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Sqlite;

/// <summary>A bounded queue from many callers, who await room, to threads, which block for work.</summary>
internal sealed class SqliteQueue<TSession>(string file, int capacity) : IDisposable
{
    private readonly SemaphoreSlim room = new(capacity);
    private readonly BlockingCollection<SqliteJob<TSession>> jobs = [];

    public async Task<TResult> CallAsync<TResult>(SqliteJob<TSession, TResult> job, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            jobs.Add(job, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            room.Release();
            throw Closed();
        }

        return await job.Task;
    }

    /// <summary>False: nothing came in time, or the queue is closed and empty.</summary>
    public bool TryTake(bool wait, [NotNullWhen(true)] out SqliteJob<TSession>? job)
    {
        if (!jobs.TryTake(out job, wait ? Timeout.Infinite : 0))
        {
            return false;
        }

        room.Release();
        return true;
    }

    public bool Closing => jobs.IsCompleted;

    /// <summary>Takes no more; what is queued is still done.</summary>
    public void Close() => jobs.CompleteAdding();

    public void Dispose() => jobs.Dispose();

    private StoreException Closed() => new(StoreFault.Closed, $"{file}: it is closed.");
}
