using CareKpi.Engine.Stores;
using Xunit;

namespace CareKpi.Storage.Tests.Specification;

/// <summary>What every state store must do. A provider derives from it and says how it is opened, restarted, killed and made to fail.</summary>
public abstract class StateStoreSpecification : IAsyncLifetime
{
    protected IStateStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>An empty store.</summary>
    protected abstract ValueTask<IStateStore> OpenAsync();

    /// <summary>Ends the store in order and opens what it left.</summary>
    protected abstract ValueTask<IStateStore> RestartAsync();

    /// <summary>Opens what would be there if the process had been killed now.</summary>
    protected abstract ValueTask<IStateStore> KillAsync();

    /// <summary>From now on writes fail; or no longer.</summary>
    protected abstract ValueTask FailWritesAsync(bool fail);

    [StoreFact]
    public async Task A_tenant_without_state_has_epoch_0_and_no_rows()
    {
        Assert.Equal(0, await Store.EpochAsync("acme", default));
        var answer = await Store.ReadAsync("acme", new StateQuery([[1]], [new StateRange([], [])]), default);
        Assert.Equal([null], answer.Values);
        Assert.Empty(Assert.Single(answer.Ranges));
        Assert.Equal(0, await Store.EpochAsync("acme", default));
    }

    [StoreFact]
    public async Task Rows_are_put_replaced_and_deleted()
    {
        await WriteAsync("acme", 1, Put(1, 10), Put(2, 20), Put(3, 30));
        await WriteAsync("acme", 1, Put(2, 21), Drop(3), Drop(4), Put(5, 50));

        Assert.Equal("1=10 2=21 5=50", await AllAsync("acme"));
        var answer = await Store.ReadAsync("acme", new StateQuery([[5], [3], [1], [5]], []), default);
        Assert.Equal([[50], null, [10], [50]], answer.Values);
        Assert.Empty(answer.Ranges);
    }

    [StoreFact]
    public async Task Of_two_writes_to_one_key_the_last_counts()
    {
        await WriteAsync("acme", 1, Put(9, 1), Put(1, 1), Drop(9), Put(1, 2), Put(2, 1), Drop(2), Put(9, 3));
        Assert.Equal("1=2 9=3", await AllAsync("acme"));
    }

    [StoreFact]
    public async Task Values_and_keys_may_be_empty_or_large()
    {
        var large = new byte[3_000_000];
        new Random(1).NextBytes(large);
        var key = large.AsSpan(0, 700).ToArray();
        await WriteAsync("acme", 1, new StateWrite([], []), new StateWrite(key, large), Put(7));

        var answer = await Store.ReadAsync("acme", new StateQuery([[], key, [7]], []), default);
        Assert.Equal(0, answer.Values[0]?.Length);
        Assert.True(answer.Values[1].AsSpan().SequenceEqual(large));
        Assert.Equal(0, answer.Values[2]?.Length);
    }

    [StoreFact]
    public async Task Keys_compare_as_unsigned_bytes()
    {
        byte[][] ordered = [[], [0], [0, 0], [0, 1], [1], [1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 200], [0x7f], [0x80], [0x80, 0xff], [0xff], [0xff, 0xff]];
        var writes = ordered.Select(static key => new StateWrite(key, [1])).ToArray();
        new Random(1).Shuffle(writes);
        await WriteAsync("acme", 1, writes);

        Assert.Equal(ordered, (await RangeAsync("acme", [], [])).Select(static row => row.Key));
        Assert.Equal([[0x7f], [0x80], [0x80, 0xff]], (await RangeAsync("acme", [0x7f], [0xff])).Select(static row => row.Key));
    }

    [StoreFact]
    public async Task Ranges_have_ends_limits_and_an_order_of_their_own()
    {
        await WriteAsync("acme", 1, [.. Enumerable.Range(0, 10).Select(static number => Put((byte)number, (byte)number))]);

        var answer = await Store.ReadAsync(
            "acme",
            new StateQuery([[4]], [new StateRange([7], []), new StateRange([2], [5]), new StateRange([2], [9], 2), new StateRange([5], [5]), new StateRange([6], [3]), new StateRange([0], [9], 0)]),
            default);

        Assert.Equal([[4]], answer.Values);
        Assert.Equal(["7 8 9", "2 3 4", "2 3", "", "", ""], answer.Ranges.Select(static rows => string.Join(' ', rows.Select(static row => row.Key[0]))));
    }

