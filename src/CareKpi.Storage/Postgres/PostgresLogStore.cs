using CareKpi.Engine.Stores;
using Npgsql;
using static CareKpi.Storage.Postgres.PostgresBatch;

namespace CareKpi.Storage.Postgres;

/// <summary>The log in PostgreSQL: a head for each tenant, and its entries.</summary>
public sealed class PostgresLogStore : ILogStore
{
    private const int RecordsOfPage = 4_096;
    private static readonly TimeSpan DeletePatience = TimeSpan.FromMinutes(10);

    /// <summary>Locks the heads in key order, so that two servers never wait for each other; checks and advances them; and writes the entries of those that matched.
    /// A head that another server changed meanwhile is looked at as it is now, not as it was when the statement began.</summary>
    private const string AppendSql = """
        WITH wanted AS (
          SELECT * FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS w (tenant, epoch, first_seq, entries, number)
        ), held AS MATERIALIZED (
          SELECT h.tenant, h.epoch, h.last_seq FROM carekpi.log_heads h WHERE h.tenant = ANY ($1) AND h.partition = 0 ORDER BY h.tenant FOR UPDATE
        ), matched AS MATERIALIZED (
          SELECT w.* FROM wanted w JOIN held h ON h.tenant = w.tenant COLLATE "C" AND h.epoch = w.epoch AND h.last_seq + 1 = w.first_seq
        ), advanced AS (
          UPDATE carekpi.log_heads h SET last_seq = m.first_seq + m.entries - 1 FROM matched m WHERE m.entries > 0 AND h.tenant = m.tenant COLLATE "C" AND h.partition = 0
        ), written AS (
          INSERT INTO carekpi.log_entries (tenant, seq, payload)
          SELECT m.tenant, m.first_seq + e.place, e.payload FROM unnest($5, $6, $7) AS e (number, place, payload) JOIN matched m ON m.number = e.number
        )
        SELECT number FROM matched
        """;

    /// <summary>A page of records, of which as many as fit are sent, the first always. Lengths are known without reading a payload.</summary>
    private const string ReadSql = """
        SELECT seq, payload FROM (
          SELECT seq, payload, sum(octet_length(payload)) OVER earlier AS bytes, row_number() OVER earlier AS place
          FROM (SELECT seq, payload FROM carekpi.log_entries WHERE tenant = $1 AND partition = 0 AND seq >= $2 ORDER BY seq LIMIT $3) page
          WINDOW earlier AS (ORDER BY seq ROWS UNBOUNDED PRECEDING)) sized
        WHERE bytes <= $4 OR place = 1 ORDER BY seq
        """;

    private readonly PostgresConnections connections;

    internal PostgresLogStore(PostgresConnections connections) => this.connections = connections;

    public bool IsShared => true;

    public ValueTask<LogHead> HeadAsync(string tenant, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.See(tenant).Add("SELECT epoch, last_seq FROM carekpi.log_heads WHERE tenant = $1 AND partition = 0", Of(tenant)),
        static async reader => await reader.NextResultAsync() && await reader.ReadAsync() ? new LogHead(reader.GetInt64(0), reader.GetInt64(1)) : default,
        cancellationToken);

    public ValueTask<bool> ClaimAsync(string tenant, long expected, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return connections.WriteAsync(
            batch => batch.See(tenant).Add(
                expected == 0
                    ? "INSERT INTO carekpi.log_heads (tenant, epoch, last_seq) VALUES ($1, $2 + 1, 0) ON CONFLICT DO NOTHING RETURNING epoch"
                    : "UPDATE carekpi.log_heads SET epoch = epoch + 1 WHERE tenant = $1 AND partition = 0 AND epoch = $2 RETURNING epoch",
                Of(tenant),
                Of(expected)),
            static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
            cancellationToken);
    }

    public async ValueTask<AppendOutcome[]> AppendAsync(IReadOnlyList<LogAppend> appends, CancellationToken cancellationToken)
    {
        var group = new AppendGroup(appends);
        return await connections.WriteAsync(
            batch => batch.See(group.Tenants).Add(AppendSql, Of(group.Tenants), Of(group.Epochs), Of(group.FirstSeqs), Of(group.Counts), Of(group.Numbers), Of(group.Places), Of(group.Payloads)),
            async reader =>
            {
                // Begun: no cancellation any more.
                await reader.NextResultAsync(CancellationToken.None);
                var outcomes = new AppendOutcome[appends.Count];
                Array.Fill(outcomes, AppendOutcome.Fenced);
                while (await reader.ReadAsync(CancellationToken.None))
                {
                    outcomes[reader.GetInt64(0) - 1] = AppendOutcome.Committed;
                }

                return outcomes;
            },
            cancellationToken);
    }

