using System.Diagnostics;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Npgsql;

namespace CareKpi.Api.Tests.Daily;

/// <summary>One role beside another, without its rights, without its tenant, in a dump; and how it ends.</summary>
public sealed partial class ReaderTests
{
    private const string Read = "SELECT string_agg(DISTINCT tenant, ',') FROM carekpi.kpi_daily";

    [PostgresFact]
    public async Task Two_see_their_own_and_who_has_no_rights_nothing()
    {
        var second = role + "_two";
        var its = await new PostgresReaders(admin).CreateAsync("two", second, CancellationToken.None);
        Assert.Equal("one", await AsReaderAsync("SELECT 1", Read));
        Assert.Equal("two", await AsAsync(admin, second, its, "SELECT 1", Read));
        Assert.Equal("Team two", await AsAsync(admin, second, its, "SELECT 1", "SELECT string_agg(name, ',') FROM carekpi.bi_scopes"));

        // One that nobody made for a tenant: without rights, and with all that a reader has.
        var other = role + "_other";
        await PostgresServer.RunAsync(admin, $"CREATE ROLE {other} LOGIN PASSWORD '{its}'");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => AsAsync(admin, other, its, "SELECT 1", Read))).SqlState);
        await PostgresServer.RunAsync(admin, $"GRANT USAGE ON SCHEMA carekpi TO {other}; GRANT SELECT ON ALL TABLES IN SCHEMA carekpi TO {other}; GRANT EXECUTE ON FUNCTION carekpi.bi_tenant() TO {other}");
        foreach (var table in (string[])["kpi_daily", "bi_scopes", "bi_kpis", "kpi_daily_named"])
        {
            Assert.Equal(0L, await AsAsync(admin, other, its, "SET carekpi.tenants = '{one,two}'", $"SELECT count(*) FROM carekpi.{table}"));
        }

        await PostgresServer.RunAsync(admin, $"REVOKE ALL ON ALL TABLES IN SCHEMA carekpi FROM {other}; REVOKE ALL ON FUNCTION carekpi.bi_tenant() FROM {other}; REVOKE ALL ON SCHEMA carekpi FROM {other}; DROP ROLE {other}");
    }

    [PostgresFact]
    public async Task The_tenant_is_looked_up_in_the_index()
    {
        await using var reader = await OpenAsync();
        Assert.Contains("(tenant = ", await PlanAsync(reader, "SET enable_seqscan = off", "SELECT * FROM carekpi.kpi_daily WHERE kpi = 'csat' AND level = 'tenant' AND day >= '2026-01-01'"), StringComparison.Ordinal);
        await using var node = new NpgsqlConnection(owner);
        await node.OpenAsync();
        // With the policy of readers beside its own.
        Assert.Contains("(tenant = ", await PlanAsync(node, "SET enable_seqscan = off; SET carekpi.tenants = '{one}'", "SELECT * FROM carekpi.kpi_daily WHERE tenant = 'one' AND day = '2026-03-09'"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task One_that_is_in_the_middle_of_something_ends_all_the_same()
    {
        await using var busy = await OpenAsync();
        await OneAsync(busy, "BEGIN");
        await OneAsync(busy, "SET idle_in_transaction_session_timeout = 0");
        await OneAsync(busy, Read);
        await new PostgresReaders(admin).DropAsync(role, CancellationToken.None);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => OneAsync(busy, Read));
        Assert.Equal(0L, await PostgresServer.RunAsync(admin, $"SELECT count(*) FROM pg_roles WHERE rolname = '{role}'"));
    }

    [PostgresFact]
    public async Task What_a_tenant_that_is_removed_leaves_can_be_seen_and_dropped()
    {
        await database.Daily.ForgetAsync("one", CancellationToken.None);
        var left = Assert.Single(await new PostgresReaders(admin).ListAsync(CancellationToken.None));
        Assert.Equal((role, "(removed)"), (left.Role, left.Tenant));
        Assert.Equal(0L, await AsReaderAsync("SELECT 1", "SELECT count(*) FROM carekpi.kpi_daily"));
        // Who is made under its key is another one.
        await database.Daily.HoldAsync("one", Guid.NewGuid(), CancellationToken.None);
        Assert.Equal(0L, await AsReaderAsync("SELECT 1", "SELECT count(*) FROM carekpi.kpi_daily"));
        await new PostgresReaders(admin).DropAsync(role, CancellationToken.None);
        Assert.Empty(await new PostgresReaders(admin).ListAsync(CancellationToken.None));
        password = await new PostgresReaders(admin).CreateAsync("two", role, CancellationToken.None);
        Assert.Equal("two", await AsReaderAsync("SELECT 1", Read));
    }

    [PostgresFact]
    public async Task Roles_come_and_go_while_a_dump_holds_its_locks()
    {
        await using var dump = new NpgsqlConnection(admin);
        await dump.OpenAsync();
        await OneAsync(dump, "BEGIN");
        await OneAsync(dump, "LOCK TABLE carekpi.kpi_daily, carekpi.bi_scopes, carekpi.bi_kpis, carekpi.bi_readers IN ACCESS SHARE MODE");
        await new PostgresReaders(admin).CreateAsync("two", role + "_two", CancellationToken.None);
        await new PostgresReaders(admin).DropAsync(role + "_two", CancellationToken.None);
        await OneAsync(dump, "COMMIT");
    }

    /// <summary>As the backup job makes it and the guide restores it.</summary>
    [PostgresFact]
    public async Task A_dump_is_restored_with_and_without_the_roles()
    {
        var dump = Path.Combine(Directory.CreateTempSubdirectory("carekpi-dump-").FullName, "carekpi.dump");
        await ToolAsync("pg_dump", admin, "--format=custom", "--no-privileges", $"--file={dump}");

        var there = await RestoredAsync(dump, "_there");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => AsAsync(there, role, password, "SELECT 1", Read))).SqlState);
        Assert.Equal(role, Assert.Single(await new PostgresReaders(there).GrantAsync(CancellationToken.None)).Role);
        Assert.Equal("one", await AsAsync(there, role, password, "SELECT 1", Read));
        Assert.Equal("on", await AsAsync(there, role, password, "SELECT 1", "SHOW default_transaction_read_only"));
        await PostgresServer.RunAsync(server.AdminConnection(), $"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(there).Database}\" WITH (FORCE)");

        // A server that has never heard of the role.
        await new PostgresReaders(admin).DropAsync(role, CancellationToken.None);
        var anew = new PostgresReaders(await RestoredAsync(dump, "_anew"));
        Assert.Equal(role, Assert.Single(await anew.ListAsync(CancellationToken.None)).Role);
        Assert.Empty(await anew.GrantAsync(CancellationToken.None));
        await anew.DropAsync(role, CancellationToken.None);
        Assert.Empty(await anew.ListAsync(CancellationToken.None));
        Directory.Delete(Path.GetDirectoryName(dump)!, recursive: true);
    }

    private static async Task<string> PlanAsync(NpgsqlConnection connection, string before, string sql)
    {
        await OneAsync(connection, before);
        var lines = new List<string>();
        await using var explain = new NpgsqlCommand("EXPLAIN " + sql, connection);
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines.Where(static line => line.Contains("Index Cond:", StringComparison.Ordinal)));
    }

    private async Task<string> RestoredAsync(string dump, string suffix)
    {
        var at = new NpgsqlConnectionStringBuilder(owner);
        await PostgresServer.RunAsync(server.AdminConnection(), $"CREATE DATABASE {at.Database}{suffix} OWNER {at.Username} TEMPLATE template0");
        at.Database += suffix;
        await ToolAsync("pg_restore", at.ConnectionString, "--clean", "--if-exists", "--no-privileges", "--exit-on-error", dump);
        return server.AdminConnection(at.Database!);
    }

    private static async Task ToolAsync(string tool, string connection, params string[] arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, tool), [$"--host={to.Host}", $"--port={to.Port}", $"--username={to.Username}", $"--dbname={to.Database}", .. arguments]) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PGPASSWORD"] = to.Password;
        using var running = Process.Start(start)!;
        var told = await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        Assert.True(running.ExitCode == 0, told);
    }
}
