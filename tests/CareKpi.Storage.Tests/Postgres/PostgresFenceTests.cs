using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Npgsql;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>Two servers on one database.</summary>
public sealed class PostgresFenceTests : IAsyncLifetime
{
    private readonly Database database = new();
    private PostgresDatabase one = null!;
    private PostgresDatabase two = null!;

    public async Task InitializeAsync()
    {
        if (Testing.Postgres.PostgresBinaries.WhyNot is null)
        {
            await database.InitializeAsync();
            one = await database.OpenEmptyAsync();
            two = await database.OpenAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await (one?.DisposeAsync() ?? default);
        await (two?.DisposeAsync() ?? default);
    }

    [PostgresFact]
    public async Task Who_lost_a_tenant_is_left_out_and_the_others_of_its_group_commit()
    {
        await ClaimAsync("a", "b", "c");
        Assert.True(await two.Log.ClaimAsync("b", 1, default));

        Assert.Equal([AppendOutcome.Committed, AppendOutcome.Fenced, AppendOutcome.Committed], await one.Log.AppendAsync([Append("c", 1, 1), Append("b", 1, 1), Append("a", 1, 1)], default));
        Assert.Equal([AppendOutcome.Committed], await two.Log.AppendAsync([Append("b", 2, 1)], default));
    }

    /// <summary>The claim is not committed when the append begins: the statement's own snapshot still shows the old epoch.</summary>
    [PostgresFact]
    public async Task A_claim_that_commits_while_an_append_waits_for_it_counts()
    {
        await ClaimAsync("a", "b");
        await using var other = new NpgsqlConnection(database.Connection);
        await other.OpenAsync();
        await using var claiming = await other.BeginTransactionAsync();
        await RunAsync(other, "SELECT set_config('carekpi.tenants', '{a}', true)");
        await RunAsync(other, "UPDATE carekpi.log_heads SET epoch = 2 WHERE tenant = 'a'");

        var append = one.Log.AppendAsync([Append("b", 1, 1), Append("a", 1, 1)], default).AsTask();
        await UntilBlockedAsync();
        await claiming.CommitAsync();

        Assert.Equal([AppendOutcome.Committed, AppendOutcome.Fenced], await append);
        Assert.Equal(new LogHead(2, 0), await two.Log.HeadAsync("a", default));
        Assert.Empty(await two.Log.ReadAsync("a", 1, 1_000, default));
    }

    /// <summary>The same with the sequence: two writers of one epoch, of whom one is a ghost whose commit was in doubt.</summary>
    [PostgresFact]
    public async Task An_append_that_commits_while_another_waits_for_it_counts()
    {
        await ClaimAsync("a");
        await using var other = new NpgsqlConnection(database.Connection);
        await other.OpenAsync();
        await using var ghost = await other.BeginTransactionAsync();
        await RunAsync(other, "SELECT set_config('carekpi.tenants', '{a}', true)");
        await RunAsync(other, "UPDATE carekpi.log_heads SET last_seq = 1 WHERE tenant = 'a'");
        await RunAsync(other, "INSERT INTO carekpi.log_entries (tenant, seq, payload) VALUES ('a', 1, 'ghost')");

        var append = one.Log.AppendAsync([Append("a", 1, 1)], default).AsTask();
        await UntilBlockedAsync();
        await ghost.CommitAsync();

        Assert.Equal([AppendOutcome.Fenced], await append);
        Assert.Equal(new LogHead(1, 1), await one.Log.HeadAsync("a", default));
    }

    /// <summary>What the writer before commits at the last moment is there for the next one to delete.</summary>
    [PostgresFact]
    public async Task A_checkpoint_that_waited_sees_what_the_one_before_wrote()
    {
        await one.State.WriteAsync("a", 1, [new StateWrite([1], [1])], default);
        await using var other = new NpgsqlConnection(database.Connection);
        await other.OpenAsync();
        await using var before = await other.BeginTransactionAsync();
        await RunAsync(other, "SELECT set_config('carekpi.tenants', '{a}', true)");
        await RunAsync(other, "UPDATE carekpi.state_heads SET epoch = 1 WHERE tenant = 'a'");
        await RunAsync(other, "INSERT INTO carekpi.state_rows VALUES ('a', '\\x02', '\\x02')");

        var write = two.State.WriteAsync("a", 2, [new StateWrite([1], [9]), new StateWrite([2], null)], default).AsTask();
        await UntilBlockedAsync();
        await before.CommitAsync();

        Assert.True(await write);
        var rows = (await one.State.ReadAsync("a", new StateQuery([], [new StateRange([], [])]), default)).Ranges[0];
        Assert.Equal("1=9", string.Join(' ', rows.Select(static row => $"{row.Key[0]}={row.Value[0]}")));
        Assert.False(await one.State.WriteAsync("a", 1, [new StateWrite([3], [3])], default));
    }

    /// <summary>Groups of the same tenants in opposite orders: heads are locked in one order, so nobody waits for who waits for him.</summary>
    [PostgresFact]
    public async Task Groups_in_opposite_orders_do_not_block_each_other()
    {
        string[] tenants = [.. Enumerable.Range(0, 40).Select(static number => $"t{number:00}")];
        await ClaimAsync(tenants);
        await Task.WhenAll(WriteAsync(one, tenants), WriteAsync(two, [.. tenants.Reverse()]));

        var total = 0L;
        foreach (var tenant in tenants)
        {
            var head = await one.Log.HeadAsync(tenant, default);
            total += head.LastSeq;
            Assert.Equal(Enumerable.Range(1, (int)head.LastSeq).Select(static seq => (long)seq), (await one.Log.ReadAsync(tenant, 1, 1 << 20, default)).Select(static record => record.Seq));
        }

        Assert.InRange(total, tenants.Length, 2 * 60 * tenants.Length);
        Assert.Empty(await one.Log.CheckAsync(default));

        static async Task WriteAsync(PostgresDatabase server, string[] tenants)
        {
            for (var round = 0; round < 60; round++)
            {
                var heads = await Task.WhenAll(tenants.Select(tenant => server.Log.HeadAsync(tenant, default).AsTask()));
                await server.Log.AppendAsync([.. tenants.Select((tenant, index) => Append(tenant, 1, heads[index].LastSeq + 1))], default);
            }
        }
    }

    [PostgresFact]
    public async Task A_check_tells_lost_entries_from_removed_ones()
    {
        await ClaimAsync("a");
        for (var seq = 1; seq <= 3; seq++)
        {
            await one.Log.AppendAsync([Append("a", 1, seq)], default);
        }

        Assert.True(await one.Log.RewriteAsync("a", 1, [new LogRewrite(1, null), new LogRewrite(1, null)], default));
        Assert.Empty(await one.Log.CheckAsync(default));
        await database.RunAsync("DELETE FROM carekpi.log_entries WHERE seq = 2");
        Assert.Contains("1 of them, 1 removed", Assert.Single(await one.Log.CheckAsync(default)), StringComparison.Ordinal);
    }

    private static LogAppend Append(string tenant, long epoch, long seq) => new(tenant, epoch, seq, [new byte[] { (byte)seq }]);

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task ClaimAsync(params string[] tenants)
    {
        foreach (var tenant in tenants)
        {
            Assert.True(await one.Log.ClaimAsync(tenant, 0, default));
        }
    }

    private async Task UntilBlockedAsync() => await database.UntilBlockedAsync();
}
