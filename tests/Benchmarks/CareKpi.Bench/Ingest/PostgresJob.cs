namespace CareKpi.Bench.Ingest;

/// <summary>What PostgreSQL has to do with a batch: keep each event, once, and keep the figures.</summary>
/// <param name="Schema">Its tables beside <c>event</c>, empty.</param>
/// <param name="Rollup">Common table expressions after <c>fresh</c>, the rows that are new, and the statement that ends them.</param>
/// <param name="Counted">How many contacts the figures know of.</param>
internal sealed record PostgresJob(string Name, string Schema, string Rollup, string Counted)
{
    /// <summary>The event itself, whole; (source, id) is unique. Names are small numbers, which spares this side the texts and their lookup.</summary>
    public const string Event = """
        DROP TABLE IF EXISTS event;
        CREATE TABLE event (
            source smallint NOT NULL, id text NOT NULL, at timestamptz NOT NULL, contact text NOT NULL, customer int NOT NULL, channel smallint NOT NULL, queue smallint NOT NULL, topic smallint NOT NULL,
            agent smallint NOT NULL, team smallint NOT NULL, inbound boolean NOT NULL, outcome smallint NOT NULL, wait_ms int NOT NULL, talk int NOT NULL, hold int NOT NULL, wrap int NOT NULL,
            resolved boolean, escalated boolean NOT NULL, transferred boolean NOT NULL, wait_bin smallint NOT NULL, work_bin smallint NOT NULL, batch int NOT NULL, PRIMARY KEY (source, id));
        CREATE INDEX event_batch ON event (batch);
        """;

    /// <summary>All columns but the batch come as arrays, $1 to $21, in one round trip.</summary>
    public const string Insert = """
        INSERT INTO event SELECT t.*, $22::int FROM unnest($1::smallint[], $2::text[], $3::timestamptz[], $4::text[], $5::int[], $6::smallint[], $7::smallint[], $8::smallint[], $9::smallint[], $10::smallint[], $11::boolean[],
            $12::smallint[], $13::int[], $14::int[], $15::int[], $16::int[], $17::boolean[], $18::boolean[], $19::boolean[], $20::smallint[], $21::smallint[]) AS t
        ON CONFLICT DO NOTHING
        """;

    private const string Day = "(at AT TIME ZONE 'UTC')::date";

    /// <summary>Amounts of the contact KPIs: columns and what an event adds to them. A sketch is its sum and square sum here, its count is that of its contacts; its bins are rows of <c>bins</c>.</summary>
    private static readonly (string Column, string Type, string Amount)[] Measures =
    [
        ("volume", "int", "count(*)"),
        ("answered", "int", "count(*) FILTER (WHERE inbound AND outcome = 0)"),
        ("abandoned", "int", "count(*) FILTER (WHERE inbound AND outcome = 1)"),
        ("callback", "int", "count(*) FILTER (WHERE inbound AND outcome = 2)"),
        ("answered_in_time", "int", $"count(*) FILTER (WHERE inbound AND outcome = 0 AND wait_ms <= {Threshold})"),
        ("abandoned_in_time", "int", $"count(*) FILTER (WHERE inbound AND outcome = 1 AND wait_ms <= {Threshold})"),
        ("judged_answered", "int", "count(*) FILTER (WHERE inbound AND outcome = 0 AND channel <= 3)"),
        ("judged_abandoned", "int", "count(*) FILTER (WHERE inbound AND outcome = 1 AND channel <= 3)"),
        ("known", "int", "count(*) FILTER (WHERE inbound AND (outcome > 0 OR resolved IS NOT NULL))"),
        ("resolved", "int", "count(*) FILTER (WHERE inbound AND outcome = 0 AND resolved)"),
        ("unresolved", "int", "count(*) FILTER (WHERE inbound AND outcome = 0 AND NOT resolved)"),
        ("escalated", "int", "count(*) FILTER (WHERE inbound AND outcome = 0 AND escalated)"),
        ("handled", "int", "count(*) FILTER (WHERE outcome = 0)"),
        ("transferred", "int", "count(*) FILTER (WHERE outcome = 0 AND transferred)"),
        ("wait_answered", "float8", "coalesce(sum(wait_ms::float8) FILTER (WHERE inbound AND outcome = 0), 0)"),
        ("wait_answered_sq", "float8", "coalesce(sum(wait_ms::float8 * wait_ms) FILTER (WHERE inbound AND outcome = 0), 0)"),
        ("wait_abandoned", "float8", "coalesce(sum(wait_ms::float8) FILTER (WHERE inbound AND outcome = 1), 0)"),
        ("wait_abandoned_sq", "float8", "coalesce(sum(wait_ms::float8 * wait_ms) FILTER (WHERE inbound AND outcome = 1), 0)"),
        ("handle", "float8", "coalesce(sum((talk + hold + wrap)::float8) FILTER (WHERE outcome = 0), 0)"),
        ("handle_sq", "float8", "coalesce(sum((talk + hold + wrap)::float8 * (talk + hold + wrap)) FILTER (WHERE outcome = 0), 0)"),
    ];

