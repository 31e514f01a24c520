using CareKpi.Engine.Stores;
using CareKpi.Storage.Tests.Specification;
using CareKpi.Testing.Stores;
using Xunit;

namespace CareKpi.Storage.Tests.Memory;

public sealed class MemoryLogStoreTests : LogStoreSpecification
{
    private bool fail;

    protected override ValueTask<ILogStore> OpenAsync() => new(new MemoryLogStore(FaultsAsync));

    protected override async ValueTask<ILogStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return await KillAsync();
    }

    protected override ValueTask<ILogStore> KillAsync()
    {
        ((MemoryLogStore)Store).Crash();
        return new(Store);
    }

    protected override ValueTask FailAppendsAsync(bool fail)
    {
        this.fail = fail;
        return default;
    }

    private ValueTask FaultsAsync(string operation, CancellationToken cancellationToken) =>
        fail && operation is "log.append.sync" ? throw new IOException("injected") : default;
}

/// <summary>As a database server, beside which others write.</summary>
public sealed class MemoryServerLogStoreTests : LogStoreSpecification
{
    private bool fail;

    protected override ValueTask<ILogStore> OpenAsync() => new(new MemoryLogStore(FaultsAsync, new MemoryServer(new Random(1))));

    protected override async ValueTask<ILogStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return ((MemoryLogStore)Store).Beside(FaultsAsync);
    }

    protected override ValueTask<ILogStore> KillAsync() => new(((MemoryLogStore)Store).NextProcess());

    protected override ValueTask FailAppendsAsync(bool fail)
    {
        this.fail = fail;
        return default;
    }

    private ValueTask FaultsAsync(string operation, CancellationToken cancellationToken) =>
        fail && operation is "log.append" ? throw new IOException("injected") : default;
}

public sealed class MemoryServerStateStoreTests : StateStoreSpecification
{
    private bool fail;

    protected override ValueTask<IStateStore> OpenAsync() => new(new MemoryStateStore(FaultsAsync, new MemoryServer(new Random(1))));

    protected override async ValueTask<IStateStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return ((MemoryStateStore)Store).Beside(FaultsAsync);
    }

    protected override ValueTask<IStateStore> KillAsync() => new(((MemoryStateStore)Store).NextProcess());

    protected override ValueTask FailWritesAsync(bool fail)
    {
        this.fail = fail;
        return default;
    }

    private ValueTask FaultsAsync(string operation, CancellationToken cancellationToken) =>
        fail && operation is "state.write" ? throw new IOException("injected") : default;
}

public sealed class MemoryStateStoreTests : StateStoreSpecification
{
    private bool fail;

    protected override ValueTask<IStateStore> OpenAsync() => new(new MemoryStateStore(FaultsAsync));

    protected override async ValueTask<IStateStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return await KillAsync();
    }

    protected override ValueTask<IStateStore> KillAsync()
    {
        ((MemoryStateStore)Store).Crash();
        return new(Store);
    }

    protected override ValueTask FailWritesAsync(bool fail)
    {
        this.fail = fail;
        return default;
    }

    private ValueTask FaultsAsync(string operation, CancellationToken cancellationToken) =>
        fail && operation is "state.write.sync" ? throw new IOException("injected") : default;
}

/// <summary>What the memory stores add to the contract for the simulator: a crash between any two steps.</summary>
public sealed class MemoryStoreFaultTests
{
    [Theory]
    [InlineData("log.append", 0)]
    [InlineData("log.append.sync", 0)]
    [InlineData("log.append.synced", 1)]
    public async Task A_crash_loses_what_was_not_synced(string at, long lastSeq)
    {
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var store = new MemoryLogStore((operation, _) =>
        {
            if (!string.Equals(operation, at, StringComparison.Ordinal) || reached.Task.IsCompleted)
            {
                return default;
            }

            reached.SetResult();
            return new ValueTask(go.Task);
        });
        await store.ClaimAsync("acme", 0, default);
        var append = store.AppendAsync([new LogAppend("acme", 1, 1, [new byte[] { 1 }])], default).AsTask();
        await reached.Task;

        store.Crash();
        Assert.Equal(new LogHead(1, lastSeq), await store.HeadAsync("acme", default));
        go.SetResult();
        await Assert.ThrowsAsync<StoreException>(() => append);

        Assert.Equal(new LogHead(1, lastSeq), await store.HeadAsync("acme", default));
        Assert.Equal([AppendOutcome.Committed], await store.AppendAsync([new LogAppend("acme", 1, lastSeq + 1, [new byte[] { 2 }])], default));
    }

    /// <summary>Of three entries that were written and not synced the first few survive, one after the other.</summary>
    [Fact]
    public async Task A_crash_may_leave_the_first_of_what_was_not_synced()
    {
        var kept = new HashSet<long>();
        for (var seed = 0; seed < 40; seed++)
        {
            var reached = new TaskCompletionSource();
            var store = new MemoryLogStore((operation, _) =>
            {
                if (operation is not "log.append.sync")
                {
                    return default;
                }

                reached.SetResult();
                return new ValueTask(new TaskCompletionSource().Task);
            });
            await store.ClaimAsync("acme", 0, default);
            _ = store.AppendAsync([new LogAppend("acme", 1, 1, [new byte[] { 1 }, new byte[] { 2 }, new byte[] { 3 }])], default).AsTask();
            await reached.Task;
            store.Crash(new Random(seed));
            var records = await store.ReadAsync("acme", 1, int.MaxValue, default);
            Assert.Equal(Enumerable.Range(1, records.Count).Select(static number => (byte)number), records.Select(static record => record.Payload.Span[0]));
            Assert.Equal(new LogHead(1, records.Count), await store.HeadAsync("acme", default));
            kept.Add(records.Count);
        }

        Assert.Equal([0, 1, 2, 3], kept.Order());
    }

    /// <summary>What a server was sent it may do after the process that sent it is gone; what a process that lives asked for is settled when it opens the store anew.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_answer_is_lost_may_come_late_and_not_after_its_writer_opened_anew(bool dies)
    {
        var late = new HashSet<long>();
        for (var seed = 0; seed < 40; seed++)
        {
            var server = new MemoryServer(new Random(seed));
            var store = new MemoryLogStore(static (operation, _) => operation is "log.append.sync" ? throw new IOException("injected") : default, server);
            await store.ClaimAsync("acme", 0, default);
            await Assert.ThrowsAsync<StoreException>(() => store.AppendAsync([new LogAppend("acme", 1, 1, [new byte[] { 1 }])], default).AsTask());
            var beside = dies ? store.NextProcess() : store;
            if (!dies)
            {
                await store.ReopenAsync(default);
            }
            var before = await beside.HeadAsync("acme", default);
            server.Pass(all: true);
            late.Add((await beside.HeadAsync("acme", default)).LastSeq - before.LastSeq);
        }

        Assert.Equal(dies ? [0, 1] : new long[] { 0 }, late.Order());
    }

    [Fact]
    public async Task A_failure_after_the_sync_leaves_a_commit_that_nobody_was_told_of()
    {
        var fail = true;
        var store = new MemoryStateStore((operation, _) => fail && operation is "state.write.synced" ? throw new IOException("injected") : default);
        await Assert.ThrowsAsync<StoreException>(async () => await store.WriteAsync("acme", 3, [], default));

        fail = false;
        await store.ReopenAsync(default);
        Assert.Equal(3, await store.EpochAsync("acme", default));
    }
}
