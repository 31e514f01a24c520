using System.Text;
using CareKpi.Engine.Stores;
using Xunit;

namespace CareKpi.Storage.Tests.Specification;

/// <summary>What every log store must do. A provider derives from it and says how it is opened, restarted, killed and made to fail.</summary>
public abstract class LogStoreSpecification : IAsyncLifetime
{
    protected ILogStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>An empty store.</summary>
    protected abstract ValueTask<ILogStore> OpenAsync();

    /// <summary>Ends the store in order and opens what it left.</summary>
    protected abstract ValueTask<ILogStore> RestartAsync();

    /// <summary>Opens what would be there if the process had been killed now.</summary>
    protected abstract ValueTask<ILogStore> KillAsync();

    /// <summary>From now on appends fail; or no longer.</summary>
    protected abstract ValueTask FailAppendsAsync(bool fail);

    [StoreFact]
    public async Task A_tenant_that_was_never_written_has_the_zero_head()
    {
        Assert.Equal(new LogHead(0, 0), await Store.HeadAsync("acme", default));
        Assert.Empty(await Store.ReadAsync("acme", 1, 1_000, default));
        Assert.Empty(await Store.TenantsAsync(null, 10, default));
    }

    [StoreFact]
    public async Task A_claim_sets_the_next_epoch_once()
    {
        Assert.True(await Store.ClaimAsync("acme", 0, default));
        Assert.False(await Store.ClaimAsync("acme", 0, default));
        Assert.Equal(new LogHead(1, 0), await Store.HeadAsync("acme", default));
        Assert.False(await Store.ClaimAsync("acme", 2, default));
        Assert.True(await Store.ClaimAsync("acme", 1, default));
        Assert.Equal(new LogHead(2, 0), await Store.HeadAsync("acme", default));
    }

