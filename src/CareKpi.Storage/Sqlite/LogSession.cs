using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Sqlite;

/// <summary>The statements of the log, on one connection.</summary>
internal sealed class LogSession(SqliteDatabase database) : ISqliteSession
{
    private const int SeqBits = 40;
    private const long MaxSeq = (1L << SeqBits) - 1;
    private const long MaxStream = (1L << (63 - SeqBits)) - 1;

    private readonly SqliteStatement head = database.Prepare("SELECT stream, epoch, last_seq FROM heads WHERE tenant = ? AND \"partition\" = 0");
    private readonly SqliteStatement create = database.Prepare("INSERT INTO heads (tenant, epoch, last_seq) VALUES (?, 1, 0) RETURNING stream");
    private readonly SqliteStatement claim = database.Prepare("UPDATE heads SET epoch = epoch + 1 WHERE stream = ?");
    private readonly SqliteStatement advance = database.Prepare("UPDATE heads SET last_seq = ? WHERE stream = ?");
    private readonly SqliteStatement insert = database.Prepare("INSERT INTO entries (id, payload) VALUES (?, ?)");
    private readonly SqliteStatement replace = database.Prepare("UPDATE entries SET payload = ? WHERE id = ?");
    private readonly SqliteStatement drop = database.Prepare("DELETE FROM entries WHERE id = ?");
    private readonly SqliteStatement dropped = database.Prepare("INSERT INTO gaps (stream, entries) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET entries = entries + excluded.entries");
    private readonly SqliteStatement read = database.Prepare("SELECT id, payload FROM entries WHERE id BETWEEN ? AND ? ORDER BY id");
    private readonly SqliteStatement tenants = database.Prepare("SELECT tenant FROM heads WHERE tenant > ? AND \"partition\" = 0 ORDER BY tenant LIMIT ?");
    private readonly SqliteStatement remove = database.Prepare("INSERT INTO removed (stream) VALUES (?)");
    private readonly SqliteStatement behead = database.Prepare("DELETE FROM heads WHERE stream = ?");
    private readonly SqliteStatement removed = database.Prepare("SELECT stream FROM removed LIMIT 1");
    private readonly SqliteStatement purge = database.Prepare(
        "DELETE FROM entries WHERE id IN (SELECT id FROM entries WHERE id BETWEEN ? AND ? LIMIT 64)");

    private readonly SqliteStatement purged = database.Prepare("DELETE FROM removed WHERE stream = ?");

    public LogHead Head(string tenant) => Find(tenant).Head;

    public bool Claim(string tenant, long expected)
    {
        var (stream, now) = Find(tenant);
        if (now.Epoch != expected)
        {
            return false;
        }

        if (stream == 0)
        {
            var created = create.Bind(1, tenant).Scalar();
            if (created > MaxStream)
            {
                throw new StoreException(StoreFault.Full, $"{database.File}: it has had {MaxStream} tenants, which is all it can number; export the tenants and import them into a new data directory.");
            }
        }
        else
        {
            claim.Bind(1, stream).Run();
        }

        return true;
    }

    public AppendOutcome[] Append(IReadOnlyList<LogAppend> appends)
    {
        var outcomes = new AppendOutcome[appends.Count];
        for (var index = 0; index < outcomes.Length; index++)
        {
            outcomes[index] = Append(appends[index]);
        }

        return outcomes;
    }

    public bool Rewrite(string tenant, long epoch, IReadOnlyList<LogRewrite> entries)
    {
        var (stream, now) = Find(tenant);
        if (stream == 0 || now.Epoch != epoch)
        {
            return false;
        }

        var gaps = 0L;
        foreach (var (seq, payload) in entries)
        {
            if (seq < 1 || seq > now.LastSeq)
            {
                continue;
            }

            if (payload is { } replaced)
            {
                replace.Bind(1, replaced.Span).Bind(2, Id(stream, seq)).Run();
            }
            else if (seq != now.LastSeq)
            {
                gaps += drop.Bind(1, Id(stream, seq)).Run();
            }
        }

        if (gaps > 0)
        {
            dropped.Bind(1, stream).Bind(2, gaps).Run();
        }

        return true;
    }

