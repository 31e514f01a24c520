using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Npgsql;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>Connections that end, answers that are lost, servers that refuse: each is told, none hangs, and what was answered is there once.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly PostgresTuning Hasty = PostgresTuning.Log with { Patience = TimeSpan.FromSeconds(1) };

    private readonly Database database = new();
    private PostgresDatabase opened = null!;

    public async Task InitializeAsync()
    {
        if (Testing.Postgres.PostgresBinaries.WhyNot is null)
        {
            await database.InitializeAsync();
            opened = await database.OpenEmptyAsync();
            await opened.Log.ClaimAsync("a", 0, default);
            await opened.Log.AppendAsync([Append(1)], default);
        }
    }

    public async Task DisposeAsync() => await (opened?.DisposeAsync() ?? default);

    [PostgresFact]
    public async Task A_connection_that_is_killed_in_the_middle_is_a_fault_and_heals()
    {
        await using var holder = await HoldHeadAsync();
        var append = opened.Log.AppendAsync([Append(2)], default).AsTask();
        await database.UntilBlockedAsync();
        await database.RunAsync("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

        Assert.Equal(StoreFault.Io, (await Assert.ThrowsAsync<StoreException>(() => append)).Fault);
        await holder.DisposeAsync();
        await HealsAsync(opened.Log, 2);
    }

    [PostgresFact]
    public async Task A_commit_whose_answer_is_lost_is_found_after_reopening()
    {
        using var wire = new Wire(database.Connection);
        await using var store = Store(wire, Hasty);
        await store.HeadAsync("a", default);
        Assert.Equal([AppendOutcome.Committed], await store.AppendAsync([Append(2)], default));

        wire.LosesAnswers = true;
        var append = store.AppendAsync([Append(3)], default).AsTask();
        while ((await opened.Log.HeadAsync("a", default)).LastSeq < 3)
        {
            // It gets there; only the answer does not come back.
        }

        wire.Cut();
        await Assert.ThrowsAsync<StoreException>(() => append);
        wire.LosesAnswers = false;
        await store.ReopenAsync(default);
        Assert.Equal(new LogHead(1, 3), await store.HeadAsync("a", default));
        await HealsAsync(store, 4);
    }

    /// <summary>The server has not noticed that nobody is there any more, and the write still waits to be done: it must not come true after the head was read.</summary>
    [PostgresFact]
    public async Task A_write_that_outlives_its_connection_is_ended_before_the_head_is_read()
    {
        using var wire = new Wire(database.Connection);
        await using var store = Store(wire, Hasty with { Patience = TimeSpan.FromSeconds(20) });
        await store.HeadAsync("a", default);
        await using var holder = await HoldHeadAsync();
        var append = store.AppendAsync([Append(2)], default).AsTask();
        await database.UntilBlockedAsync();
        wire.Cut();
        await Assert.ThrowsAsync<StoreException>(() => append);
        Assert.Equal(1L, await BlockedAsync());

        await store.ReopenAsync(default);
        Assert.Equal(0L, await BlockedAsync());
        await holder.DisposeAsync();
        await HealsAsync(store, 2);
    }

    [PostgresFact]
    public async Task A_server_that_does_not_answer_is_a_fault_not_a_hang()
    {
        using var wire = new Wire(database.Connection);
        await using var store = Store(wire, Hasty);
        await store.AppendAsync([Append(2)], default);
        await store.HeadAsync("a", default);
        wire.Stall();
        var calls = Enumerable.Range(0, 20).Select(_ => (Task)store.HeadAsync("a", default).AsTask()).Append(store.AppendAsync([Append(3)], default).AsTask()).ToArray();
        foreach (var call in calls)
        {
            Assert.Equal(StoreFault.Io, (await Assert.ThrowsAsync<StoreException>(() => call.WaitAsync(TimeSpan.FromSeconds(30)))).Fault);
        }

        wire.Go();
        await HealsAsync(store, await AfterReopenAsync(store));
    }

    [PostgresFact]
    public async Task A_server_that_may_only_be_read_is_said_to_be_so_and_serves_reads()
    {
        await database.RunAsync($"ALTER ROLE {database.Role} SET default_transaction_read_only = on");
        await database.EndConnectionsAsync();
        await Assert.ThrowsAsync<StoreException>(async () => await opened.Log.AppendAsync([Append(2)], default));
        await opened.Log.ReopenAsync(default);
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await opened.Log.AppendAsync([Append(2)], default));
        Assert.Equal(StoreFault.ReadOnly, refused.Fault);
        Assert.Contains("primary", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new LogHead(1, 1), await opened.Log.HeadAsync("a", default));

        await database.RunAsync($"ALTER ROLE {database.Role} RESET default_transaction_read_only");
        await database.EndConnectionsAsync();
        await HealsAsync(opened.Log, 2);
    }

    [PostgresFact]
    public async Task A_full_disk_is_said_to_be_full_and_serves_reads()
    {
        await database.RunAsync(Failing.On("carekpi.log_entries", PostgresErrorCodes.DiskFull));
        Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreException>(async () => await opened.Log.AppendAsync([Append(2)], default))).Fault);
        Assert.Equal(new LogHead(1, 1), await opened.Log.HeadAsync("a", default));
        await database.RunAsync(Failing.Off("carekpi.log_entries"));
        await HealsAsync(opened.Log, 2);
    }

    [PostgresFact]
    public async Task One_tenants_failed_checkpoint_leaves_the_writes_of_others_alone()
    {
        await opened.State.WriteAsync("b", 1, [new StateWrite([1], [1])], default);
        await using var holder = await HoldAsync("b", "SELECT FROM carekpi.state_heads WHERE tenant = 'b' FOR UPDATE");
        var waits = opened.State.WriteAsync("b", 1, [new StateWrite([1], [2])], default).AsTask();
        await database.UntilBlockedAsync();
        await database.RunAsync(Failing.On("carekpi.state_rows"));
        await Assert.ThrowsAsync<StoreException>(async () => await opened.State.WriteAsync("c", 1, [new StateWrite([1], [1])], default));
        await database.RunAsync("ALTER TABLE carekpi.state_rows DISABLE TRIGGER failing").WaitAsync(TimeSpan.FromSeconds(10));
        await opened.State.ReopenAsync(default);
        await holder.DisposeAsync();
        Assert.True(await waits);
        await database.RunAsync(Failing.Off("carekpi.state_rows"));
    }

    private static LogAppend Append(long seq) => new("a", 1, seq, [new byte[] { (byte)seq }]);

    private static PostgresLogStore Store(Wire wire, PostgresTuning tuning) => new(new(new PostgresSettings(wire.Connection), tuning));

    private static async Task<long> AfterReopenAsync(PostgresLogStore store)
    {
        await store.ReopenAsync(default);
        return (await store.HeadAsync("a", default)).LastSeq + 1;
    }

    private static async Task HealsAsync(PostgresLogStore store, long next)
    {
        Assert.Equal(next, await AfterReopenAsync(store));
        Assert.Equal([AppendOutcome.Committed], await store.AppendAsync([Append(next)], default));
        Assert.Equal(Enumerable.Range(1, (int)next).Select(static seq => (long)seq), (await store.ReadAsync("a", 1, 1_000, default)).Select(static record => record.Seq));
    }

    private Task<object?> BlockedAsync() => database.RunAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    private Task<NpgsqlConnection> HoldHeadAsync() => HoldAsync("a", "SELECT FROM carekpi.log_heads WHERE tenant = 'a' FOR UPDATE");

    /// <summary>A transaction that holds what the statement locks, until it is disposed.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string tenant, string sql)
    {
        var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; SELECT set_config('carekpi.tenants', '{{{tenant}}}', true); {sql}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
