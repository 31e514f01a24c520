using CareKpi.Engine.Daily;
using Npgsql;
using NpgsqlTypes;
using static CareKpi.Storage.Postgres.PostgresBatch;

namespace CareKpi.Storage.Postgres;

/// <summary>The table <c>carekpi.kpi_daily</c>. Each write first takes the tenant's row if it is still the holder's; what follows in the same transaction does nothing where it is not.</summary>
public sealed class PostgresDailyTable : IDailyTable, IAsyncDisposable
{
    private const int RowsOfStatement = 20_000;
    private const string Mine = "EXISTS (SELECT FROM carekpi.kpi_daily_tenants WHERE tenant = $1 AND holder = $2)";
    private const string Take = "SELECT 1 FROM carekpi.kpi_daily_tenants WHERE tenant = $1 AND holder = $2 FOR UPDATE";

    private const string TenantsSql = """
        SELECT h.tenant FROM carekpi.log_heads h LEFT JOIN carekpi.kpi_daily_tenants t ON t.tenant = h.tenant
        WHERE h.last_seq > 0 AND (t.tenant IS NULL OR t.next_at <= $1 OR (h.last_seq > t.position AND t.looked_at <= $1 - $2)
          OR EXISTS (SELECT FROM carekpi.kpi_daily_due d WHERE d.tenant = h.tenant))
        ORDER BY t.looked_at NULLS FIRST
        """;

    private const string HoldSql = """
        INSERT INTO carekpi.kpi_daily_tenants AS t (tenant, holder) VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET holder = excluded.holder
        RETURNING t.basis, t.position, t.looked, t.looked_at, t.next_at, t.changed_at
        """;

    private const string PlanSql = "UPDATE carekpi.kpi_daily_tenants SET basis = $3, position = $4, looked = $5, looked_at = $6, next_at = $7, changed_at = $8 WHERE tenant = $1 AND holder = $2";

    private const string DueSql = $"""
        INSERT INTO carekpi.kpi_daily_due AS d (tenant, day, whole) SELECT $1, n.day, n.whole FROM unnest($3, $4) AS n (day, whole) WHERE {Mine}
        ON CONFLICT (tenant, day) DO UPDATE SET whole = d.whole OR excluded.whole
        """;

    private const string PutSql = $"""
        WITH put AS (INSERT INTO carekpi.kpi_daily AS k (tenant, level, scope_key, day, kpi, value, numerator, denominator, count, provisional, computed_at)
          SELECT $1, n.level, n.scope_key, $3, n.kpi, n.value, n.numerator, n.denominator, n.count, n.provisional, $4
          FROM unnest($5, $6, $7, $8, $9, $10, $11, $12) AS n (level, scope_key, kpi, value, numerator, denominator, count, provisional) WHERE {Mine}
          ON CONFLICT (tenant, day, level, scope_key, kpi) DO UPDATE SET value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
            count = excluded.count, provisional = excluded.provisional, computed_at = excluded.computed_at
          WHERE (k.value, k.numerator, k.denominator, k.count, k.provisional) IS DISTINCT FROM (excluded.value, excluded.numerator, excluded.denominator, excluded.count, excluded.provisional)
          RETURNING 1)
        SELECT count(*) FROM put
        """;

    private const string DropSql = $"""
        WITH kept AS MATERIALIZED (SELECT level COLLATE "C" AS level, scope_key COLLATE "C" AS scope_key, kpi COLLATE "C" AS kpi FROM unnest($4, $5, $6) AS n (level, scope_key, kpi)),
        gone AS (DELETE FROM carekpi.kpi_daily k WHERE k.tenant = $1 AND k.day = $3 AND ($7 OR k.level = 'tenant') AND {Mine}
          AND (k.level, k.scope_key, k.kpi) NOT IN (SELECT level, scope_key, kpi FROM kept) RETURNING 1)
        SELECT count(*) FROM gone
        """;

    private const string ScopesSql = $"""
        INSERT INTO carekpi.bi_scopes AS s (tenant, level, scope_key, name, team) SELECT $1, n.level, n.scope_key, n.name, n.team FROM unnest($3, $4, $5, $6) AS n (level, scope_key, name, team) WHERE {Mine}
        ON CONFLICT (tenant, level, scope_key) DO UPDATE SET name = excluded.name, team = excluded.team WHERE (s.name, s.team) IS DISTINCT FROM (excluded.name, excluded.team)
        """;

