namespace CareKpi.EndToEnd.Suites;

/// <summary>The disk hangs under load: everybody is told so within a second, memory stays flat, and what was acknowledged is there when it goes on.</summary>
[Trait("Suite", "stall")]
public sealed class StallTests
{
    private const long MostGrowth = 50L << 20;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_store_that_hangs_is_told_of_within_a_second()
    {
        await using var node = new StalledNode();
        await node.StartAsync(null);
        using var over = new CancellationTokenSource();
        var load = new Load(() => node.Public);
        var workers = load.RunAsync(over.Token);
        await Until.TrueAsync("posts are acknowledged", Load.Recovers, () => Task.FromResult(load.Acknowledged.Count > Load.Workers));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        node.Stall();
        await Task.Delay(TimeSpan.FromSeconds(Size.Of(test: 4, prove: 10)), over.Token);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        var refused = load.Answers.Count(static answer => answer.Status == 503);
        node.GoOn();

        var acknowledged = load.Acknowledged.Count;
        await Until.TrueAsync("posts are acknowledged again", Load.Recovers, () => Task.FromResult(load.Acknowledged.Count > acknowledged + Load.Workers));
        await over.CancelAsync();
        await workers;
        var worst = load.Answers.GroupBy(static answer => answer.What, StringComparer.Ordinal).ToDictionary(static kind => kind.Key, static kind => kind.Max(static answer => answer.Took), StringComparer.Ordinal);
        Assert.All(worst, kind => Assert.True(kind.Value < Bound + load.Lateness, $"{kind.Key} took {kind.Value.TotalMilliseconds:F0} ms, the machine was late by {load.Lateness.TotalMilliseconds:F0} ms"));
        Assert.All(load.Answers, static answer => Assert.True(answer.Status is 200 or 503, $"{answer.What}: {answer.Status}"));
        Assert.True(refused > Load.Workers, $"{refused} requests were refused");
        Assert.True(growth < MostGrowth, $"memory grew by {growth >> 20} MB");

        await node.RestartAsync();
        foreach (var batch in load.Acknowledged)
        {
            Assert.Equal(Load.Each, await load.DuplicatesAsync(batch));
        }

        Size.Tell($"{refused} requests refused while the stores hung, the slowest after {worst.Values.Max().TotalMilliseconds:F0} ms (machine late by {load.Lateness.TotalMilliseconds:F0} ms), memory {growth / 1024 / 1024} MB more, {load.Acknowledged.Count * Load.Each} events acknowledged and there");
    }
}