    public ValueTask<bool> RewriteAsync(string tenant, long epoch, IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken)
    {
        // Of two rewrites of one entry the last counts; what one of them removes is gone, whatever the other says.
        var payloads = new SortedDictionary<long, ReadOnlyMemory<byte>>();
        var removed = new SortedSet<long>();
        foreach (var (seq, payload) in entries)
        {
            if (payload is { } replaced)
            {
                payloads[seq] = replaced;
            }
            else
            {
                removed.Add(seq);
            }
        }

        const string mine = "EXISTS (SELECT FROM carekpi.log_heads h WHERE h.tenant = $1 AND h.partition = 0 AND h.epoch = $2)";
        return connections.WriteAsync(
            batch => batch.See(tenant)
                // By a statement of its own: those that follow see what the writer before has committed.
                .Add("SELECT FROM carekpi.log_heads WHERE tenant = $1 AND partition = 0 AND epoch = $2 FOR UPDATE", Of(tenant), Of(epoch))
                .Add($"UPDATE carekpi.log_entries e SET payload = r.payload FROM unnest($3, $4) AS r (seq, payload) WHERE e.tenant = $1 AND e.partition = 0 AND e.seq = r.seq AND {mine}", Of(tenant), Of(epoch), Of([.. payloads.Keys]), Of(payloads.Values.ToArray()))
                .Add(
                    $"""
                    WITH gone AS (DELETE FROM carekpi.log_entries e WHERE e.tenant = $1 AND e.partition = 0 AND e.seq = ANY ($3)
                      AND e.seq <> (SELECT h.last_seq FROM carekpi.log_heads h WHERE h.tenant = $1 AND h.partition = 0) AND {mine} RETURNING 1)
                    UPDATE carekpi.log_heads h SET gaps = gaps + (SELECT count(*) FROM gone) WHERE h.tenant = $1 AND h.partition = 0 AND h.epoch = $2 AND EXISTS (SELECT FROM gone)
                    """,
                    Of(tenant),
                    Of(epoch),
                    Of([.. removed])),
            static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<LogRecord>> ReadAsync(string tenant, long fromSeq, int maxBytes, CancellationToken cancellationToken) => connections.ReadAsync<IReadOnlyList<LogRecord>>(
        batch => batch.See(tenant).Add(ReadSql, Of(tenant), Of(fromSeq), Of(RecordsOfPage), Of(maxBytes)),
        async reader =>
        {
            await reader.NextResultAsync(cancellationToken);
            var records = new List<LogRecord>();
            while (await reader.ReadAsync(cancellationToken))
            {
                records.Add(new LogRecord(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
            }

            return records;
        },
        cancellationToken);

    public ValueTask<IReadOnlyList<string>> TenantsAsync(string? after, int first, CancellationToken cancellationToken) => connections.ReadAsync<IReadOnlyList<string>>(
        batch => batch.Add("SELECT set_config('carekpi.listing', 'on', true)")
            .Add("SELECT tenant FROM carekpi.log_heads WHERE tenant > $1 AND partition = 0 ORDER BY tenant LIMIT $2", Of(after ?? ""), Of(first)),
        async reader =>
        {
            await reader.NextResultAsync(cancellationToken);
            var tenants = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                tenants.Add(reader.GetString(0));
            }

            return tenants;
        },
        cancellationToken);

    public async ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken)
    {
        const string entries = "DELETE FROM carekpi.log_entries WHERE tenant = $1";
        await connections.WriteAsync(
            // The head after most of the entries: while it is locked, groups that this tenant is in wait. What came meanwhile goes last.
            batch => batch.See(tenant).Add(entries, Of(tenant)).Add("DELETE FROM carekpi.log_heads WHERE tenant = $1", Of(tenant)).Add(entries, Of(tenant)),
            static _ => Task.FromResult(true),
            cancellationToken,
            DeletePatience);
    }

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => connections.ReopenAsync(cancellationToken);

    /// <summary>What heads and entries say against each other; nothing: they agree. Tenant by tenant, while the store serves.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        string? after = null;
        while (await TenantsAsync(after, 500, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var tenant in page)
            {
                if (await connections.ReadAsync(batch => batch.See(tenant).Add(CheckSql, Of(tenant)), reader => FindingAsync(reader, cancellationToken), cancellationToken) is { } finding)
                {
                    findings.Add(finding);
                }
            }

            after = page[^1];
        }

        return findings;

        static async Task<string?> FindingAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken) ? reader.GetString(0) : null;
    }

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    private const string CheckSql = """
        SELECT format('log of tenant %s: head at %s, the last entry %s, %s of them, %s removed', h.tenant, h.last_seq, e.high, e.n, h.gaps)
        FROM carekpi.log_heads h, LATERAL (SELECT count(*) AS n, coalesce(max(seq), 0) AS high FROM carekpi.log_entries WHERE tenant = $1 AND partition = 0) e
        WHERE h.tenant = $1 AND h.partition = 0 AND (e.n + h.gaps <> h.last_seq OR e.high <> h.last_seq)
        """;

    /// <summary>The appends as columns. Numbers from 1 on, as PostgreSQL counts.</summary>
    private sealed class AppendGroup
    {
        public AppendGroup(IReadOnlyList<LogAppend> appends)
        {
            var entries = 0;
            var seen = new HashSet<string>(appends.Count, StringComparer.Ordinal);
            foreach (var append in appends)
            {
                entries += append.Entries.Count;
                if (!seen.Add(append.Tenant))
                {
                    throw new ArgumentException("A tenant has more than one append.", nameof(appends));
                }
            }

            (Tenants, Epochs, FirstSeqs, Counts) = (new string[appends.Count], new long[appends.Count], new long[appends.Count], new long[appends.Count]);
            (Numbers, Places, Payloads) = (new long[entries], new long[entries], new ReadOnlyMemory<byte>[entries]);
            var at = 0;
            for (var number = 0; number < appends.Count; number++)
            {
                var append = appends[number];
                (Tenants[number], Epochs[number], FirstSeqs[number], Counts[number]) = (append.Tenant, append.Epoch, append.FirstSeq, append.Entries.Count);
                for (var place = 0; place < append.Entries.Count; place++, at++)
                {
                    (Numbers[at], Places[at], Payloads[at]) = (number + 1, place, append.Entries[place]);
                }
            }
        }

        public string[] Tenants { get; }

        public long[] Epochs { get; }

        public long[] FirstSeqs { get; }

        public long[] Counts { get; }

        public long[] Numbers { get; }

        public long[] Places { get; }

        public ReadOnlyMemory<byte>[] Payloads { get; }
    }
}