    private const string ScopesGoneSql = $"DELETE FROM carekpi.bi_scopes WHERE tenant = $1 AND {Mine} AND (level, scope_key) NOT IN (SELECT n.level COLLATE \"C\", n.scope_key COLLATE \"C\" FROM unnest($3, $4) AS n (level, scope_key))";

    private const string KpisSql = $"""
        INSERT INTO carekpi.bi_kpis AS k (tenant, kpi, name, unit, better, adds, formula) SELECT $1, n.kpi, n.name, n.unit, n.better, n.adds, n.formula FROM unnest($3, $4, $5, $6, $7, $8) AS n (kpi, name, unit, better, adds, formula) WHERE {Mine}
        ON CONFLICT (tenant, kpi) DO UPDATE SET name = excluded.name, unit = excluded.unit, better = excluded.better, adds = excluded.adds, formula = excluded.formula
        """;

    private static readonly string[] Tables = ["kpi_daily", "kpi_daily_due", "kpi_daily_tenants", "bi_scopes", "bi_kpis", "bi_readers"];

    private readonly PostgresConnections connections;

    internal PostgresDailyTable(PostgresConnections connections) => this.connections = connections;

    public ValueTask<IReadOnlyList<string>> TenantsAsync(DateTimeOffset now, TimeSpan refresh, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.Add("SELECT set_config('carekpi.listing', 'on', true)").Add(TenantsSql, Of(now), new NpgsqlParameter<TimeSpan> { TypedValue = refresh, NpgsqlDbType = NpgsqlDbType.Interval }),
        static async reader =>
        {
            await reader.NextResultAsync();
            var found = new List<string>();
            while (await reader.ReadAsync())
            {
                found.Add(reader.GetString(0));
            }

            return (IReadOnlyList<string>)found;
        },
        cancellationToken);

