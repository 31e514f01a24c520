using CareKpi.Engine.Now;
using CareKpi.Kpis.Events;
using CareKpi.Testing;
using Xunit;
using static CareKpi.Engine.Tests.Now.NowReads;

namespace CareKpi.Engine.Tests.Now;

/// <summary>The running status of each agent.</summary>
public class StatusNowTests
{
    [Fact]
    public async Task TheLastByTimeRunsWhateverCameLast()
    {
        await using var node = await NodeAsync(Status("1", "11:00", "ann", "break"), Status("2", "09:00", "ann", "available"), Status("3", "10:00", "bob", "wrap"), Status("4", "10:00", "bob", "training"));
        Assert.Equal("ann Break 02T11:00, bob Training 02T10:00", await node.AgentsAsync());
        await node.SendAllAsync(Status("5", "10:30", "ann", "offline"), Status("6", "11:30", "bob", "available"));
        Assert.Equal("ann Break 02T11:00, bob Available 02T11:30", await node.AgentsAsync());
        var board = await node.NowAsync();
        Assert.Equal((1, 0, 0, 0, 1, 0), (board.Agents[0].Agents, board.Agents[1].Agents, board.Agents[2].Agents, board.Agents[3].Agents, board.Agents[4].Agents, board.Agents[5].Agents));
        Assert.Equal((AgentState.Available, AgentState.Offline), (board.Agents[0].Status, board.Agents[5].Status));
    }

