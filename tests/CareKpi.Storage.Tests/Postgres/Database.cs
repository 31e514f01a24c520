using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>A database for the tests of one class, on the server of the run.</summary>
public sealed class Database : IAsyncLifetime
{
    private PostgresServer server = null!;

    /// <summary>Of the plain role that owns it.</summary>
    public string Connection { get; private set; } = "";

    public string Role => new Npgsql.NpgsqlConnectionStringBuilder(Connection).Username!;

    public async Task InitializeAsync()
    {
        server = await PostgresServer.SharedAsync();
        Connection = await server.CreateDatabaseAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public Task<PostgresDatabase> OpenAsync() => PostgresDatabase.OpenAsync(Connection, TimeSpan.Zero, null, default);

    public async Task<PostgresDatabase> OpenEmptyAsync()
    {
        var opened = await OpenAsync();
        await RunAsync("TRUNCATE carekpi.log_heads, carekpi.log_entries, carekpi.state_heads, carekpi.state_rows, carekpi.node_heads, carekpi.node_rows");
        return opened;
    }

    /// <summary>Past all row-level security.</summary>
    public Task<object?> RunAsync(string sql, string? from = null) => PostgresServer.RunAsync(server.AdminConnection(from ?? DatabaseName), sql);

    /// <summary>Ends every connection at once, as the death of the process at the other end would.</summary>
    public Task EndConnectionsAsync() => RunAsync("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    /// <summary>Until a statement of somebody waits for a row that another transaction holds.</summary>
    public async Task UntilBlockedAsync()
    {
        while (await RunAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is 0L)
        {
            await Task.Delay(5);
        }
    }

    public string DatabaseName => new Npgsql.NpgsqlConnectionStringBuilder(Connection).Database!;
}
