using CareKpi.Engine.Stores;
using SQLitePCL;
using static System.FormattableString;

namespace CareKpi.Storage.Sqlite;

/// <summary>One connection, used by one thread. It talks to SQLite itself rather than through ADO.NET: on the paths that count, a row is two binds and a step.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<SqliteStatement> statements = [];

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(string file, sqlite3 handle)
    {
        File = file;
        this.handle = handle;
    }

    public string File { get; }

    public sqlite3 Handle => handle;

    public int Changes => raw.sqlite3_changes(handle);

    public static SqliteDatabase OpenWriter(string file, SqliteFormat format, SqliteTuning tuning, bool mayBeFull = false)
    {
        var database = Open(file, raw.SQLITE_OPEN_CREATE);
        try
        {
            // Of a new file only; it has to come before anything is written.
            database.Execute(Invariant($"PRAGMA page_size = {tuning.PageSize}"));
            if (!string.Equals(database.Text("PRAGMA journal_mode = WAL"), "wal", StringComparison.Ordinal))
            {
                throw new StoreException(StoreFault.Io, $"{file}: this file system cannot share memory between connections (no WAL); put the data directory on a local disk.");
            }

            database.Execute(Invariant($"""
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -{tuning.WriterCacheKiB};
                PRAGMA wal_autocheckpoint = {tuning.CheckpointBytes / tuning.PageSize};
                PRAGMA journal_size_limit = {tuning.CheckpointBytes * 4L};
                """));
            format.EnsureOn(database);
            if (tuning.MaxPages is { } pages)
            {
                database.Execute(Invariant($"PRAGMA max_page_count = {pages}"));
            }

            database.RewriteWal(mayBeFull);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public static SqliteDatabase OpenReader(string file, SqliteTuning tuning)
    {
        var database = Open(file, 0);
        try
        {
            // No mmap: with it an I/O error is a signal that ends the process, without it a result code. The page cache of the system makes reads cheap either way.
            database.Execute(Invariant($"""
                PRAGMA query_only = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -{tuning.ReaderCacheKiB};
                PRAGMA mmap_size = 0;
                """));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A new file that is filled with the pages of another and synced once, at the end.</summary>
    public static SqliteDatabase OpenCopy(string file)
    {
        var database = Open(file, raw.SQLITE_OPEN_CREATE);
        try
        {
            database.Execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The statement lives as long as the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        var prepared = new SqliteStatement(this, statement);
        statements.Add(prepared);
        return prepared;
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public long Number(string sql) => Rows(sql, static row => row.Long(0)).Single();

    public string Text(string sql) => Rows(sql, static row => row.Text(0)).Single();

    public List<T> Rows<T>(string sql, Func<SqliteStatement, T> row)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        using var prepared = new SqliteStatement(this, statement);
        var rows = new List<T>();
        while (prepared.Step())
        {
            rows.Add(row(prepared));
        }

        return rows;
    }

    /// <summary>Ends a transaction that failed. SQLite may have ended it already, and what it answers now does not change what the caller is told.</summary>
    public void Abandon()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0)
        {
            _ = raw.sqlite3_exec(handle, "ROLLBACK");
        }
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteFault.From(code, File, handle);
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        handle.Dispose();
    }

    private static SqliteDatabase Open(string file, int create)
    {
        var code = raw.sqlite3_open_v2(file, out var handle, raw.SQLITE_OPEN_READWRITE | create | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            using (handle)
            {
                throw SqliteFault.From(code, file, handle);
            }
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, 10_000);
        return new SqliteDatabase(file, handle);
    }

    /// <summary>Carries the WAL over into the file and starts it anew. After a failed fsync the system may hold pages for clean that never reached the disk, and a later fsync says nothing about
    /// them: what the WAL shows us on opening is written a second time, to another place, and synced there.</summary>
    private void RewriteWal(bool mayBeFull)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);

        // No room to carry it over, after a write that found none: no fsync had failed.
        if (mayBeFull && (code & 0xff) == raw.SQLITE_FULL)
        {
            return;
        }

        // Busy: a reader holds the old WAL; everything was carried over all the same.
        if ((code & 0xff) != raw.SQLITE_BUSY)
        {
            Check(code);
        }
    }
}
