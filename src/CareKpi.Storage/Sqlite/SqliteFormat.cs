using CareKpi.Engine.Stores;
using static System.FormattableString;

namespace CareKpi.Storage.Sqlite;

/// <summary>What a file is, how its tables are laid out and what their rows say, written into its header. The numbers are part of the stored format: never given to anything else.</summary>
/// <param name="WhenOlder">What to do with a file of an earlier version.</param>
internal sealed record SqliteFormat(string Name, int ApplicationId, int Version, string WhenOlder, string Schema)
{
    /// <summary>Tables that files of the same version may lack, and that whoever does not know them need not read.</summary>
    public string Additions { get; init; } = "";

    /// <summary>Everything in it follows from another file, and what is missing is made again.</summary>
    public bool Follows { get; init; }

    public const string MakeStateAnew = "with the server stopped, remove state.db, state.db-wal and state.db-shm (not log.db) from the data directory and start it again: the state is made anew from the log";

    private const string Rows = """
        CREATE TABLE heads (number INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL) STRICT;
        CREATE TABLE state (tenant INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (tenant, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE removed (number INTEGER PRIMARY KEY) STRICT;
        """;

    /// <summary>Entries of all tenants are one table by row number: (stream, seq) packed into 23 and 40 bits, so that an entry is found by one search and lies beside the next of its stream.
    /// A stream is the log of one (tenant, partition); its number is never given again, so that a removed tenant is gone as soon as its head is.</summary>
    public static readonly SqliteFormat Log = new("log", 0x434b4c47, StoredFormats.Log, "start the version that wrote it and export, then import with this one", """
        CREATE TABLE heads (stream INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, "partition" INTEGER NOT NULL DEFAULT 0, epoch INTEGER NOT NULL, last_seq INTEGER NOT NULL,
          UNIQUE (tenant, "partition")) STRICT;
        CREATE TABLE entries (id INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT;
        CREATE TABLE removed (stream INTEGER PRIMARY KEY) STRICT;
        CREATE VIEW log AS SELECT tenant, "partition", id & 0xffffffffff AS seq, payload FROM entries JOIN heads ON stream = id >> 40;
        """)
    {
        // How many entries of a stream were removed on purpose: a check tells them from lost ones.
        Additions = "CREATE TABLE IF NOT EXISTS gaps (stream INTEGER PRIMARY KEY, entries INTEGER NOT NULL) STRICT;",
    };

    /// <summary>Rows in key order within a tenant; a tenant's number is never given again. Everything in it follows from the log, so an earlier version is not read but made anew.</summary>
    public static readonly SqliteFormat State = new("state", 0x434b5354, StoredFormats.State, MakeStateAnew, Rows) { Follows = true };

    /// <summary>What follows from no log: keys, users, sessions, jobs of the installation. Laid out as the state; there is nothing to make it anew from.</summary>
    public static readonly SqliteFormat Node = new("node", 0x434b4e44, StoredFormats.Node, "start the version that wrote it, or restore a backup that this one wrote", Rows);

    /// <summary>Lays out a new file; refuses one that is something else or of another version.</summary>
    public void EnsureOn(SqliteDatabase database)
    {
        var id = database.Number("PRAGMA application_id");
        var version = database.Number("PRAGMA user_version");
        if (id == 0 && version == 0 && database.Number("SELECT count(*) FROM sqlite_schema") == 0)
        {
            database.Execute(Invariant($"""
                BEGIN IMMEDIATE;
                {Schema}
                {Additions}
                PRAGMA application_id = {ApplicationId};
                PRAGMA user_version = {Version};
                COMMIT;
                """));
            return;
        }

        if (id != ApplicationId)
        {
            throw new StoreException(StoreFault.Format, $"{database.File}: it is not a {Name} of CareKpi; give this server a data directory of its own, or restore the file from a backup.");
        }

        if (version != Version)
        {
            throw new StoreException(StoreFault.Format, version > Version
                ? Invariant($"{database.File}: its format is {version}, this version of CareKpi knows {Version}; start the version that wrote it, or restore a backup that this one wrote.")
                : Invariant($"{database.File}: its format is {version}, this version of CareKpi knows {Version}; {WhenOlder}."));
        }

        database.Execute(Additions);
    }
}

/// <summary>How a file is kept. <see cref="PageSize"/> is for new files. <see cref="MaxPages"/> bounds a file's size (tests: a disk that is full).</summary>
/// <param name="PageSize">Bytes. Larger pages cost more WAL for every small change, smaller ones more pages for every large entry.</param>
/// <param name="WriterCacheKiB">Rows are written in key order, so a page is seldom wanted twice in a transaction: more cache than this measured no faster.</param>
/// <param name="ReaderCacheKiB">Of each reader. The system's page cache stands behind it.</param>
/// <param name="CheckpointBytes">WAL size at which the writer carries it over, inside the commit that passes it: larger means fewer and longer pauses (64 MiB of log measured 240 ms, 16 MiB 65 ms).
/// The log is what callers wait for; in the state, a page that several checkpoints change is carried over once.</param>
/// <param name="Readers">Threads.</param>
/// <param name="GroupBytes">Calls that wait share a transaction up to this.</param>
internal sealed record SqliteTuning(int PageSize, int WriterCacheKiB, int ReaderCacheKiB, int CheckpointBytes, int Readers, int GroupBytes, int? MaxPages = null)
{
    /// <summary>Measured with 200 KB and 1 KB entries of one and of many tenants: 8 KiB is near the best everywhere, 32 KiB is bad at small entries.</summary>
    public static readonly SqliteTuning Log = new(PageSize: 8_192, WriterCacheKiB: 8_192, ReaderCacheKiB: 2_048, CheckpointBytes: 16 << 20, Readers: 2, GroupBytes: 4 << 20);

    /// <summary>Measured with rows of 60 to 200 bytes under random keys: 8 KiB writes as fast as 16 and reads single rows faster.</summary>
    public static readonly SqliteTuning State = new(PageSize: 8_192, WriterCacheKiB: 16_384, ReaderCacheKiB: 8_192, CheckpointBytes: 64 << 20, Readers: 3, GroupBytes: 1 << 20);

    /// <summary>Few rows, read by every request whose credential was not seen within the last second.</summary>
    public static readonly SqliteTuning Node = new(PageSize: 4_096, WriterCacheKiB: 2_048, ReaderCacheKiB: 2_048, CheckpointBytes: 4 << 20, Readers: 2, GroupBytes: 1 << 20);
}
