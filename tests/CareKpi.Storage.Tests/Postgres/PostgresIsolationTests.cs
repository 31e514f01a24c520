using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Npgsql;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>What a transaction sees by itself, whatever statement it runs: the second wall behind the code's own conditions.</summary>
public sealed class PostgresIsolationTests(PostgresIsolationTests.Given given) : IClassFixture<PostgresIsolationTests.Given>
{
    private static readonly string[] Tables = ["log_heads", "log_entries", "log_entries_00", "state_heads", "state_rows", "node_heads", "node_rows"];

    [PostgresFact]
    public async Task Without_a_list_nothing_is_seen_by_the_owner_too()
    {
        foreach (var table in Tables)
        {
            Assert.Equal(0L, await PostgresServer.RunAsync(given.Database.Connection, $"SELECT count(*) FROM carekpi.{table}"));
        }
    }

    [PostgresFact]
    public async Task With_one_tenant_in_the_list_no_other_is_seen()
    {
        foreach (var table in Tables.Where(static table => table is not "log_entries_00"))
        {
            Assert.Equal("one", await AsAsync("one", $"SELECT string_agg(DISTINCT tenant, ',') FROM carekpi.{table}"));
            Assert.Equal("one,two", await AsAsync("one,two", $"SELECT string_agg(DISTINCT tenant, ',') FROM carekpi.{table}"));
        }
    }

    [PostgresFact]
    public async Task What_is_not_in_the_list_is_neither_changed_nor_written()
    {
        Assert.Equal(0L, await AsAsync("one", "WITH gone AS (DELETE FROM carekpi.log_entries WHERE tenant = 'two' RETURNING 1) SELECT count(*) FROM gone"));
        Assert.Equal(0L, await AsAsync("one", "WITH changed AS (UPDATE carekpi.state_rows SET value = 'x' WHERE tenant = 'two' RETURNING 1) SELECT count(*) FROM changed"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("one", "INSERT INTO carekpi.log_entries (tenant, seq, payload) VALUES ('two', 99, 'x')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [PostgresFact]
    public async Task A_list_ends_with_its_transaction()
    {
        await using var connection = new NpgsqlConnection(given.Database.Connection);
        await connection.OpenAsync();
        Assert.Equal(1L, await CountAsync("SELECT set_config('carekpi.tenants', '{one}', true); SELECT count(*) FROM carekpi.log_heads"));
        Assert.Equal(0L, await CountAsync("SELECT 1; SELECT count(*) FROM carekpi.log_heads"));

        async Task<object?> CountAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.NextResultAsync();
            await reader.ReadAsync();
            return reader.GetValue(0);
        }
    }

    [PostgresFact]
    public async Task Names_with_signs_of_their_own_are_one_tenant_each()
    {
        await using var opened = await given.Database.OpenAsync();
        foreach (var tenant in new[] { "a,b", "{a}", "\"q\"", "back\\slash", "NULL", "two words" })
        {
            Assert.True(await opened.Log.ClaimAsync(tenant, 0, default));
            Assert.Equal(1, (await opened.Log.HeadAsync(tenant, default)).Epoch);
            await opened.Log.DeleteAsync(tenant, default);
        }
    }

    private Task<object?> AsAsync(string tenants, string sql) =>
        // Both in one implicit transaction; the answer is the first result's.
        PostgresServer.RunAsync(given.Database.Connection, $"DO $$ BEGIN PERFORM set_config('carekpi.tenants', '{{{tenants}}}', true); END $$; {sql}");

    /// <summary>Two tenants with a row in every table.</summary>
    public sealed class Given : IAsyncLifetime
    {
        internal Database Database { get; } = new();

        public async Task InitializeAsync()
        {
            if (PostgresBinaries.WhyNot is not null)
            {
                return;
            }

            await Database.InitializeAsync();
            await using var opened = await Database.OpenAsync();
            foreach (var tenant in new[] { "one", "two" })
            {
                await opened.Log.ClaimAsync(tenant, 0, default);
                await opened.Log.AppendAsync([new LogAppend(tenant, 1, 1, [new byte[] { 1 }])], default);
                await opened.State.WriteAsync(tenant, 1, [new StateWrite([1], [1])], default);
                await opened.Node.WriteAsync(tenant, 1, [new StateWrite([1], [1])], default);
            }
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