    [StoreFact]
    public async Task Of_many_claimants_one_wins()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.ClaimAsync("acme", 0, default).AsTask()));

        Assert.Single(claims, static won => won);
        Assert.Equal(1, (await Store.HeadAsync("acme", default)).Epoch);
    }

    [StoreFact]
    public async Task Appends_advance_the_head_and_are_read_in_order()
    {
        await ClaimAsync("acme");
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 1, 1, "a", "b"));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 1, 3, "c"));

        Assert.Equal(new LogHead(1, 3), await Store.HeadAsync("acme", default));
        Assert.Equal(["1:a", "2:b", "3:c"], await ReadAsync("acme", 1));
        Assert.Equal(["1:a", "2:b", "3:c"], await ReadAsync("acme", 0));
        Assert.Equal(["3:c"], await ReadAsync("acme", 3));
        Assert.Empty(await ReadAsync("acme", 4));
    }

    [StoreFact]
    public async Task A_tenant_that_nobody_claimed_takes_no_append()
    {
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("acme", 0, 1, "a"));
        Assert.Equal(default, await Store.HeadAsync("acme", default));
    }

    [StoreTheory]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    public async Task An_append_of_another_epoch_or_number_is_fenced(long epoch, long firstSeq)
    {
        await ClaimAsync("acme");
        await AppendAsync("acme", 1, 1, "a");

        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("acme", epoch, firstSeq, "x"));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 1, 2, "b"));
        Assert.Equal(["1:a", "2:b"], await ReadAsync("acme", 1));
    }

    [StoreFact]
    public async Task A_claim_fences_the_writer_before()
    {
        await ClaimAsync("acme");
        await AppendAsync("acme", 1, 1, "a");
        Assert.True(await Store.ClaimAsync("acme", 1, default));

        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("acme", 1, 2, "old"));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 2, 2, "new"));
        Assert.Equal(["1:a", "2:new"], await ReadAsync("acme", 1));
    }

    [StoreFact]
    public async Task Who_is_fenced_is_left_out_and_the_others_commit()
    {
        await ClaimAsync("one");
        await ClaimAsync("two");
        await ClaimAsync("three");
        await Store.ClaimAsync("two", 1, default);

        var outcomes = await Store.AppendAsync([Append("three", 1, 1, "3"), Append("two", 1, 1, "2"), Append("nobody", 1, 1, "0"), Append("one", 1, 1, "1")], default);

        Assert.Equal([AppendOutcome.Committed, AppendOutcome.Fenced, AppendOutcome.Fenced, AppendOutcome.Committed], outcomes);
        Assert.Equal(["1:1"], await ReadAsync("one", 1));
        Assert.Empty(await ReadAsync("two", 1));
        Assert.Equal(["1:3"], await ReadAsync("three", 1));
        Assert.Equal(["one", "three", "two"], await Store.TenantsAsync(null, 10, default));
    }

    [StoreFact]
    public async Task A_tenant_twice_in_one_append_is_refused_and_nothing_is_written()
    {
        await ClaimAsync("acme");
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AppendAsync([Append("acme", 1, 1, "a"), Append("acme", 1, 2, "b")], default));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 1, 1, "c"));
    }

    [StoreFact]
    public async Task An_append_without_entries_asks_who_holds_the_tenant()
    {
        await ClaimAsync("acme");
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 1, 1));
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("acme", 2, 1));
        Assert.Equal(new LogHead(1, 0), await Store.HeadAsync("acme", default));
    }

    [StoreFact]
    public async Task Payloads_come_back_as_they_were_empty_or_large()
    {
        await ClaimAsync("acme");
        var large = new byte[8_000_000];
        new Random(1).NextBytes(large);
        Assert.Equal([AppendOutcome.Committed], await Store.AppendAsync([new LogAppend("acme", 1, 1, [ReadOnlyMemory<byte>.Empty, large, large.AsMemory(5, 10)])], default));

        var first = await Store.ReadAsync("acme", 1, 1_000_000, default);
        Assert.Equal([1], first.Select(static record => record.Seq));
        Assert.Equal(0, first[0].Payload.Length);
        var rest = await Store.ReadAsync("acme", 2, 9_000_000, default);
        Assert.Equal([2, 3], rest.Select(static record => record.Seq));
        Assert.True(rest[0].Payload.Span.SequenceEqual(large));
        Assert.True(rest[1].Payload.Span.SequenceEqual(large.AsSpan(5, 10)));
    }

    [StoreTheory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    [InlineData(25, 2)]
    [InlineData(30, 3)]
    [InlineData(1_000, 9)]
    public async Task Pages_are_bounded_by_bytes_and_hold_at_least_one(int maxBytes, int records)
    {
        await ClaimAsync("acme");
        await AppendAsync("acme", 1, 1, [.. Enumerable.Repeat("0123456789", 10)]);

        Assert.Equal(Enumerable.Range(2, records).Select(static seq => (long)seq), (await Store.ReadAsync("acme", 2, maxBytes, default)).Select(static record => record.Seq));
    }

    [StoreFact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        await FillAsync();
        Store = await RestartAsync();
        await EnsureFilledAsync();
    }

    [StoreFact]
    public async Task What_was_answered_is_there_after_a_kill()
    {
        await FillAsync();
        Store = await KillAsync();
        await EnsureFilledAsync();
    }

    [StoreFact]
    public async Task Tenants_are_listed_in_order_and_by_pages()
    {
        foreach (var tenant in new[] { "b", "a", "é", "B", "a-2", "z" })
        {
            await ClaimAsync(tenant);
        }

        Assert.Equal(["B", "a", "a-2"], await Store.TenantsAsync(null, 3, default));
        Assert.Equal(["b", "z", "é"], await Store.TenantsAsync("a-2", 3, default));
        Assert.Empty(await Store.TenantsAsync("é", 3, default));
    }

    [StoreFact]
    public async Task Many_tenants_write_at_once_and_none_sees_another()
    {
        var tenants = Enumerable.Range(0, 100).Select(static number => $"tenant-{number}").ToArray();
        await Task.WhenAll(tenants.Select(ClaimAsync));
        await Task.WhenAll(tenants.Select(async tenant =>
        {
            for (var seq = 1; seq <= 5; seq++)
            {
                Assert.Equal(AppendOutcome.Committed, await AppendAsync(tenant, 1, seq, $"{tenant}/{seq}"));
                Assert.Equal(seq, (await Store.HeadAsync(tenant, default)).LastSeq);
            }
        }));

        foreach (var tenant in tenants)
        {
            Assert.Equal(Enumerable.Range(1, 5).Select(seq => $"{seq}:{tenant}/{seq}"), await ReadAsync(tenant, 1));
        }
    }

    [StoreFact]
    public async Task A_removed_tenant_is_gone_at_once_and_can_be_made_anew()
    {
        await FillAsync();
        await Store.DeleteAsync("acme", default);
        await Store.DeleteAsync("nobody", default);

        Assert.Equal(default, await Store.HeadAsync("acme", default));
        Assert.Empty(await ReadAsync("acme", 1));
        Assert.Equal(["other"], await Store.TenantsAsync(null, 10, default));
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("acme", 2, 4, "late"));
        Assert.Equal(["1:x"], await ReadAsync("other", 1));

        await ClaimAsync("acme");
        await AppendAsync("acme", 1, 1, "again");
        Store = await KillAsync();
        Assert.Equal(["1:again"], await ReadAsync("acme", 1));
    }

    [StoreFact]
    public async Task Entries_are_rewritten_and_removed_and_stay_so()
    {
        await FillAsync();
        Assert.True(await Store.RewriteAsync("acme", 2, [new LogRewrite(1, null), new LogRewrite(2, "B, longer than it was"u8.ToArray()), new LogRewrite(4, "not there"u8.ToArray()), new LogRewrite(0, null)], default));
        Assert.Equal(new LogHead(2, 3), await Store.HeadAsync("acme", default));
        Assert.Equal(["2:B, longer than it was", "3:c"], await ReadAsync("acme", 1));

        // The last one is replaced, never removed; what is gone does not come back.
        Assert.True(await Store.RewriteAsync("acme", 2, [new LogRewrite(3, null), new LogRewrite(1, "again"u8.ToArray()), new LogRewrite(2, "b"u8.ToArray()), new LogRewrite(2, ""u8.ToArray())], default));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 2, 4, "d"));
        Store = await KillAsync();
        Assert.Equal(["2:", "3:c", "4:d"], await ReadAsync("acme", 1));
        Assert.Equal(["3:c"], (await Store.ReadAsync("acme", 3, 1, default)).Select(static record => $"{record.Seq}:{Encoding.UTF8.GetString(record.Payload.Span)}"));
        Assert.Equal(["1:x"], await ReadAsync("other", 1));
    }

    [StoreTheory]
    [InlineData("acme", 1)]
    [InlineData("acme", 3)]
    [InlineData("nobody", 0)]
    [InlineData("nobody", 1)]
    public async Task Only_who_holds_the_tenant_rewrites(string tenant, long epoch)
    {
        await FillAsync();
        Assert.False(await Store.RewriteAsync(tenant, epoch, [new LogRewrite(1, null), new LogRewrite(2, "x"u8.ToArray())], default));
        await EnsureFilledAsync();
    }

    [StoreFact]
    public async Task A_call_that_is_cancelled_before_its_turn_does_nothing()
    {
        await ClaimAsync("acme");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.AppendAsync([Append("acme", 1, 1, "a")], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ClaimAsync("acme", 1, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ReadAsync("acme", 1, 10, cancelled.Token));
        Assert.Equal(new LogHead(1, 0), await Store.HeadAsync("acme", default));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 1, 1, "a"));
    }

    [StoreFact]
    public async Task After_a_failure_nothing_is_written_until_the_store_was_reopened()
    {
        await FillAsync();
        await FailAppendsAsync(true);
        await Assert.ThrowsAsync<StoreException>(async () => await AppendAsync("acme", 2, 4, "lost"));
        await FailAppendsAsync(false);

        var broken = await Assert.ThrowsAsync<StoreException>(async () => await AppendAsync("acme", 2, 4, "lost"));
        Assert.Equal(StoreFault.Broken, broken.Fault);
        await EnsureFilledAsync(write: false);

        await Store.ReopenAsync(default);
        await EnsureFilledAsync();
    }

    [StoreFact]
    public async Task Who_waits_behind_a_failed_append_is_told()
    {
        await ClaimAsync("acme");
        await ClaimAsync("other");
        await FailAppendsAsync(true);
        var waiting = Enumerable.Range(0, 10).Select(number => AppendAsync(number % 2 == 0 ? "acme" : "other", 1, 1, "a")).ToArray();

        foreach (var append in waiting)
        {
            await Assert.ThrowsAsync<StoreException>(() => append);
        }

        await FailAppendsAsync(false);
        await Store.ReopenAsync(default);
        Assert.Equal(new LogHead(1, 0), await Store.HeadAsync("acme", default));
    }

    [StoreFact]
    public async Task A_store_that_is_well_may_be_reopened_too()
    {
        await FillAsync();
        await Store.ReopenAsync(default);
        await EnsureFilledAsync();
    }

    [StoreFact]
    public async Task A_closed_store_refuses()
    {
        await Store.DisposeAsync();
        Assert.Equal(StoreFault.Closed, (await Assert.ThrowsAsync<StoreException>(async () => await Store.ClaimAsync("acme", 0, default))).Fault);
        Assert.Equal(StoreFault.Closed, (await Assert.ThrowsAsync<StoreException>(async () => await Store.HeadAsync("acme", default))).Fault);
    }

    protected static LogAppend Append(string tenant, long epoch, long firstSeq, params string[] entries) =>
        new(tenant, epoch, firstSeq, [.. entries.Select(static entry => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(entry))]);

    protected async Task ClaimAsync(string tenant) => Assert.True(await Store.ClaimAsync(tenant, 0, default));

    protected async Task<AppendOutcome> AppendAsync(string tenant, long epoch, long firstSeq, params string[] entries) =>
        Assert.Single(await Store.AppendAsync([Append(tenant, epoch, firstSeq, entries)], default));

    protected async Task<IEnumerable<string>> ReadAsync(string tenant, long fromSeq) =>
        (await Store.ReadAsync(tenant, fromSeq, int.MaxValue, default)).Select(static record => $"{record.Seq}:{Encoding.UTF8.GetString(record.Payload.Span)}");

    protected async Task FillAsync()
    {
        await ClaimAsync("acme");
        await ClaimAsync("other");
        await AppendAsync("acme", 1, 1, "a", "b");
        await Store.ClaimAsync("acme", 1, default);
        await Store.AppendAsync([Append("acme", 2, 3, "c"), Append("other", 1, 1, "x")], default);
    }

    protected async Task EnsureFilledAsync(bool write = true)
    {
        Assert.Equal(new LogHead(2, 3), await Store.HeadAsync("acme", default));
        Assert.Equal(["1:a", "2:b", "3:c"], await ReadAsync("acme", 1));
        Assert.Equal(["1:x"], await ReadAsync("other", 1));
        if (write)
        {
            Assert.Equal(AppendOutcome.Committed, await AppendAsync("acme", 2, 4, "d"));
            Assert.Equal(["4:d"], await ReadAsync("acme", 4));
        }
    }
}
