using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Sqlite;

/// <summary>The log in one SQLite file.</summary>
public sealed class SqliteLogStore : ILogStore
{
    private readonly SqliteFile<LogSession> file;
    private readonly SemaphoreSlim rewriting = new(1);

    private SqliteLogStore(SqliteFile<LogSession> file) => this.file = file;

    /// <summary>Opens or creates the file. It may be opened once at a time: <see cref="DataDirectory"/> sees to it.</summary>
    public static SqliteLogStore Open(string path) => Open(path, SqliteTuning.Log);

    internal static SqliteLogStore Open(string path, SqliteTuning tuning) =>
        new(SqliteFile<LogSession>.Open(path, SqliteFormat.Log, tuning, static database => new LogSession(database)));

    public ValueTask<LogHead> HeadAsync(string tenant, CancellationToken cancellationToken) => file.ReadAsync(session => session.Head(tenant), cancellationToken);

    public ValueTask<bool> ClaimAsync(string tenant, long expected, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return file.WriteAsync(session => session.Claim(tenant, expected), bytes: 100, cancellationToken);
    }

    public ValueTask<AppendOutcome[]> AppendAsync(IReadOnlyList<LogAppend> appends, CancellationToken cancellationToken)
    {
        var bytes = 0L;
        var tenants = new HashSet<string>(appends.Count, StringComparer.Ordinal);
        for (var index = 0; index < appends.Count; index++)
        {
            var append = appends[index];
            if (!tenants.Add(append.Tenant))
            {
                throw new ArgumentException("A tenant has more than one append.", nameof(appends));
            }

            for (var entry = 0; entry < append.Entries.Count; entry++)
            {
                bytes += append.Entries[entry].Length;
            }
        }

        return file.WriteAsync(session => session.Append(appends), bytes, cancellationToken);
    }

    public async ValueTask<bool> RewriteAsync(string tenant, long epoch, IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken)
    {
        await rewriting.WaitAsync(cancellationToken);
        try
        {
            return await file.WriteAsync(session => session.Rewrite(tenant, epoch, entries), entries.Sum(static entry => (long)(entry.Payload?.Length ?? 0)), cancellationToken);
        }
        finally
        {
            rewriting.Release();
        }
    }

    /// <summary>Runs while no entry is rewritten: what a state snapshot still has to read from the log is then in the log's snapshot too.</summary>
    internal async Task<T> BetweenRewritesAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await rewriting.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            rewriting.Release();
        }
    }

    public async ValueTask<IReadOnlyList<LogRecord>> ReadAsync(string tenant, long fromSeq, int maxBytes, CancellationToken cancellationToken) =>
        await file.ReadAsync(session => session.Read(tenant, fromSeq, maxBytes, cancellationToken), cancellationToken);

    public async ValueTask<IReadOnlyList<string>> TenantsAsync(string? after, int first, CancellationToken cancellationToken) =>
        await file.ReadAsync(session => session.Tenants(after, first), cancellationToken);

    public async ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) =>
        await file.WriteAsync(
            session =>
            {
                session.Delete(tenant);
                return true;
            },
            bytes: 100,
            cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => file.ReopenAsync(cancellationToken);

    /// <summary>What is wrong with the file; nothing: it is sound. Reads all of it, on a thread of its own, while the store serves.</summary>
    public Task<IReadOnlyList<string>> CheckAsync() => file.CheckAsync();

    internal Task<SqliteSnapshot> SnapshotAsync() => file.SnapshotAsync();

    internal Task CopyAsync(SqliteSnapshot snapshot, string target, CancellationToken cancellationToken) => file.CopyAsync(snapshot, target, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        rewriting.Dispose();
    }
}
