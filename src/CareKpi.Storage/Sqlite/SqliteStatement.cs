using SQLitePCL;

namespace CareKpi.Storage.Sqlite;

/// <summary>A prepared statement, used by the one thread of its connection. Bind, step, read columns, <see cref="Reset"/>.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string value)
    {
        database.Check(raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, and a blob without address would be NULL.
        database.Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>True: there is a row.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            Fail(code);
        }

        return false;
    }

    /// <summary>Runs a statement that answers no rows; the number of rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
            // A pragma may answer a row that nobody needs.
        }

        Reset();
        return database.Changes;
    }

    /// <summary>The first column of the first row; null: no row.</summary>
    public long? Scalar()
    {
        long? value = Step() ? Long(0) : null;
        Reset();
        return value;
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public int Length(int column) => raw.sqlite3_column_bytes(handle, column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>Ends the statement, which ends its hold on the snapshot too.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public void Dispose() => handle.Dispose();

    private void Fail(int code)
    {
        var fault = SqliteFault.From(code, database.File, database.Handle);
        Reset();
        throw fault;
    }
}
