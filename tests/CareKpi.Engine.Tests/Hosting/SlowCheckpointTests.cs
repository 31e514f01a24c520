using CareKpi.Engine.Intake;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>A state store that takes its time: what is acknowledged is in the log, and what waits in memory has a bound.</summary>
public class SlowCheckpointTests
{
    private const int Batches = 40;

    [Fact]
    public async Task WhileOneIsWrittenAsMuchIsAppliedAsIsWorthAnotherOne()
    {
        var steps = new Steps();
        await using var node = new TestNode(new EngineLimits { CheckpointBytes = 20_000, MaxGroup = 1 }, state: new MemoryStateStore(steps.OnAsync));
        await node.CreateAsync("UTC");
        using var stall = steps.StallAt("state.write");
        var last = 0L;
        for (var batch = 0; batch < Batches; batch++)
        {
            last = (await node.SendAsync(Enumerable.Range(0, 50).Select(i => Sent.Opened($"{batch}-{i}", "2025-12-30T08:00:00Z", $"case-{batch}-{i}"))).WaitAsync(TimeSpan.FromSeconds(20))).Reply.Position;
        }
        await stall.Reached.WaitAsync(TimeSpan.FromSeconds(20));
        // Whoever went on would be there by now.
        await Task.Delay(300);
        Assert.InRange((await node.Intake.DescribeAsync())!.Events, 1, Batches * 50 / 2);
        stall.Release();
        await node.AppliedAsync(last).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Batches * 50, (await node.Intake.DescribeAsync())!.Events);
    }
}