    [StoreFact]
    public async Task A_later_epoch_fences_the_one_before()
    {
        Assert.True(await WriteAsync("acme", 3, Put(1, 1)));
        Assert.Equal(3, await Store.EpochAsync("acme", default));
        Assert.True(await WriteAsync("acme", 5, Put(1, 2)));
        Assert.False(await WriteAsync("acme", 4, Put(1, 3), Put(2, 3)));
        Assert.Equal(-1, await Store.DeleteRangeAsync("acme", 4, new StateRange([], []), 10, default));
        Assert.True(await WriteAsync("acme", 5));
        Assert.Equal("1=2", await AllAsync("acme"));
        Assert.Equal(5, await Store.EpochAsync("acme", default));

        Assert.Equal(0, await Store.DeleteRangeAsync("acme", 6, new StateRange([5], []), 10, default));
        Assert.False(await WriteAsync("acme", 5, Put(1, 4)));
    }

    [StoreFact]
    public async Task A_range_is_deleted_a_bounded_piece_at_a_time()
    {
        await WriteAsync("acme", 1, [.. Enumerable.Range(0, 10).Select(static number => Put((byte)number, 1))]);
        await WriteAsync("other", 1, Put(4, 1));

        Assert.Equal(3, await Store.DeleteRangeAsync("acme", 1, new StateRange([2], [7]), 3, default));
        Assert.Equal("0=1 1=1 5=1 6=1 7=1 8=1 9=1", await AllAsync("acme"));
        Assert.Equal(2, await Store.DeleteRangeAsync("acme", 1, new StateRange([2], [7]), 3, default));
        Assert.Equal(0, await Store.DeleteRangeAsync("acme", 1, new StateRange([2], [7]), 3, default));
        Assert.Equal(0, await Store.DeleteRangeAsync("acme", 1, new StateRange([], []), 0, default));
        Assert.Equal(1, await Store.DeleteRangeAsync("acme", 1, new StateRange([], [], 1), 10, default));
        Assert.Equal("1=1 7=1 8=1 9=1", await AllAsync("acme"));
        Assert.Equal(3, await Store.DeleteRangeAsync("acme", 1, new StateRange([7], []), 3, default));
        Assert.Equal("1=1", await AllAsync("acme"));
        Assert.Equal("4=1", await AllAsync("other"));
    }

    [StoreFact]
    public async Task A_read_sees_one_snapshot_while_writes_go_on()
    {
        // Every write replaces all rows by its number: a read that saw two of them would see two numbers.
        const int rows = 500;
        await WriteAllAsync(0);
        var writing = Task.Run(async () =>
        {
            for (byte number = 1; number <= 60; number++)
            {
                await WriteAllAsync(number);
            }
        });
        byte last = 0;
        var keys = Enumerable.Range(0, rows).Select(Key).ToArray();
        while (!writing.IsCompleted)
        {
            var answer = await Store.ReadAsync("acme", new StateQuery(keys, [new StateRange([], []), new StateRange([], [], 10), new StateRange(Key(rows / 2), [])]), default);
            var seen = answer.Values.Select(static value => value![0]).Concat(answer.Ranges.SelectMany(static range => range).Select(static row => row.Value[0])).Distinct().ToArray();
            var number = Assert.Single(seen);
            Assert.InRange(number, last, 60);
            last = number;
        }

        await writing;

        static byte[] Key(int row) => [(byte)(row >> 8), (byte)row];

        Task<bool> WriteAllAsync(byte number) => WriteAsync("acme", 1, [.. Enumerable.Range(0, rows).Select(row => new StateWrite(Key(row), [number]))]);
    }

    [StoreFact]
    public async Task Random_writes_and_deletes_agree_with_a_model()
    {
        var random = new Random(7);
        var model = new SortedDictionary<int, byte>();
        for (var round = 0; round < 60; round++)
        {
            var writes = Enumerable.Range(0, random.Next(40)).Select(_ => (Key: random.Next(256), Value: (byte)random.Next(1, 256), Drop: random.Next(3) == 0)).ToArray();
            await WriteAsync("acme", 1, [.. writes.Select(static write => write.Drop ? Drop((byte)write.Key) : Put((byte)write.Key, write.Value))]);
            foreach (var write in writes)
            {
                model.Remove(write.Key);
                if (!write.Drop)
                {
                    model[write.Key] = write.Value;
                }
            }

            if (round % 5 == 0)
            {
                var (from, to, limit) = (random.Next(256), random.Next(256), random.Next(20));
                var gone = model.Keys.Where(key => key >= from && key < to).Take(limit).ToArray();
                Assert.Equal(gone.Length, await Store.DeleteRangeAsync("acme", 1, new StateRange([(byte)from], [(byte)to]), limit, default));
                Array.ForEach(gone, key => model.Remove(key));
            }

            Assert.Equal(string.Join(' ', model.Select(static row => $"{row.Key}={row.Value}")), await AllAsync("acme"));
        }
    }

