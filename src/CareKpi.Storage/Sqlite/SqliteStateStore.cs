using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Sqlite;

/// <summary>Rows in key order in one SQLite file: the state, or what the installation keeps beside it.</summary>
public sealed class SqliteStateStore : IStateStore
{
    private readonly SqliteFile<StateSession> file;

    private SqliteStateStore(SqliteFile<StateSession> file) => this.file = file;

    /// <summary>Opens or creates the file. It may be opened once at a time: <see cref="DataDirectory"/> sees to it.</summary>
    public static SqliteStateStore Open(string path) => Open(path, SqliteTuning.State);

    /// <summary>The same for the installation's own rows, which no log can bring back.</summary>
    public static SqliteStateStore OpenNode(string path) => Open(path, SqliteFormat.Node, SqliteTuning.Node);

    internal static SqliteStateStore Open(string path, SqliteTuning tuning) => Open(path, SqliteFormat.State, tuning);

    private static SqliteStateStore Open(string path, SqliteFormat format, SqliteTuning tuning) =>
        new(SqliteFile<StateSession>.Open(path, format, tuning, static database => new StateSession(database)));

    public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) => file.ReadAsync(session => session.Epoch(tenant), cancellationToken);

    public ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);

        // About, so that nobody's scheduler walks the rows: enough to tell small checkpoints, which share a transaction, from large ones.
        return file.WriteAsync(session => session.Write(tenant, epoch, writes), bytes: 256L * writes.Count, cancellationToken);
    }

    public ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken) =>
        file.ReadAsync(session => session.Read(tenant, query, cancellationToken), cancellationToken);

    public ValueTask<(long Bytes, byte[]? Next)> MeasureAsync(string tenant, byte[] from, int limit, CancellationToken cancellationToken) =>
        file.ReadAsync(session => session.Measure(tenant, from, limit), cancellationToken);

    public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return file.WriteAsync(session => session.DeleteRange(tenant, epoch, range, limit), bytes: 256L * limit, cancellationToken);
    }

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

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
