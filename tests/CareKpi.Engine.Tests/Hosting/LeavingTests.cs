using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>A writer that is let go leaves within a bounded time: what it has not applied is in the log.</summary>
public sealed class LeavingTests : IAsyncDisposable
{
    /// <summary>Of the clock on the wall: only a test that fails waits for it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private readonly Steps steps = new();
    private readonly MemoryLogStore log;
    private readonly MemoryStateStore state;
    private readonly ManualTime time = new(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
    private readonly TestNode node;

    public LeavingTests()
    {
        log = new MemoryLogStore(steps.OnAsync);
        state = new MemoryStateStore(steps.OnAsync);
        node = new TestNode(Play.Lazy with { MaxUnapplied = 3 }, log, state, time);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task WhatWaitsIsLeftToTheNextActivation()
    {
        await BegunAsync();
        // The first entry waits for its rows; two more wait behind it.
        using var stall = steps.StallAt("state.read");
        await SendAsync(1);
        await stall.Reached.WaitAsync(Hang);
        await Task.WhenAll(SendAsync(2), SendAsync(3)).WaitAsync(Hang);
        var late = node.SendAsync([Sent.Opened("4", "2026-03-02T12:00:00Z", "k4")]);
        var left = node.Host.SleepAsync(TestNode.Tenant);
        // Who waits for room is refused at once: time stands.
        await Assert.ThrowsAsync<UnavailableException>(() => late.WaitAsync(Hang));
        time.Advance(new EngineLimits().MaxDrain);
        stall.Release();
        await left.WaitAsync(Hang);
        Assert.Equal(3, (await HeadAsync()).Applied);
        Assert.Equal(4, (await node.Intake.DescribeAsync())!.Events);
    }

    [Theory]
    [InlineData("log.delete")]
    [InlineData("state.delete")]
    public async Task WhoWakesATenantWhileItIsRemovedFindsNothingOfIt(string step)
    {
        await BegunAsync();
        await SendAsync(1);
        using var stall = steps.StallAt(step);
        var removed = node.Host.RemoveAsync(TestNode.Tenant, default);
        await stall.Reached.WaitAsync(Hang);
        var woken = node.Intake.DescribeAsync();
        stall.Release();
        await removed.WaitAsync(Hang);
        Assert.Null(await woken.WaitAsync(Hang));
        // Made anew it is in the log, and not only in the memory of who was woken too early.
        await node.CreateAsync("UTC").WaitAsync(Hang);
        Assert.Equal(0, (await node.Intake.DescribeAsync())!.Events);
        Assert.True((await log.HeadAsync(TestNode.Tenant, default)).LastSeq > 0);
    }

    private Task SendAsync(int number) => node.SendAsync([Sent.Opened($"{number}", "2026-03-02T12:00:00Z", $"k{number}")]).WaitAsync(Hang);

    [Fact]
    public async Task AFewEntriesAreAppliedFirst()
    {
        await BegunAsync();
        using var stall = steps.StallAt("state.read");
        var sent = Enumerable.Range(1, 3).Select(number => node.SendAsync([Sent.Opened($"{number}", "2026-03-02T12:00:00Z", $"k{number}")])).ToList();
        await Task.WhenAll(sent).WaitAsync(Hang);
        await stall.Reached.WaitAsync(Hang);
        var left = node.Host.SleepAsync(TestNode.Tenant);
        stall.Release();
        await left.WaitAsync(Hang);
        Assert.Equal(5, (await HeadAsync()).Applied);
    }

    [Theory]
    [InlineData("state.write")]
    [InlineData("state.write.synced")]
    public async Task AStoreThatHangsIsNotWaitedFor(string step)
    {
        await node.CreateAsync("UTC");
        await node.SendAsync([Sent.Opened("1", "2026-03-02T12:00:00Z", "a")]);
        using var stall = steps.StallAt(step);
        var left = node.Host.SleepAsync(TestNode.Tenant);
        await stall.Reached.WaitAsync(Hang);
        time.Advance(new EngineLimits().MaxStop);
        await left.WaitAsync(Hang);
        stall.Release();
        Assert.Equal(1, (await node.Intake.DescribeAsync())!.Events);
        Assert.Equal(1, await AgainAsync());
    }

    /// <summary>The write that nobody waits for takes effect while the next activation reads: what it read before and after is not of one moment.</summary>
    [Fact]
    public async Task AWriteThatComesLateTearsNothing()
    {
        await node.CreateAsync("UTC");
        await node.SendAsync([Sent.Opened("1", "2026-03-02T12:00:00Z", "a")]);
        using var writing = steps.StallAt("state.write");
        var left = node.Host.SleepAsync(TestNode.Tenant);
        await writing.Reached.WaitAsync(Hang);
        time.Advance(new EngineLimits().MaxStop);
        await left.WaitAsync(Hang);
        using var reading = steps.StallAt("log.read");
        var woken = DescribedAsync();
        await reading.Reached.WaitAsync(Hang);
        var written = steps.Next("state.write.synced");
        writing.Release();
        await written.WaitAsync(Hang);
        reading.Release();
        Assert.Equal(1, (await woken.WaitAsync(Hang))!.Events);
        Assert.Equal(1, await AgainAsync());
    }

    private async Task<TenantInfo?> DescribedAsync()
    {
        try
        {
            return await node.Intake.DescribeAsync();
        }
        catch (UnavailableException)
        {
            return await node.Intake.DescribeAsync();
        }
    }

    /// <summary>Where the write took effect after all, the activation that began before it gives up once.</summary>
    private async Task<int> AgainAsync()
    {
        try
        {
            return (await node.SendAsync([Sent.Opened("1", "2026-03-02T12:00:00Z", "a")])).Reply.Duplicates;
        }
        catch (UnavailableException)
        {
            return (await node.SendAsync([Sent.Opened("1", "2026-03-02T12:00:00Z", "a")])).Reply.Duplicates;
        }
    }

    /// <summary>A tenant whose day of seen ids is in memory: what is read next are rows of timelines.</summary>
    private async Task BegunAsync()
    {
        await node.CreateAsync("UTC");
        await node.AppliedAsync((await node.SendAsync([Sent.Opened("0", "2026-03-02T12:00:00Z", "k0")])).Reply.Position);
    }

    private async Task<ProjectionHead> HeadAsync()
    {
        var rows = await state.ReadAsync(TestNode.Tenant, new StateQuery([new StateKey(RowKind.Head, 0, 0).ToBytes(1)], []), default);
        return ProjectionHead.Decode(rows.Values[0]);
    }
}
