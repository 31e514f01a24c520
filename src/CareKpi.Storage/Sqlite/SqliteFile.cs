using CareKpi.Engine.Stores;
using static System.FormattableString;

namespace CareKpi.Storage.Sqlite;

/// <summary>The statements of one connection.</summary>
internal interface ISqliteSession
{
    /// <summary>Frees a little of what was removed; false: there is nothing more.</summary>
    bool Purge();

    /// <summary>What they say against each other, as far as that is known at once; asked on every opening.</summary>
    IReadOnlyList<string> CheckEnds();

    /// <summary>What the tables say against each other.</summary>
    IEnumerable<string> Check();
}

/// <summary>A database file with one thread that writes and a few that read. Callers never do I/O: they await, and go on on their own scheduler. Calls to write that wait together share a transaction
/// and so an fsync. After a failed write nothing is written until <see cref="ReopenAsync"/>; reads go on.</summary>
internal sealed class SqliteFile<TSession> : IAsyncDisposable
    where TSession : class, ISqliteSession
{
    private const int QueueLength = 1_024;

    private readonly string file;
    private readonly SqliteFormat format;
    private readonly SqliteTuning tuning;
    private readonly Func<SqliteDatabase, TSession> session;
    private readonly SqliteQueue<TSession> writes;
    private readonly SqliteQueue<TSession> reads;
    private readonly List<Task> readers = [];
    private Task writing = Task.CompletedTask;
    private int generation;

    /// <summary>The write that failed last found no room (and no more than that: nothing was on its way to the disk). Of the writer's thread.</summary>
    private bool ranFull;
    private int disposed;

    private SqliteFile(string file, SqliteFormat format, SqliteTuning tuning, Func<SqliteDatabase, TSession> session)
    {
        this.file = file;
        this.format = format;
        this.tuning = tuning;
        this.session = session;
        writes = new SqliteQueue<TSession>(file, QueueLength);
        reads = new SqliteQueue<TSession>(file, QueueLength);
    }

    /// <summary>Opens the file on the calling thread, so that what is wrong with it is known before anything starts.</summary>
    public static SqliteFile<TSession> Open(string path, SqliteFormat format, SqliteTuning tuning, Func<SqliteDatabase, TSession> session)
    {
        var opened = new SqliteFile<TSession>(Path.GetFullPath(path), format, tuning, session);
        if (!format.Follows)
        {
            WalDamage.ThrowIfAny(opened.file);
        }

        var first = opened.OpenWriter();
        opened.ThrowIfContradictory(first);
        opened.writing = opened.Start("writer", () => opened.Write(first));
        for (var reader = 1; reader <= tuning.Readers; reader++)
        {
            opened.readers.Add(opened.Start(Invariant($"reader {reader}"), opened.Read));
        }

        return opened;
    }

    public ValueTask<TResult> WriteAsync<TResult>(Func<TSession, TResult> work, long bytes, CancellationToken cancellationToken) =>
        new(writes.CallAsync(new SqliteJob<TSession, TResult>(work, cancellationToken) { Bytes = bytes }, cancellationToken));

    public ValueTask<TResult> ReadAsync<TResult>(Func<TSession, TResult> work, CancellationToken cancellationToken) =>
        new(reads.CallAsync(new SqliteJob<TSession, TResult>(work, cancellationToken), cancellationToken));

    public async ValueTask ReopenAsync(CancellationToken cancellationToken) =>
        await writes.CallAsync(new SqliteJob<TSession, bool>(static _ => true, cancellationToken) { Reopens = true }, cancellationToken);

    /// <summary>Findings; none: the file is sound. Takes a thread and a snapshot of its own.</summary>
    public Task<IReadOnlyList<string>> CheckAsync() => OnThread<IReadOnlyList<string>>("check", () =>
    {
        using var database = SqliteDatabase.OpenReader(file, tuning);
        var findings = database.Rows("PRAGMA integrity_check(100)", static row => row.Text(0));
        findings.RemoveAll(static finding => string.Equals(finding, "ok", StringComparison.Ordinal));
        database.Execute("BEGIN");
        findings.AddRange(session(database).Check());
        return findings;
    });

    /// <summary>What the file holds at this moment, to be copied while writes go on.</summary>
    public Task<SqliteSnapshot> SnapshotAsync() => OnThread("snapshot", () => SqliteSnapshot.Of(file, tuning));

    /// <summary>Copies a snapshot, on a thread of its own.</summary>
    public Task<bool> CopyAsync(SqliteSnapshot snapshot, string target, CancellationToken cancellationToken) => OnThread("backup", () =>
    {
        snapshot.CopyTo(target, cancellationToken);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        // The writer last: who closes a file while nobody else has it open carries its write-ahead file over.
        reads.Close();
        try
        {
            await Task.WhenAll(readers);
        }
        finally
        {
            writes.Close();
            await writing;
        }

        writes.Dispose();
        reads.Dispose();
    }

    private Writer OpenWriter(bool mayBeFull = false)
    {
        var database = SqliteDatabase.OpenWriter(file, format, tuning, mayBeFull);
        try
        {
            return new Writer(database, session(database));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What is known of a file's content without reading all of it.</summary>
    private void ThrowIfContradictory(Writer first)
    {
        try
        {
            if (first.Session.CheckEnds() is { Count: > 0 } findings)
            {
                throw new StoreException(StoreFault.Corrupt, $"{file}: {findings[0]}; {SqliteFault.Mend(file)}.");
            }
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private Task Start(string role, Action loop) => OnThread(role, () =>
    {
        loop();
        return true;
    });

    private Task<T> OnThread<T>(string role, Func<T> work)
    {
        var ended = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                ended.SetResult(work());
            }
            catch (Exception exception)
            {
                ended.SetException(exception is IOException ? new StoreException(StoreFault.Io, $"{file}: {exception.Message}", exception) : exception);
            }
        })
        {
            IsBackground = true,
            Name = $"{format.Name} {role}",
        };
        thread.Start();
        return ended.Task;
    }

    private void Write(Writer first)
    {
        Writer? writer = first;
        var purging = true;
        SqliteJob<TSession>? next = null;
        while (true)
        {
            if (next is null && !writes.TryTake(wait: !purging || writer is null, out next))
            {
                if (writes.Closing)
                {
                    break;
                }

                purging = Purge(ref writer);
                continue;
            }

            if (next.Reopens)
            {
                Reopen(ref writer, next);
                next = null;
            }
            else
            {
                Group(ref writer, ref next);
            }

            // With every group a little, so that room comes back even where there is always something to write.
            purging = Purge(ref writer);
        }

        writer?.Dispose();
    }

    private void Group(ref Writer? writer, ref SqliteJob<TSession>? next)
    {
        if (writer is null)
        {
            if (next!.Begin())
            {
                next.Fail(new StoreException(StoreFault.Broken, $"{file}: an earlier write failed; it has to be opened anew first."));
            }

            next = null;
            return;
        }

        var group = new List<SqliteJob<TSession>>();
        var bytes = 0L;
        try
        {
            do
            {
                if (!next!.Begin())
                {
                    continue;
                }

                group.Add(next);
                if (group.Count == 1)
                {
                    writer.Database.Execute("BEGIN IMMEDIATE");
                }

                next.Run(writer.Session);
                bytes += next.Bytes;
            }
            while (bytes < tuning.GroupBytes && writes.TryTake(wait: false, out next) && !next.Reopens);

            if (next is { Reopens: false })
            {
                next = null;
            }

            if (group.Count == 0)
            {
                return;
            }

            writer.Database.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            next = null;
            ranFull = IsFull(exception);
            Break(ref writer);
            group.ForEach(job => job.Fail(exception));
            return;
        }

        group.ForEach(static job => job.Complete());
    }

    private void Reopen(ref Writer? writer, SqliteJob<TSession> job)
    {
        if (!job.Begin())
        {
            return;
        }

        try
        {
            Break(ref writer);
            Interlocked.Increment(ref generation);
            // Where there is no room, reads go on all the same: what was committed before is in the file and its WAL.
            writer = OpenWriter(mayBeFull: ranFull);
            job.Run(writer.Session);
            job.Complete();
        }
        catch (Exception exception)
        {
            job.Fail(exception);
        }
    }

    private static bool IsFull(Exception exception) => exception is StoreException { Fault: StoreFault.Full };

    private bool Purge(ref Writer? writer)
    {
        if (writer is null)
        {
            return false;
        }

        try
        {
            return writer.Session.Purge();
        }
        catch (StoreException exception)
        {
            ranFull = IsFull(exception);
            Break(ref writer);
            return false;
        }
    }

    private static void Break(ref Writer? writer)
    {
        writer?.Database.Abandon();
        writer?.Dispose();
        writer = null;
    }

    private void Read()
    {
        SqliteDatabase? database = null;
        TSession? reader = null;
        var opened = 0;
        while (!reads.Closing)
        {
            if (!reads.TryTake(wait: true, out var job) || !job.Begin())
            {
                continue;
            }

            try
            {
                if (database is null || opened != Volatile.Read(ref generation))
                {
                    database?.Dispose();
                    database = null;
                    opened = Volatile.Read(ref generation);
                    database = SqliteDatabase.OpenReader(file, tuning);
                    reader = session(database);
                }

                database.Execute("BEGIN");
                job.Run(reader!);
                database.Execute("COMMIT");
            }
            catch (Exception exception)
            {
                // A reader that failed is opened anew: cheaper than knowing which failures it would survive.
                database?.Dispose();
                database = null;
                job.Fail(exception);
                continue;
            }

            job.Complete();
        }

        database?.Dispose();
    }

    private sealed record Writer(SqliteDatabase Database, TSession Session) : IDisposable
    {
        public void Dispose() => Database.Dispose();
    }
}
