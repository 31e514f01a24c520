using CareKpi.Engine.Tests.Hosting;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

public class ScopeLimitTests
{
    /// <summary>Under posts that overlap something is always on its way.</summary>
    [Fact]
    public async Task AnAgentCountsOnceWhateverIsOnItsWay()
    {
        var steps = new Steps();
        await using var node = new TestNode(Play.Lazy with { MaxAgents = 4, MaxTeams = 2 }, new MemoryLogStore(steps.OnAsync), time: new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        var first = steps.StallAt("log.append");
        var sent = node.SendAsync([Status("1", "a", "red"), Status("2", "b", "red")]);
        await first.Reached;
        using var second = steps.StallAt("log.append");
        var beside = node.SendAsync([Status("3", "a", "red")]);
        first.Release();
        await node.AppliedAsync((await sent).Reply.Position);
        await second.Reached;
        var late = node.SendAsync([Status("4", "c", "blue"), Status("5", "d", "blue"), Status("6", "e", "blue"), Status("7", "a", "green")]);
        second.Release();
        await beside;
        Assert.Equal(["6 data.agent", "7 data.team"], (await late).Rejected.Select(static rejection => $"{rejection.Id} {rejection.Field}"));
    }

    private static string Status(string id, string agent, string team) => Sent.Event(id, "2026-03-02T12:00:00Z", "care.agent.status", $$"""{"agent":"{{agent}}","team":"{{team}}","status":"available"}""");
}
