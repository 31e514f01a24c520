using CareKpi.Engine.Daily;
using CareKpi.Engine.Stores;
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
        INSERT INTO carekpi.kpi_daily_tenants AS t (tenant, holder) SELECT $1, $2 WHERE EXISTS (SELECT FROM carekpi.log_heads WHERE tenant = $1) ON CONFLICT (tenant) DO UPDATE SET holder = excluded.holder
        RETURNING t.basis, t.position, t.looked, t.looked_at, t.next_at, t.changed_at
        """;

    private const string PlanSql = "UPDATE carekpi.kpi_daily_tenants SET basis = $3, position = $4, looked = $5, looked_at = $6, next_at = $7, changed_at = $8 WHERE tenant = $1 AND holder = $2";

    private const string DueSql = $"""
        INSERT INTO carekpi.kpi_daily_due AS d (tenant, day, whole) SELECT $1, n.day, n.whole FROM unnest($3, $4) AS n (day, whole) WHERE {Mine}
        ON CONFLICT (tenant, day) DO UPDATE SET whole = d.whole OR excluded.whole
        """;

    private const string OthersGoneSql = $"DELETE FROM carekpi.kpi_daily WHERE tenant = $1 AND day = ANY ($3) AND level <> 'tenant' AND {Mine}";

    private const string PutSql = $"""
        INSERT INTO carekpi.kpi_daily (tenant, level, scope_key, day, kpi, value, numerator, denominator, count, provisional, computed_at)
        SELECT $1, n.level, n.scope_key, $3, n.kpi, n.value, n.numerator, n.denominator, n.count, n.provisional, $4
        FROM unnest($5, $6, $7, $8, $9, $10, $11, $12) AS n (level, scope_key, kpi, value, numerator, denominator, count, provisional) WHERE {Mine}
        ON CONFLICT (tenant, day, level, scope_key, kpi) DO UPDATE SET value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
          count = excluded.count, provisional = excluded.provisional, computed_at = excluded.computed_at
        """;

    private const string RowsSql = "SELECT level, scope_key, kpi, value, numerator, denominator, count, provisional FROM carekpi.kpi_daily WHERE tenant = $1 AND day = $2 AND ($3 OR level = 'tenant')";

    private const string DropSql = $"""
        DELETE FROM carekpi.kpi_daily k USING unnest($4, $5, $6) AS n (level, scope_key, kpi)
        WHERE k.tenant = $1 AND k.day = $3 AND k.level = n.level COLLATE "C" AND k.scope_key = n.scope_key COLLATE "C" AND k.kpi = n.kpi COLLATE "C" AND {Mine}
        """;

    private const string ScopesSql = $"""
        INSERT INTO carekpi.bi_scopes AS s (tenant, level, scope_key, name, team) SELECT $1, n.level, n.scope_key, n.name, n.team FROM unnest($3, $4, $5, $6) AS n (level, scope_key, name, team) WHERE {Mine}
        ON CONFLICT (tenant, level, scope_key) DO UPDATE SET name = excluded.name, team = excluded.team WHERE (s.name, s.team) IS DISTINCT FROM (excluded.name, excluded.team)
        """;

    private const string ScopesGoneSql = $"DELETE FROM carekpi.bi_scopes WHERE tenant = $1 AND level = 'agent' AND 'agent' <> ALL ($3) AND {Mine}";

    private const string KpisSql = $"""
        INSERT INTO carekpi.bi_kpis AS k (tenant, kpi, name, unit, better, adds, formula) SELECT $1, n.kpi, n.name, n.unit, n.better, n.adds, n.formula FROM unnest($3, $4, $5, $6, $7, $8) AS n (kpi, name, unit, better, adds, formula) WHERE {Mine}
        ON CONFLICT (tenant, kpi) DO UPDATE SET name = excluded.name, unit = excluded.unit, better = excluded.better, adds = excluded.adds, formula = excluded.formula
        """;

    private static readonly string[] Tables = ["kpi_daily", "kpi_daily_due", "kpi_daily_tenants", "bi_scopes", "bi_kpis"];

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

    public ValueTask<DailyKnown?> HoldAsync(string tenant, Guid holder, CancellationToken cancellationToken) => ChangeAsync(
        batch => batch.See(tenant).Add(HoldSql, Of(tenant), Of(holder)),
        static async reader =>
        {
            await reader.NextResultAsync();
            return !await reader.ReadAsync() ? null : new DailyKnown(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5));
        },
        cancellationToken);

    public ValueTask<bool> PlanAsync(string tenant, Guid holder, DailyKnown known, ChangedDays changes, CancellationToken cancellationToken) => ChangeAsync(
        batch =>
        {
            batch.See(tenant).Add(Take, Of(tenant), Of(holder));
            foreach (var table in (string[])["kpi_daily", "kpi_daily_due"])
            {
                batch.Add($"DELETE FROM carekpi.{table} WHERE tenant = $1 AND (day < $3 OR day > $4) AND {Mine}", Of(tenant), Of(holder), Of(changes.First), Of(changes.Today));
            }

            if (changes.IsAnew)
            {
                batch.Add(OthersGoneSql, Of(tenant), Of(holder), OfMany(changes.Days.Where(static day => !day.IsWhole).Select(static day => day.Day), NpgsqlDbType.Date));
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

    /// <summary>What is there is read first, so that only what is other goes to the server: between, nobody else writes who would be let write.</summary>
    public async ValueTask<long?> WriteAsync(string tenant, Guid holder, ChangedDay day, DailyValues values, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(tenant, day, cancellationToken);
        var changed = new List<int>();
        for (var i = 0; i < values.Count; i++)
        {
            var here = new Row(values.Values[i], values.Numerators[i], values.Denominators[i], values.Counts[i], values.Provisional[i]);
            if (!rows.Remove((values.Levels[i], values.Scopes[i], values.Kpis[i]), out var was) || was != here)
            {
                changed.Add(i);
            }
        }

        var isMine = await ChangeAsync(
            batch =>
            {
                batch.See(tenant).Add(Take, Of(tenant), Of(holder));
                foreach (var gone in rows.Keys.Chunk(RowsOfStatement))
                {
                    batch.Add(DropSql, Of(tenant), Of(holder), Of(day.Day), Of([.. gone.Select(static row => row.Level)]), Of([.. gone.Select(static row => row.Scope)]), Of([.. gone.Select(static row => row.Kpi)]));
                }

                foreach (var put in changed.Chunk(RowsOfStatement))
                {
                    batch.Add(
                        PutSql,
                        Of(tenant),
                        Of(holder),
                        Of(day.Day),
                        Of(now),
                        Of([.. put.Select(i => values.Levels[i])]),
                        Of([.. put.Select(i => values.Scopes[i])]),
                        Of([.. put.Select(i => values.Kpis[i])]),
                        OfMany(put.Select(i => values.Values[i]), NpgsqlDbType.Double),
                        OfMany(put.Select(i => values.Numerators[i]), NpgsqlDbType.Double),
                        OfMany(put.Select(i => values.Denominators[i]), NpgsqlDbType.Double),
                        OfMany(put.Select(i => values.Counts[i]), NpgsqlDbType.Bigint),
                        OfMany(put.Select(i => values.Provisional[i]), NpgsqlDbType.Boolean));
                }

                batch.Add($"DELETE FROM carekpi.kpi_daily_due WHERE tenant = $1 AND day = $3 AND {Mine}", Of(tenant), Of(holder), Of(day.Day));
            },
            static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
            cancellationToken);
        return isMine ? rows.Count + changed.Count : null;
    }

    private readonly record struct Row(double? Value, double? Numerator, double? Denominator, long Count, bool Provisional);

    private ValueTask<Dictionary<(string Level, string Scope, string Kpi), Row>> RowsAsync(string tenant, ChangedDay day, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.See(tenant).Add(RowsSql, Of(tenant), Of(day.Day), Of(day.IsWhole)),
        static async reader =>
        {
            await reader.NextResultAsync();
            var found = new Dictionary<(string, string, string), Row>();
            while (await reader.ReadAsync())
            {
                found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)), new(Number(reader, 3), Number(reader, 4), Number(reader, 5), reader.GetInt64(6), reader.GetBoolean(7)));
            }

            return found;
        },
        cancellationToken);

    private static double? Number(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetDouble(at);

    public ValueTask<bool> NameScopesAsync(string tenant, Guid holder, IReadOnlyList<DailyScope> scopes, CancellationToken cancellationToken)
    {
        string[] levels = [.. scopes.Select(static scope => scope.Level)], keys = [.. scopes.Select(static scope => scope.Key)];
        return NameAsync(
            tenant,
            holder,
            batch => batch.Add(ScopesGoneSql, Of(tenant), Of(holder), Of(levels))
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

    public async ValueTask ForgetAsync(string tenant, CancellationToken cancellationToken) => await ChangeAsync(
        batch =>
        {
            batch.See(tenant);
            foreach (var table in Tables)
            {
                batch.Add($"DELETE FROM carekpi.{table} WHERE tenant = $1", Of(tenant));
            }

            // The login roles stay until the database's administrator drops them; a tenant that is made anew under this key is not theirs.
            batch.Add("UPDATE carekpi.bi_readers SET tenant = $2 WHERE tenant = $1", Of(tenant), Of(PostgresReaders.Removed));
        },
        static _ => Task.FromResult(true),
        cancellationToken);

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    private ValueTask<T> ChangeAsync<T>(Action<NpgsqlBatch> write, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken) => connections.WriteAsync(write, read, cancellationToken).OrReopenAsync(connections.ReopenAsync);

    private ValueTask<bool> NameAsync(string tenant, Guid holder, Action<NpgsqlBatch> write, CancellationToken cancellationToken) => ChangeAsync(
        batch =>
        {
            batch.See(tenant).Add(Take, Of(tenant), Of(holder));
            write(batch);
        },
        static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
        cancellationToken);
}