    public List<LogRecord> Read(string tenant, long fromSeq, int maxBytes, CancellationToken cancellationToken)
    {
        var records = new List<LogRecord>();
        var (stream, now) = Find(tenant);
        if (stream == 0 || fromSeq > now.LastSeq)
        {
            return records;
        }

        var bytes = 0L;
        read.Bind(1, Id(stream, Math.Max(fromSeq, 1))).Bind(2, Id(stream, MaxSeq));
        while (read.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes += read.Length(1);
            if (records.Count > 0 && bytes > maxBytes)
            {
                break;
            }

            records.Add(new LogRecord(read.Long(0) & MaxSeq, read.Blob(1)));
        }

        read.Reset();
        return records;
    }

    public List<string> Tenants(string? after, int first)
    {
        var found = new List<string>();
        tenants.Bind(1, after ?? "").Bind(2, first);
        while (tenants.Step())
        {
            found.Add(tenants.Text(0));
        }

        tenants.Reset();
        return found;
    }

    public void Delete(string tenant)
    {
        var stream = Find(tenant).Stream;
        if (stream != 0)
        {
            remove.Bind(1, stream).Run();
            behead.Bind(1, stream).Run();
        }
    }

    public bool Purge()
    {
        if (removed.Scalar() is not { } stream)
        {
            return false;
        }

        if (purge.Bind(1, Id(stream, 0)).Bind(2, Id(stream, MaxSeq)).Run() == 0)
        {
            purged.Bind(1, stream).Run();
        }

        return true;
    }

    /// <summary>The last entry of a log is never removed: one search for each tenant.</summary>
    public IReadOnlyList<string> CheckEnds() => database.Rows(
        $"SELECT format('the log of a tenant (stream %d) lacks its last entry, %d', stream, last_seq) FROM heads WHERE last_seq > 0 AND NOT EXISTS (SELECT 1 FROM entries WHERE id = (stream << {SeqBits}) + last_seq) LIMIT 1",
        static row => row.Text(0));

    public IEnumerable<string> Check() => database.Rows(
        $"""
        SELECT format('log of a tenant (stream %d): head at %d, entries from %d to %d, %d of them, %d removed', stream, last_seq, low, high, n, gone)
        FROM (SELECT heads.stream, last_seq, coalesce(gaps.entries, 0) AS gone, count(id) AS n, min(id) & {MaxSeq} AS low, max(id) & {MaxSeq} AS high
          FROM heads LEFT JOIN gaps ON gaps.stream = heads.stream LEFT JOIN entries ON id BETWEEN heads.stream << {SeqBits} AND (heads.stream << {SeqBits}) + {MaxSeq} GROUP BY heads.stream)
        WHERE n + gone <> last_seq OR n > 0 AND high <> last_seq LIMIT 100
        """,
        static row => row.Text(0));

    private static long Id(long stream, long seq) => (stream << SeqBits) | seq;

    private AppendOutcome Append(LogAppend append)
    {
        var (stream, now) = Find(append.Tenant);
        if (stream == 0 || now.Epoch != append.Epoch || now.LastSeq + 1 != append.FirstSeq)
        {
            return AppendOutcome.Fenced;
        }

        var seq = now.LastSeq;
        if (seq > MaxSeq - append.Entries.Count)
        {
            throw new StoreException(StoreFault.Full, $"{database.File}: a tenant has {MaxSeq} entries, which is all that can be numbered.");
        }

        for (var index = 0; index < append.Entries.Count; index++)
        {
            insert.Bind(1, Id(stream, ++seq)).Bind(2, append.Entries[index].Span).Run();
        }

        if (append.Entries.Count > 0)
        {
            advance.Bind(1, seq).Bind(2, stream).Run();
        }

        return AppendOutcome.Committed;
    }

    private (long Stream, LogHead Head) Find(string tenant)
    {
        head.Bind(1, tenant);
        var found = head.Step() ? (head.Long(0), new LogHead(head.Long(1), head.Long(2))) : default;
        head.Reset();
        return found;
    }
}
