using CareKpi.Api.Tests.Cluster;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Npgsql;

namespace CareKpi.Api.Tests.Daily;

/// <summary>What a BI role can have: its own tenant's days, and nothing else, whatever it tries.</summary>
public sealed partial class ReaderTests : IAsyncLifetime
{
    private PostgresServer server = null!;
    private string owner = "";
    private string admin = "";
    private string password = "";
    private PostgresDatabase database = null!;
    private string role = "";

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.WhyNot is not null)
        {
            return;
        }

        server = await PostgresServer.SharedAsync();
        owner = await server.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(owner).Database!;
        (admin, role) = (server.AdminConnection(name), $"bi_{name}");
        database = await PostgresDatabase.OpenAsync(owner, TimeSpan.Zero, null, CancellationToken.None);
        foreach (var tenant in (string[])["one", "two"])
        {
            await database.Log.ClaimAsync(tenant, 0, CancellationToken.None);
            var holder = Guid.NewGuid();
            await database.Daily.HoldAsync(tenant, holder, CancellationToken.None);
            var values = new DailyValues { Levels = { "tenant" }, Scopes = { "" }, Kpis = { "csat" }, Values = { 80 }, Numerators = { 8 }, Denominators = { 10 }, Counts = { 10 }, Provisional = { false } };
            Assert.Equal(1, await database.Daily.WriteAsync(tenant, holder, new ChangedDay(new(2026, 3, 9), true), values, DateTimeOffset.UtcNow, CancellationToken.None));
            // As it was: nothing is written.
            Assert.Equal(0, await database.Daily.WriteAsync(tenant, holder, new ChangedDay(new(2026, 3, 9), true), values, DateTimeOffset.UtcNow, CancellationToken.None));
            Assert.True(await database.Daily.NameKpisAsync(tenant, holder, [new DailyKpi("csat", "CSAT", "%", "up", "both", "x")], CancellationToken.None));
            Assert.True(await database.Daily.NameScopesAsync(tenant, holder, [new DailyScope("team", "t", "Team " + tenant, null)], CancellationToken.None));
        }

        password = await new PostgresReaders(admin).CreateAsync("one", role, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
            foreach (var reader in await new PostgresReaders(admin).ListAsync(CancellationToken.None))
            {
                await new PostgresReaders(admin).DropAsync(reader.Role, CancellationToken.None);
            }
        }
    }

    [PostgresFact]
    public async Task It_reads_its_own_tenant_whatever_it_sets()
    {
        foreach (var set in (string[])["SELECT 1", "SET carekpi.tenants = '{two}'", "SET carekpi.listing = 'on'", "SET default_transaction_read_only = off", "SET search_path = pg_temp", "SET row_security = on"])
        {
            Assert.Equal("one", await AsReaderAsync(set, "SELECT string_agg(DISTINCT tenant, ',') FROM carekpi.kpi_daily"));
            Assert.Equal("one", await AsReaderAsync(set, "SELECT string_agg(DISTINCT tenant, ',') FROM carekpi.bi_scopes"));
            Assert.Equal("one", await AsReaderAsync(set, "SELECT string_agg(DISTINCT tenant, ',') FROM carekpi.bi_kpis"));
            Assert.Equal("one CSAT 80", await AsReaderAsync(set, "SELECT string_agg(tenant || ' ' || kpi_name || ' ' || value, ',') FROM carekpi.kpi_daily_named"));
        }
    }

    /// <summary>The examples of docs/bi.md, as its reader runs them.</summary>
    [PostgresFact]
    public async Task What_the_guide_shows_runs()
    {
        var guide = await File.ReadAllTextAsync(Guide());
        var examples = guide.Split("```sql").Skip(1).Select(static block => block[..block.IndexOf("```", StringComparison.Ordinal)]).Where(static sql => !sql.Contains("superuser", StringComparison.Ordinal)).ToList();
        Assert.True(examples.Count >= 3);
        foreach (var sql in examples)
        {
            await AsReaderAsync("SELECT 1", sql);
        }
    }

    private static string Guide()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CareKpi.Platform.sln")))
        {
            directory = directory.Parent!;
        }

        return Path.Combine(directory.FullName, "docs", "bi.md");
    }

    [PostgresFact]
    public async Task Nothing_else_is_to_be_had()
    {
        string[] tries =
        [
            "SELECT * FROM carekpi.log_heads", "SELECT * FROM carekpi.log_entries", "SELECT * FROM carekpi.state_rows", "SELECT * FROM carekpi.node_rows", "SELECT * FROM carekpi.bi_readers", "SELECT * FROM carekpi.migrations",
            "SELECT * FROM carekpi.kpi_daily_tenants", "SELECT * FROM carekpi.kpi_daily_due", "SELECT * FROM carekpi.kpi_daily_0", "SELECT * FROM carekpi.kpi_daily_7",
            "INSERT INTO carekpi.kpi_daily (tenant, level, scope_key, day, kpi, count, provisional, computed_at) VALUES ('one', 'tenant', '', '2026-03-10', 'x', 1, false, now())",
            "UPDATE carekpi.kpi_daily SET value = 1", "DELETE FROM carekpi.bi_kpis", "TRUNCATE carekpi.kpi_daily", "CREATE TABLE carekpi.mine (x int)", "CREATE FUNCTION carekpi.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "ALTER TABLE carekpi.kpi_daily DISABLE ROW LEVEL SECURITY", "DROP POLICY tenants ON carekpi.kpi_daily", "SET ROLE postgres", "SET SESSION AUTHORIZATION postgres", $"ALTER ROLE {role} CONNECTION LIMIT 100",
            "SELECT pg_read_file('/etc/passwd')", "COPY carekpi.kpi_daily TO PROGRAM 'cat'", "SELECT set_config('session_authorization', 'postgres', false)",
        ];
        foreach (var sql in tries)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AsReaderAsync("SET default_transaction_read_only = off", sql));
            Assert.True(refused.SqlState is PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refused.MessageText}");
        }

        // What the catalogue tells everybody does not tell whose tenants there are.
        Assert.Equal(0L, await AsReaderAsync("SELECT 1", "SELECT count(*) FROM pg_policies WHERE qual LIKE '%two%' OR qual LIKE '%one''%'"));
        Assert.Equal(0L, await AsReaderAsync("SELECT 1", "SELECT count(*) FROM pg_stats WHERE schemaname = 'carekpi' AND tablename LIKE 'kpi_daily%'"));
    }

    [PostgresFact]
    public async Task Its_sessions_are_bounded_and_end_with_it()
    {
        Assert.Equal("1min", await AsReaderAsync("SELECT 1", "SHOW statement_timeout"));
        var open = new List<NpgsqlConnection>();
        for (var i = 0; i < PostgresReaders.MaxConnections; i++)
        {
            open.Add(await OpenAsync());
        }

        Assert.Equal(PostgresErrorCodes.TooManyConnections, (await Assert.ThrowsAsync<PostgresException>(OpenAsync)).SqlState);
        Assert.Equal(role, Assert.Single(await new PostgresReaders(admin).ListAsync(CancellationToken.None)).Role);
        await new PostgresReaders(admin).DropAsync(role, CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => OneAsync(open[0], "SELECT count(*) FROM carekpi.kpi_daily"));
        Assert.Empty(await new PostgresReaders(admin).ListAsync(CancellationToken.None));
        await Assert.ThrowsAsync<PostgresException>(OpenAsync);
        open.ForEach(static connection => connection.Dispose());
    }

    [PostgresFact]
    public async Task Only_what_makes_sense_is_made_or_dropped()
    {
        var readers = new PostgresReaders(admin);
        Assert.Contains("no tenant 'three'", (await Assert.ThrowsAsync<StoreException>(() => readers.CreateAsync("three", role + "_x", CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("already", (await Assert.ThrowsAsync<StoreException>(() => readers.CreateAsync("two", role, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("no name", (await Assert.ThrowsAsync<StoreException>(() => readers.CreateAsync("two", "x\"; DROP ROLE postgres", CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("no role", (await Assert.ThrowsAsync<StoreException>(() => readers.DropAsync("postgres", CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    private Task<object?> AsReaderAsync(string before, string sql) => AsAsync(admin, role, password, before, sql);

    private static async Task<object?> AsAsync(string at, string who, string its, string before, string sql)
    {
        await using var connection = await OpenAsync(at, who, its);
        await OneAsync(connection, before);
        return await OneAsync(connection, sql);
    }

    private Task<NpgsqlConnection> OpenAsync() => OpenAsync(admin, role, password);

    private static async Task<NpgsqlConnection> OpenAsync(string at, string who, string its)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(at) { Username = who, Password = its, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> OneAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
