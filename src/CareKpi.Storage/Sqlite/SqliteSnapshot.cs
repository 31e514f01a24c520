using CareKpi.Engine.Stores;
using SQLitePCL;

namespace CareKpi.Storage.Sqlite;

/// <summary>A read transaction that holds one moment of a file, so that several files can be copied as they were at one moment. Meanwhile the file's WAL grows by what is written.</summary>
internal sealed class SqliteSnapshot : IDisposable
{
    /// <summary>Between two looks whether it is still wanted.</summary>
    private const int PagesAtOnce = 1_024;

    private readonly SqliteDatabase database;

    private SqliteSnapshot(SqliteDatabase database) => this.database = database;

    public static SqliteSnapshot Of(string file, SqliteTuning tuning)
    {
        var database = SqliteDatabase.OpenReader(file, tuning);
        try
        {
            // The transaction begins with its first read.
            database.Execute("BEGIN");
            _ = database.Number("SELECT count(*) FROM sqlite_schema");
            return new SqliteSnapshot(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Page by page into a new file, which is synced and may be opened as it is.</summary>
    public void CopyTo(string target, CancellationToken cancellationToken)
    {
        using (var copy = SqliteDatabase.OpenCopy(target))
        {
            using var backup = raw.sqlite3_backup_init(copy.Handle, "main", database.Handle, "main");
            copy.Check(raw.sqlite3_errcode(copy.Handle));
            while (raw.sqlite3_backup_step(backup, PagesAtOnce) is var code && code != raw.SQLITE_DONE)
            {
                if (code != raw.SQLITE_OK)
                {
                    throw SqliteFault.From(code, target, null);
                }

                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        // A copy is one file: nothing of it is left in a WAL.
        foreach (var beside in (string[])["-wal", "-shm", "-journal"])
        {
            if (File.Exists(target + beside) && new FileInfo(target + beside).Length > 0)
            {
                throw new StoreException(StoreFault.Io, $"{target}: the copy was not closed.");
            }

            File.Delete(target + beside);
        }

        using var whole = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        whole.Flush(flushToDisk: true);
    }

    public void Dispose() => database.Dispose();
}
