using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>A parent team's values include those of the teams under it, as the tree is today.</summary>
public class TeamTreeReadingTests
{
    private static readonly Period March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    private int next;

    [Fact]
    public async Task AParentHasWhatIsUnderItUntilTheTreeChanges()
    {
        await using var node = await PlayAsync(Parent("billing", "care"), Contact("billing", "ann"), Contact("care", null), Contact("sales", "bob"));
        Assert.Equal(2, await ContactsAsync(node, "care"));
        // A scope that keeps its cells notices: a new leaf beneath, a team that comes, one that leaves, one that is under another now.
        await SendAsync(node, Contact("billing", "cid"));
        Assert.Equal(3, await ContactsAsync(node, "care"));
        await SendAsync(node, Parent("sales", "billing"));
        Assert.Equal((4, 3), (await ContactsAsync(node, "care"), await ContactsAsync(node, "billing")));
        await SendAsync(node, Parent("billing", null));
        Assert.Equal((1, 3), (await ContactsAsync(node, "care"), await ContactsAsync(node, "billing")));
    }

    [Fact]
    public async Task AMemberOfATeamBeneathCountsForTheParent()
    {
        await using var node = await PlayAsync(Parent("billing", "care"), Member("ann", "billing"), Contact(null, "ann"));
        Assert.Equal(1, await ContactsAsync(node, "care"));
        await SendAsync(node, Member("ann", "sales"));
        Assert.Equal((0, 1), (await ContactsAsync(node, "care"), await ContactsAsync(node, "sales")));
    }

    [Fact]
    public async Task AParentRanksTheAgentsOfTheTeamsBeneathAndListsItsOwn()
    {
        await using var node = await PlayAsync(Parent("billing", "care"), Member("ann", "billing"), Member("bob", "care"), Member("cid", "sales"), Contact(null, "ann"), Contact(null, "bob"), Contact(null, "bob"), Contact(null, "cid"));
        var ranking = (await node.ReadAsync(new ScopeRef(Level.Team, "care"), March, ["contact_volume"], null, request => request with { Ranking = new RankingOf(Level.Agent) }))!.Ranking![0];
        Assert.Equal([("bob", 2), ("ann", 1)], ranking.Entries.Select(entry => (entry.Scope.Key, entry.Result.Value!.Value)));
        var page = await node.Intake.ScopesAsync(new ScopeQuery(Level.Agent, 10, null, null, "care"));
        Assert.Equal(["bob"], page.Items.Select(item => item.Key));
    }

    [Fact]
    public async Task ParentsAreToldAndRingsAreOpen()
    {
        await using var node = await PlayAsync(Parent("b", "c"), Parent("c", "a"), Parent("a", "b"), Contact("b", null));
        var teams = (await node.Intake.ScopesAsync(new ScopeQuery(Level.Team, 10, null, null, null))).Items;
        Assert.Equal([("a", null), ("b", "c"), ("c", "a")], teams.Select(team => (team.Key, team.Parent)));
        Assert.Equal("c", (await node.ReadAsync(new ScopeRef(Level.Team, "b"), March, []))!.Scope.Parent);
        Assert.Equal(["a", "b", "c"], (await node.Intake.MembersAsync(["a"])).Teams.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (await ContactsAsync(node, "a"), await ContactsAsync(node, "c")));
    }

    [Fact]
    public async Task WhatIsDeeperThanEightIsCut()
    {
        await using var node = await PlayAsync([.. Enumerable.Range(1, 9).Select(i => Parent($"t{i}", $"t{i - 1}")), Contact("t8", null), Contact("t9", null)]);
        Assert.Equal((1, 2), (await ContactsAsync(node, "t0"), await ContactsAsync(node, "t1")));
    }

    private static async Task<int> ContactsAsync(TestNode node, string team) => (int)(await node.ReadAsync(new ScopeRef(Level.Team, team), March, ["contact_volume"]))!.Values![0].Value!.Value;

    private static async Task<TestNode> PlayAsync(params string[] events)
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node, events);
        return node;
    }

    private static async Task SendAsync(TestNode node, params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private string Parent(string team, string? parent) => Event("care.team.described", $$"""{"team":"{{team}}","parent":{{Json(parent)}}}""");

    private string Member(string agent, string team) => Event("care.agent.described", $$"""{"agent":"{{agent}}","team":"{{team}}"}""");

    private string Contact(string? team, string? agent) => Event("care.contact.ended",
        $$"""{"contact":"k{{next}}","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"team":{{Json(team)}},"agent":{{Json(agent)}}}""");

    /// <summary>Each event a minute after the one before, at the beginning of the month: what is described later holds for later contacts only.</summary>
    private string Event(string type, string data) => Sent.Event($"e{next++}", FormattableString.Invariant($"2026-03-01T{next / 60:00}:{next % 60:00}:00Z"), type, data);

    private static string Json(string? key) => key is null ? "null" : $"\"{key}\"";
}