    /// <summary>At 16 h it is over, also for a node that has kept the status.</summary>
    [Fact]
    public async Task AStatusRunsForSixteenHours()
    {
        await using var node = await NodeAsync(Status("1", "06-01T20:00", "ann", "available"), Status("2", "06-01T19:59", "bob", "assisting"), Status("3", "05-01T09:00", "cid", "wrap"));
        Assert.Equal("ann Offline -, bob Offline -, cid Offline -", await node.AgentsAsync());
        await node.SendAllAsync(Status("4", "06-01T20:01", "ann", "break"));
        Assert.Equal("ann Break 01T20:01, bob Offline -, cid Offline -", await node.AgentsAsync());
        node.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.StartsWith("ann Break", await node.AgentsAsync(), StringComparison.Ordinal);
        node.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("ann Offline -", await node.AgentsAsync(), StringComparison.Ordinal);
        node.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(3, (await node.NowAsync()).Agents[5].Agents);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatIsTakenBackRunsNoMore(bool first)
    {
        string[] statuses = [Status("1", "06-01T23:30", "ann", "available"), Status("2", "09:00", "ann", "break"), Status("3", "10:00", "bob", "break"), Status("5", "09:10", "cid", "wrap")];
        string[] corrections =
        [
            Withdrawn("w1", "11:00", """{"agent":"ann"}""", "2"), Over(Status("4", "08:00", "bob", "training"), "3"),
            // Of two that supersede the same the later one counts, on whatever day they stand.
            Over(Status("6", "06-01T22:00", "cid", "available"), "5").Replace("\"supersedes\"", "\"supersedestime\":\"2026-06-02T09:10:00Z\",\"supersedes\"", StringComparison.Ordinal),
            Over(Status("7", "07:00", "cid", "assisting"), "5"),
        ];
        await using var node = await NodeAsync(first ? corrections : statuses);
        await node.NowAsync();
        await node.SendAllAsync(first ? statuses : corrections);
        Assert.Equal("ann Available 01T23:30, bob Training 02T08:00, cid Assisting 02T07:00", await node.AgentsAsync());
        await node.SendAllAsync(Withdrawn("w7", "11:30", """{"agent":"cid"}""", "7"));
        Assert.Equal("ann Available 01T23:30, bob Training 02T08:00, cid Offline -", await node.AgentsAsync());
    }

    /// <summary>Who loses to another one that supersedes the same does not run, wherever they and what they supersede stand.</summary>
    [Theory]
    [InlineData("06-02T01:00")]
    [InlineData("05-28T01:00")]
    public async Task ALoserDoesNotRun(string target)
    {
        string Of(string sent) => Over(sent, "1").Replace("\"supersedes\"", $"\"supersedestime\":\"2026-{target}:00Z\",\"supersedes\"", StringComparison.Ordinal);
        await using var node = await NodeAsync(Status("1", target, "ann", "break"), Of(Status("2", "06-01T23:00", "ann", "available")), Of(Status("3", "02:00", "ann", "wrap")));
        Assert.Equal("ann Wrap 02T02:00", await node.AgentsAsync());
        await node.SendAllAsync(Of(Event("4", "03:00", "care.event.withdrawn", """{"agent":"ann"}""")));
        Assert.Equal("ann Offline -", await node.AgentsAsync());
    }

    /// <summary>The member's team; of who is nobody's member the one that the running status names.</summary>
    [Fact]
    public async Task AgentsStandWithTheirTeam()
    {
        await using var node = await NodeAsync(
            Event("t", "06-01T00:00", "care.team.described", """{"team":"bills","parent":"care"}"""), Event("d", "06-01T00:00", "care.agent.described", """{"agent":"ann","team":"bills","name":"Ann"}"""),
            Status("1", "11:00", "ann", "break", ""","team":"sales" """), Status("2", "11:00", "bob", "wrap", ""","team":"sales" """), Status("3", "11:00", "cid", "available"));
        Assert.Equal("ann Break 02T11:00 bills, bob Wrap 02T11:00 sales, cid Available 02T11:00", await node.AgentsAsync());
        Assert.Equal("ann Break 02T11:00 bills", await node.AgentsAsync(request => request with { Team = "care" }));
        Assert.Equal("bob Wrap 02T11:00 sales", await node.AgentsAsync(request => request with { Team = "sales" }));
        Assert.Null(await node.Intake.NowAsync(new NowRequest(1) { Team = "nobody" }));
        await node.SendAllAsync(Event("e", "11:00", "care.agent.described", """{"agent":"ann","team":"sales"}"""));
        Assert.Equal("", await node.AgentsAsync(request => request with { Team = "care" }));
        Assert.Equal("Ann", (await node.NowAsync(request => request with { Team = "sales" })).Items[0].Name);
    }

    /// <summary>Counted is who is seen as one of a team or by name, named who is seen by name.</summary>
    [Fact]
    public async Task WhoIsNotSeenIsNotThere()
    {
        await using var node = await NodeAsync(
            Event("d", "06-01T00:00", "care.agent.described", """{"agent":"ann","team":"bills"}"""), Event("e", "06-01T00:00", "care.agent.described", """{"agent":"bob","team":"sales"}"""),
            Status("1", "11:00", "ann", "break"), Status("2", "11:00", "bob", "wrap"), Status("3", "11:00", "cid", "available"));
        Assert.Equal(("ann, bob, cid", 3), await SeenAsync(null, null));
        Assert.Equal(("", 3), await SeenAsync(null, []));
        Assert.Equal(("ann", 1), await SeenAsync(["bills", "nobody"], ["ann"]));
        Assert.Equal(("", 1), await SeenAsync(["bills"], []));
        Assert.Equal(("cid", 1), await SeenAsync([], ["cid", "nobody"]));
        Assert.Equal(("", 0), await SeenAsync([], []));

        async Task<(string, int)> SeenAsync(string[]? teams, string[]? agents)
        {
            var board = await node.NowAsync(request => request with { AmongTeams = teams, AmongAgents = agents });
            return (string.Join(", ", board.Items.Select(item => item.Agent)), board.Agents.Sum(count => count.Agents));
        }
    }

    [Fact]
    public async Task PagesGoInTheOrderOfKeys()
    {
        await using var node = await NodeAsync([.. Enumerable.Range(0, 25).Select(i => Status($"{i}", "11:00", $"a{i * 7 % 25:00}", i % 2 == 0 ? "break" : "wrap"))]);
        var found = new List<string>();
        string? after = null;
        for (var pages = 0; ; pages++)
        {
            var board = await node.NowAsync(_ => new NowRequest(5) { After = after, Status = AgentState.Break });
            Assert.Equal((13, 12), (board.Agents[4].Agents, board.Agents[2].Agents));
            found.AddRange(board.Items.Select(item => item.Agent));
            if (!board.HasNextPage)
            {
                Assert.Equal((2, 3), (pages, board.Items.Count));
                break;
            }
            after = board.Items[^1].Agent;
        }
        Assert.Equal(found.Order(StringComparer.Ordinal), found);
        Assert.Equal(13, found.Distinct().Count());
        // Whoever was the last of a page may be gone.
        Assert.Equal("a01", (await node.NowAsync(_ => new NowRequest(1) { After = "a00x" })).Items[0].Agent);
    }
}