    public ValueTask<DailyKnown> HoldAsync(string tenant, Guid holder, CancellationToken cancellationToken) => connections.WriteAsync(
        batch => batch.See(tenant).Add(HoldSql, Of(tenant), Of(holder)),
        static async reader =>
        {
            await reader.NextResultAsync();
            await reader.ReadAsync();
            return new DailyKnown(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5));
        },
        cancellationToken);

    public ValueTask<bool> PlanAsync(string tenant, Guid holder, DailyKnown known, ChangedDays changes, CancellationToken cancellationToken) => connections.WriteAsync(
        batch =>
        {
            batch.See(tenant).Add(Take, Of(tenant), Of(holder));
            foreach (var table in (string[])["kpi_daily", "kpi_daily_due"])
            {
                batch.Add($"DELETE FROM carekpi.{table} WHERE tenant = $1 AND (day < $3 OR day > $4) AND {Mine}", Of(tenant), Of(holder), Of(changes.First), Of(changes.Today));
            }

            batch.Add(DueSql, Of(tenant), Of(holder), OfMany(changes.Days.Select(static day => day.Day), NpgsqlDbType.Date), OfMany(changes.Days.Select(static day => day.IsWhole), NpgsqlDbType.Boolean));
            batch.Add(PlanSql, Of(tenant), Of(holder), Of(known.Basis), Of(known.Applied), Of(known.At), Of(known.LookedAt), Of(known.NextAt), Of(known.ChangedAt));
        },
        static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
        cancellationToken);

    public ValueTask<ChangedDay?> DueAsync(string tenant, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.See(tenant).Add("SELECT day, whole FROM carekpi.kpi_daily_due WHERE tenant = $1 ORDER BY day DESC LIMIT 1", Of(tenant)),
        static async reader => await reader.NextResultAsync() && await reader.ReadAsync() ? new ChangedDay(reader.GetFieldValue<DateOnly>(0), reader.GetBoolean(1)) : (ChangedDay?)null,
        cancellationToken);

    public ValueTask<long?> WriteAsync(string tenant, Guid holder, ChangedDay day, DailyValues values, DateTimeOffset now, CancellationToken cancellationToken) => connections.WriteAsync(
        batch =>
        {
            batch.See(tenant).Add(Take, Of(tenant), Of(holder));
            batch.Add(DropSql, Of(tenant), Of(holder), Of(day.Day), Of([.. values.Levels]), Of([.. values.Scopes]), Of([.. values.Kpis]), Of(day.IsWhole));
            for (var from = 0; from < values.Count; from += RowsOfStatement)
            {
                var count = Math.Min(RowsOfStatement, values.Count - from);
                batch.Add(
                    PutSql,
                    Of(tenant),
                    Of(holder),
                    Of(day.Day),
                    Of(now),
                    Of([.. values.Levels.GetRange(from, count)]),
                    Of([.. values.Scopes.GetRange(from, count)]),
                    Of([.. values.Kpis.GetRange(from, count)]),
                    OfMany(values.Values.GetRange(from, count), NpgsqlDbType.Double),
                    OfMany(values.Numerators.GetRange(from, count), NpgsqlDbType.Double),
                    OfMany(values.Denominators.GetRange(from, count), NpgsqlDbType.Double),
                    OfMany(values.Counts.GetRange(from, count), NpgsqlDbType.Bigint),
                    OfMany(values.Provisional.GetRange(from, count), NpgsqlDbType.Boolean));
            }

            batch.Add($"DELETE FROM carekpi.kpi_daily_due WHERE tenant = $1 AND day = $3 AND {Mine}", Of(tenant), Of(holder), Of(day.Day));
        },
        static async reader =>
        {
            if (!await reader.NextResultAsync() || !await reader.ReadAsync())
            {
                return (long?)null;
            }

            var changed = 0L;
            while (await reader.NextResultAsync())
            {
                changed += await reader.ReadAsync() ? reader.GetInt64(0) : 0;
            }

            return changed;
        },
        cancellationToken);

    public ValueTask<bool> NameScopesAsync(string tenant, Guid holder, IReadOnlyList<DailyScope> scopes, CancellationToken cancellationToken)
    {
        string[] levels = [.. scopes.Select(static scope => scope.Level)], keys = [.. scopes.Select(static scope => scope.Key)];
        return NameAsync(
            tenant,
            holder,
            batch => batch.Add(ScopesGoneSql, Of(tenant), Of(holder), Of(levels), Of(keys))
                .Add(ScopesSql, Of(tenant), Of(holder), Of(levels), Of(keys), Of([.. scopes.Select(static scope => scope.Name)]), OfMany(scopes.Select(static scope => scope.Team), NpgsqlDbType.Text)),
            cancellationToken);
    }

    public ValueTask<bool> NameKpisAsync(string tenant, Guid holder, IReadOnlyList<DailyKpi> kpis, CancellationToken cancellationToken)
    {
        string[] codes = [.. kpis.Select(static kpi => kpi.Code)];
        return NameAsync(
            tenant,
            holder,
            batch => batch.Add($"DELETE FROM carekpi.bi_kpis WHERE tenant = $1 AND kpi <> ALL ($3) AND {Mine}", Of(tenant), Of(holder), Of(codes))
                .Add(
                    KpisSql,
                    Of(tenant),
                    Of(holder),
                    Of(codes),
                    Of([.. kpis.Select(static kpi => kpi.Name)]),
                    Of([.. kpis.Select(static kpi => kpi.Unit)]),
                    Of([.. kpis.Select(static kpi => kpi.Better)]),
                    Of([.. kpis.Select(static kpi => kpi.Adds)]),
                    Of([.. kpis.Select(static kpi => kpi.Formula)])),
            cancellationToken);
    }

    public async ValueTask ForgetAsync(string tenant, CancellationToken cancellationToken) => await connections.WriteAsync(
        batch =>
        {
            batch.See(tenant);
            foreach (var table in Tables)
            {
                batch.Add($"DELETE FROM carekpi.{table} WHERE tenant = $1", Of(tenant));
            }
        },
        static _ => Task.FromResult(true),
        cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => connections.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    private ValueTask<bool> NameAsync(string tenant, Guid holder, Action<NpgsqlBatch> write, CancellationToken cancellationToken) => connections.WriteAsync(
        batch =>
        {
            batch.See(tenant).Add(Take, Of(tenant), Of(holder));
            write(batch);
        },
        static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
        cancellationToken);
}
