using System.Collections.Concurrent;
using CareKpi.Engine.Stores;
using Npgsql;
using static System.FormattableString;

namespace CareKpi.Storage.Postgres;

/// <summary>How many connections a store has, and how long a statement of it may take.</summary>
internal sealed record PostgresTuning(string Application, int Writers, int Readers, TimeSpan Patience)
{
    /// <summary>One writer is the committer's, the others are claims.</summary>
    public static readonly PostgresTuning Log = new("carekpi-log", Writers: 4, Readers: 4, TimeSpan.FromSeconds(10));

    public static readonly PostgresTuning State = new("carekpi-state", Writers: 4, Readers: 8, TimeSpan.FromSeconds(30));

    public static readonly PostgresTuning Node = new("carekpi-node", Writers: 2, Readers: 4, TimeSpan.FromSeconds(10));

    public static readonly PostgresTuning Daily = new("carekpi-daily", Writers: 1, Readers: 1, TimeSpan.FromSeconds(60));
    public static readonly PostgresTuning Spool = new("carekpi-spool", Writers: 2, Readers: 2, TimeSpan.FromSeconds(30));
}

/// <summary>The connections of one store. Callers never do I/O: they await, and go on on their own scheduler. After a failed write nothing is written until <see cref="ReopenAsync"/>; reads go on.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    /// <summary>Which they are is settled before any is ended: conditions beside each other are judged in no order.</summary>
    private const string EndSql = """
        WITH left_over AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE pid = ANY ($1) AND usename = current_user AND application_name = $2 AND pid <> pg_backend_pid())
        SELECT pid FROM left_over WHERE NOT pg_terminate_backend(pid, 1000)
        """;

    private readonly string name;
    private readonly string application;
    private readonly NpgsqlDataSource writers;
    private readonly NpgsqlDataSource readers;
    private readonly SemaphoreSlim writing;
    private readonly SemaphoreSlim reading;
    private readonly SemaphoreSlim reopening = new(1);
    private readonly ConcurrentDictionary<int, bool> lost = [];
    private StoreException? away;
    private long awaySince;
    private volatile bool broken;
    private volatile bool disposed;

    public PostgresConnections(PostgresSettings settings, PostgresTuning tuning)
    {
        name = settings.Name;
        application = $"{tuning.Application}-{Random.Shared.Next():x8}";
        writers = settings.Connect(application, tuning.Writers, tuning.Patience);
        readers = settings.Connect(application + "-read", tuning.Readers, tuning.Patience);
        writing = new SemaphoreSlim(tuning.Writers);
        reading = new SemaphoreSlim(tuning.Readers);
    }

    /// <summary>One batch, all of whose results <paramref name="read"/> takes from the reader; nothing of it is in doubt when it returns.</summary>
    public ValueTask<T> WriteAsync<T>(Action<NpgsqlBatch> write, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken, TimeSpan? patience = null) =>
        OffTheCaller(async () =>
        {
            await EnterAsync(writing, cancellationToken);
            try
            {
                if (broken)
                {
                    throw new StoreException(StoreFault.Broken, $"{name}: an earlier write failed; it has to be opened anew first.");
                }

                return await WriteAsync(write, read, patience, cancellationToken);
            }
            finally
            {
                writing.Release();
            }
        });

    public ValueTask<T> ReadAsync<T>(Action<NpgsqlBatch> ask, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken) =>
        OffTheCaller(async () =>
        {
            await EnterAsync(reading, cancellationToken);
            try
            {
                await using var connection = await readers.OpenConnectionAsync(cancellationToken);
                return await RunAsync(connection, ask, read, patience: null, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw Failed(exception);
            }
            finally
            {
                reading.Release();
            }
        });

    /// <summary>Ends what is left of writes whose outcome nobody knows, so that what is read afterwards stays so, and goes on with new connections.</summary>
    public ValueTask ReopenAsync(CancellationToken cancellationToken) => new(OffTheCaller(async () =>
    {
        await reopening.WaitAsync(cancellationToken);
        try
        {
            if (disposed)
            {
                throw Closed();
            }

            if (broken)
            {
                writers.Clear();
                readers.Clear();
            }

            await using var connection = await writers.OpenConnectionAsync(cancellationToken);
            int[] ended = [.. lost.Keys];
            if (ended.Length > 0)
            {
                await using var end = new NpgsqlCommand(EndSql, connection) { Parameters = { new() { Value = ended }, new() { Value = application } } };
                if (await end.ExecuteScalarAsync(cancellationToken) is not null)
                {
                    throw new StoreException(StoreFault.Io, $"{name}: a write of before, whose outcome is not known, does not end; look for it in pg_stat_activity.");
                }
            }

            Array.ForEach(ended, pid => lost.TryRemove(pid, out _));
            broken = false;
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Failed(exception);
        }
        finally
        {
            reopening.Release();
        }
    }).AsTask());

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await writers.DisposeAsync();
        await readers.DisposeAsync();
    }

    private async Task<T> WriteAsync<T>(Action<NpgsqlBatch> write, Func<NpgsqlDataReader, Task<T>> read, TimeSpan? patience, CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        var process = 0;
        try
        {
            connection = await writers.OpenConnectionAsync(cancellationToken);
            process = connection.ProcessID;
            // From here on it ends with its outcome.
            return await RunAsync(connection, write, read, patience, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (process != 0 && connection!.State != System.Data.ConnectionState.Open)
            {
                lost.TryAdd(process, true);
            }

            broken = true;
            throw Failed(exception);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<T> RunAsync<T>(NpgsqlConnection connection, Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, Task<T>> read, TimeSpan? patience, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (patience is { } longer)
        {
            batch.Timeout = (int)longer.TotalSeconds;
            batch.Add("SELECT set_config('statement_timeout', $1, true)", PostgresBatch.Of(Invariant($"{(long)longer.TotalMilliseconds}")));
        }

        fill(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (patience is not null)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        var result = await read(reader);

        // To the very end: a commit that fails is told after the last result.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return result;
    }

    /// <summary>Who waited while the server was found to be away is told the same, rather than to try for himself, one after the other.</summary>
    private async Task EnterAsync(SemaphoreSlim room, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = Environment.TickCount64;
        await room.WaitAsync(cancellationToken);
        if (disposed || (away is not null && Volatile.Read(ref awaySince) > asked))
        {
            room.Release();
            throw disposed ? Closed() : new StoreException(StoreFault.Io, away!.Message, away.InnerException);
        }
    }

    private StoreException Failed(Exception exception)
    {
        var fault = PostgresFault.From(exception, name);
        if (PostgresFault.IsAway(exception))
        {
            away = fault;
            Volatile.Write(ref awaySince, Environment.TickCount64);
        }

        return disposed ? Closed() : fault;
    }

    private StoreException Closed() => new(StoreFault.Closed, $"{name}: it is closed.");

    /// <summary>A grain's scheduler is for its turns.</summary>
    private static ValueTask<T> OffTheCaller<T>(Func<Task<T>> work) => new(Task.Run(work));
}