    [StoreFact]
    public async Task Many_tenants_write_at_once_and_none_sees_another()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            for (byte value = 1; value <= 5; value++)
            {
                Assert.True(await WriteAsync($"tenant-{number}", value, Put((byte)number, value), Put(200, value)));
                Assert.Equal(number == 200 ? $"200={value}" : $"{number}={value} 200={value}", await AllAsync($"tenant-{number}"));
            }
        }));
    }

    [StoreFact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        await WriteAsync("acme", 2, Put(1, 1), Put(2, 2));
        Store = await RestartAsync();
        Assert.Equal("1=1 2=2", await AllAsync("acme"));
        Assert.Equal(2, await Store.EpochAsync("acme", default));
    }

    [StoreFact]
    public async Task What_was_answered_is_there_after_a_kill()
    {
        await WriteAsync("acme", 2, Put(1, 1), Put(2, 2));
        await Store.DeleteRangeAsync("acme", 2, new StateRange([2], []), 1, default);
        Store = await KillAsync();
        Assert.Equal("1=1", await AllAsync("acme"));
        Assert.Equal(2, await Store.EpochAsync("acme", default));
    }

    [StoreFact]
    public async Task A_removed_tenant_is_gone_at_once_and_can_be_made_anew()
    {
        await WriteAsync("acme", 7, [.. Enumerable.Range(0, 5_000).Select(static row => new StateWrite(BitConverter.GetBytes(row), new byte[50]))]);
        await WriteAsync("other", 1, Put(1, 1));
        await Store.DeleteAsync("acme", default);
        await Store.DeleteAsync("nobody", default);

        Assert.Equal(0, await Store.EpochAsync("acme", default));
        Assert.Equal("", await AllAsync("acme"));
        Assert.Equal("1=1", await AllAsync("other"));
        Assert.True(await WriteAsync("acme", 1, Put(3, 3)));
        Store = await KillAsync();
        Assert.Equal("3=3", await AllAsync("acme"));
    }

    [StoreFact]
    public async Task A_call_that_is_cancelled_before_its_turn_does_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.WriteAsync("acme", 1, [Put(1, 1)], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ReadAsync("acme", new StateQuery([[1]], []), cancelled.Token));
        Assert.Equal(0, await Store.EpochAsync("acme", default));
        Assert.True(await WriteAsync("acme", 1, Put(1, 1)));
    }

    [StoreFact]
    public async Task After_a_failure_nothing_is_written_until_the_store_was_reopened()
    {
        await WriteAsync("acme", 1, Put(1, 1));
        await FailWritesAsync(true);
        await Assert.ThrowsAsync<StoreException>(() => WriteAsync("acme", 1, Put(0, 2), Put(1, 2), Put(2, 2)));
        await FailWritesAsync(false);

        Assert.Equal(StoreFault.Broken, (await Assert.ThrowsAsync<StoreException>(() => WriteAsync("acme", 1, Put(1, 3)))).Fault);
        Assert.Equal("1=1", await AllAsync("acme"));

        await Store.ReopenAsync(default);
        Assert.Equal("1=1", await AllAsync("acme"));
        Assert.True(await WriteAsync("acme", 1, Put(1, 4)));
        Assert.Equal("1=4", await AllAsync("acme"));
    }

    [StoreFact]
    public async Task A_closed_store_refuses()
    {
        await Store.DisposeAsync();
        Assert.Equal(StoreFault.Closed, (await Assert.ThrowsAsync<StoreException>(() => WriteAsync("acme", 1, Put(1, 1)))).Fault);
        Assert.Equal(StoreFault.Closed, (await Assert.ThrowsAsync<StoreException>(async () => await Store.EpochAsync("acme", default))).Fault);
    }

    protected static StateWrite Put(byte key, params byte[] value) => new([key], value);

    protected static StateWrite Drop(byte key) => new([key], null);

    protected async Task<bool> WriteAsync(string tenant, long epoch, params StateWrite[] writes) => await Store.WriteAsync(tenant, epoch, writes, default);

    protected async Task<IReadOnlyList<StateRow>> RangeAsync(string tenant, byte[] from, byte[] to) =>
        Assert.Single((await Store.ReadAsync(tenant, new StateQuery([], [new StateRange(from, to)]), default)).Ranges);

    protected async Task<string> AllAsync(string tenant) => string.Join(' ', (await RangeAsync(tenant, [], [])).Select(static row => $"{row.Key[0]}={row.Value[0]}"));
}
