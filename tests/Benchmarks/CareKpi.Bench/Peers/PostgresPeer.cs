using CareKpi.Testing.Postgres;
using Npgsql;

namespace CareKpi.Bench.Peers;

/// <summary>PostgreSQL as somebody sets it up who wants it to be fast on this machine and to lose nothing: fsync, synchronous_commit and full_page_writes stay on.</summary>
internal sealed class PostgresPeer : IAsyncDisposable
{
    /// <summary>Printed in docs/benchmarks.md.</summary>
    private static readonly string[] Settings =
    [
        "fsync = on", "synchronous_commit = on", "full_page_writes = on",
        "shared_buffers = '4GB'", "effective_cache_size = '12GB'", "work_mem = '256MB'", "maintenance_work_mem = '1GB'",
        "wal_buffers = '64MB'", "max_wal_size = '16GB'", "checkpoint_timeout = '30min'", "checkpoint_completion_target = 0.9", "wal_level = minimal", "max_wal_senders = 0",
        "random_page_cost = 1.1", "max_parallel_workers_per_gather = 2", "jit = off",
    ];

    private readonly PostgresServer server;
    private readonly string connection;

    private PostgresPeer(PostgresServer server, string connection, string version)
    {
        this.server = server;
        this.connection = connection;
        Name = $"PostgreSQL {version}";
    }

    /// <summary>With its major version.</summary>
    public string Name { get; }

    public static async Task<PostgresPeer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        foreach (var setting in Settings)
        {
            await PostgresServer.RunAsync(server.AdminConnection(), $"ALTER SYSTEM SET {setting}");
        }
        await server.StopAsync();
        await server.StartAgainAsync();
        var connection = await server.CreateDatabaseAsync();
        var version = (string)(await PostgresServer.RunAsync(connection, "SHOW server_version_num"))!;
        return new PostgresPeer(server, connection, version[..2]);
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        return opened;
    }

    public async Task<object?> RunAsync(string sql)
    {
        await using var opened = await ConnectAsync();
        return await RunAsync(opened, sql);
    }

    public static async Task<object?> RunAsync(NpgsqlConnection opened, string sql)
    {
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Dirty pages of what was before are not this measurement's.</summary>
    public Task CheckpointAsync() => PostgresServer.RunAsync(server.AdminConnection(), "CHECKPOINT");

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