    private const string Threshold = "CASE channel WHEN 0 THEN 20000 WHEN 1 THEN 60000 WHEN 2 THEN 14400000 ELSE 300000 END";

    /// <summary>The same information as CareKpi's leaf cells: every measure by team, agent and day for all, channel, queue and topic; by hour for all and channel; bins of the three sketches for all, channel and queue.</summary>
    public static PostgresJob Full { get; } = new(
        "full job",
        $"""
        DROP TABLE IF EXISTS leaf, hours, bins;
        CREATE TABLE leaf (team smallint, agent smallint, day date, dim smallint, val smallint, {Columns}, PRIMARY KEY (team, agent, day, dim, val)) WITH (fillfactor = 70);
        CREATE TABLE hours (team smallint, agent smallint, hour timestamptz, dim smallint, val smallint, {Columns}, PRIMARY KEY (team, agent, hour, dim, val)) WITH (fillfactor = 70);
        CREATE TABLE bins (team smallint, agent smallint, day date, dim smallint, val smallint, measure smallint, bin smallint, n int NOT NULL, PRIMARY KEY (team, agent, day, dim, val, measure, bin)) WITH (fillfactor = 70);
        """,
        $"""
        sliced AS MATERIALIZED (SELECT fresh.*, dim, val FROM fresh CROSS JOIN LATERAL (VALUES (0::smallint, 0::smallint), (1::smallint, channel), (2::smallint, queue), (3::smallint, topic)) AS s (dim, val)),
        leaves AS (INSERT INTO leaf SELECT team, agent, {Day}, dim, val, {Amounts} FROM sliced GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
            ON CONFLICT (team, agent, day, dim, val) DO UPDATE SET {Added("leaf")}),
        by_hour AS (INSERT INTO hours SELECT team, agent, date_trunc('hour', at), dim, val, {Amounts} FROM sliced WHERE dim <= 1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
            ON CONFLICT (team, agent, hour, dim, val) DO UPDATE SET {Added("hours")})
        INSERT INTO bins SELECT team, agent, {Day}, dim, val, measure, bin, count(*) FROM sliced
            CROSS JOIN LATERAL (VALUES (CASE WHEN inbound AND outcome <= 1 THEN outcome END, wait_bin), (CASE WHEN outcome = 0 THEN 2::smallint END, work_bin)) AS m (measure, bin)
            WHERE dim <= 2 AND measure IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
            ON CONFLICT (team, agent, day, dim, val, measure, bin) DO UPDATE SET n = bins.n + excluded.n
        """,
        "SELECT sum(volume)::bigint FROM leaf WHERE dim = 0");

    /// <summary>Four measures at four levels by day: much less than CareKpi keeps.</summary>
    public static PostgresJob Bare { get; } = new(
        "bare job",
        """
        DROP TABLE IF EXISTS rollup;
        CREATE TABLE rollup (level smallint, key int, day date, contacts int NOT NULL, handled int NOT NULL, wait_ms float8 NOT NULL, handle float8 NOT NULL, PRIMARY KEY (level, key, day)) WITH (fillfactor = 70);
        """,
        $"""
        leveled AS (SELECT fresh.*, level, key FROM fresh CROSS JOIN LATERAL (VALUES (0::smallint, 0), (1::smallint, team::int), (2::smallint, agent::int), (3::smallint, customer)) AS l (level, key))
        INSERT INTO rollup SELECT level, key, {Day}, count(*), count(*) FILTER (WHERE outcome = 0), sum(wait_ms::float8), coalesce(sum((talk + hold + wrap)::float8) FILTER (WHERE outcome = 0), 0)
            FROM leveled GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            ON CONFLICT (level, key, day) DO UPDATE SET contacts = rollup.contacts + excluded.contacts, handled = rollup.handled + excluded.handled,
                wait_ms = rollup.wait_ms + excluded.wait_ms, handle = rollup.handle + excluded.handle
        """,
        "SELECT sum(contacts)::bigint FROM rollup WHERE level = 0");

    /// <summary>Insert and figures in one statement, so in one transaction.</summary>
    public string AtOnce => $"WITH fresh AS ({Insert} RETURNING *), {Rollup}";

    /// <summary>The figures of some batches ($1) that are kept already, once.</summary>
    public string Later => $"WITH fresh AS MATERIALIZED (SELECT * FROM event WHERE batch = ANY($1)), {Rollup}";

    private static string Columns => string.Join(", ", Measures.Select(static measure => $"{measure.Column} {measure.Type} NOT NULL"));

    private static string Amounts => string.Join(", ", Measures.Select(static measure => measure.Amount));

    private static string Added(string table) => string.Join(", ", Measures.Select(measure => $"{measure.Column} = {table}.{measure.Column} + excluded.{measure.Column}"));
}
