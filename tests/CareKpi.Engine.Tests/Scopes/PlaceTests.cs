using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>The place among all of a tenant's agents or teams.</summary>
public class PlaceTests
{
    private int sent;

    /// <summary>Who has just sent something sees it; whoever else asks is told what held some seconds ago.</summary>
    [Fact]
    public async Task ATableOfPlacesHoldsSomeSecondsUnlessALaterEntryIsAskedFor()
    {
        await using var node = await PlayAsync();
        Assert.Equal(2, await PlaceAsync(node, "blue"));
        var position = await SendAsync(node, Contacts("lee", 3));
        Assert.Equal(2, await PlaceAsync(node, "blue"));
        Assert.Equal(1, await PlaceAsync(node, "blue", position));
        await SendAsync(node, Contacts("kim", 3));
        Assert.Equal(1, await PlaceAsync(node, "blue"));
        node.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(2, await PlaceAsync(node, "blue"));
    }

    /// <summary>What has no team goes with the agent, whoever else's place was asked about before.</summary>
    [Fact]
    public async Task AnAgentWhoMovesTakesItsPlaceAlong()
    {
        await using var node = await PlayAsync();
        Assert.Equal((2, 1), (await PlaceAsync(node, "blue"), await PlaceAsync(node, "red")));
        await SendAsync(node, [Event("care.agent.described", """{"agent":"kim","team":"blue"}""", "2026-03-01")]);
        Assert.Equal((1, (int?)null), (await PlaceAsync(node, "north"), await PlaceAsync(node, "red")));
        Assert.Equal(1, await PlaceAsync(node, "blue"));
    }

    private static async Task<int?> PlaceAsync(TestNode node, string team, long? after = null)
    {
        var read = await node.ReadAsync(new ScopeRef(Level.Team, team), new Period(new(2026, 3, 1), new(2026, 3, 31)), ["contact_volume"], null, request => request with { Extras = Extras.Benchmark, After = after });
        return read!.Values![0].Benchmark?.Rank?.Position;
    }

    private async Task<TestNode> PlayAsync()
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node,
        [
            Event("care.team.described", """{"team":"blue","parent":"north"}""", "2026-01-01"), Event("care.agent.described", """{"agent":"lee","team":"blue"}""", "2026-01-01"),
            Event("care.agent.described", """{"agent":"kim","team":"red"}""", "2026-01-01"), Event("care.agent.described", """{"agent":"max","team":"green"}""", "2026-01-01"),
        ]);
        await SendAsync(node, [.. Contacts("lee", 6), .. Contacts("kim", 8), .. Contacts("max", 5)]);
        return node;
    }

    private static async Task<long> SendAsync(TestNode node, IEnumerable<string> events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
        return reply.Position;
    }

    private List<string> Contacts(string agent, int count) => [.. Enumerable.Range(0, count).Select(_ =>
        Event("care.contact.ended", $$"""{"contact":"k{{sent}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"agent":"{{agent}}"}""", "2026-03-02"))];

    private string Event(string type, string data, string day) => Sent.Event($"{sent++}", $"{day}T09:00:00Z", type, data);
}
