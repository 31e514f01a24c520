using CareKpi.Engine.Stores;
using SQLitePCL;
using static System.FormattableString;

namespace CareKpi.Storage.Sqlite;

/// <summary>What a result code of SQLite means to an operator.</summary>
internal static class SqliteFault
{
    /// <summary>What to do with a damaged file.</summary>
    public static string Mend(string file) => string.Equals(Path.GetFileName(file), "state.db", StringComparison.Ordinal)
        ? SqliteFormat.MakeStateAnew
        : "keep a copy of the data directory, run `carekpi doctor` and restore the last backup; sources send again what came since";

    public static StoreException From(int code, string file, sqlite3? handle)
    {
        var (fault, text) = (code & 0xff) switch
        {
            raw.SQLITE_FULL => (StoreFault.Full, "no room is left on the disk; make room, the store goes on by itself"),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => (StoreFault.ReadOnly, "it may not be written; check owner and mode of the file and of its directory"),
            raw.SQLITE_CANTOPEN => (StoreFault.Io, "it cannot be opened; check owner and mode of the file and of its directory, and that the disk has room"),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => (StoreFault.Locked, "another process holds it; close what has the file open"),
            raw.SQLITE_CORRUPT => (StoreFault.Corrupt, "its content contradicts itself; " + Mend(file)),
            raw.SQLITE_NOTADB => (StoreFault.Format, "it is not a database; " + Mend(file)),
            _ => (StoreFault.Io, "reading or writing failed"),
        };

        // Messages of SQLite name files, tables and codes, never bound values: nothing of a tenant gets out with them.
        var detail = handle is null ? raw.sqlite3_errstr(code).utf8_to_string() : raw.sqlite3_errmsg(handle).utf8_to_string();
        return new StoreException(fault, Invariant($"{file}: {text} (SQLite {code}: {detail})."));
    }
}
