using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>Events of the tenant's own, and what is kept of touchpoints.</summary>
public class CustomEventTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");
    private static readonly Period March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    private static TestNode Node(MemoryLogStore? log = null) => new(log: log, time: new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task WhatIsReplacedOrWithdrawnIsTakenBackAndTheRestSurvivesARestart()
    {
        await using var node = Node();
        await node.CreateAsync("UTC");
        await DefineAsync(node, "baskets", "custom.basket.count");
        await DefineAsync(node, "turnover", "custom.basket.sum");
        await SendAsync(node,
            Custom("a", "2026-03-02T09:00:00Z", "basket", "10.5", ""","agent":"ann","channel":"chat" """),
            Custom("b", "2026-03-03T09:30:00Z", "basket", "-2.25", ""","agent":"ann","team":"billing" """),
            Custom("c", "2026-03-03T10:00:00Z", "basket", "0.5", ""","customer":"u" """),
            Custom("d", "2026-03-03T10:00:00Z", "visit", "7", ""","channel":"chat" """));
        Assert.Equal([3, 8.75], await ReadAsync(node, Whole));
        Assert.Equal([2, 8.25], await ReadAsync(node, new ScopeRef(Level.Agent, "ann")));
        Assert.Equal([1, -2.25], await ReadAsync(node, new ScopeRef(Level.Team, "billing")));
        Assert.Equal([1, 10.5], await ReadAsync(node, Whole, new Filter(Dimensions.Channel, null, ["chat"])));
        await SendAsync(node,
            Custom("e", "2026-03-04T09:00:00Z", "basket", "20", "", ""","supersedes":"a","supersedestime":"2026-03-02T00:00:00Z" """),
            """{"specversion":"1.0","id":"f","source":"demo","type":"care.event.withdrawn","time":"2026-03-03T12:00:00Z","supersedes":"c","data":{"name":"basket"}}""");
        Assert.Equal([2, 17.75], await ReadAsync(node, Whole));
        await node.RestartAsync();
        Assert.Equal([2, 17.75], await ReadAsync(node, Whole));
        Assert.Equal("superseded", (await node.Intake.EventAsync(new EventQuery("demo", "a", null, null))).Event!.Outcome);
        Assert.Equal("counts", (await node.Intake.EventAsync(new EventQuery("demo", "e", null, null))).Event!.Outcome);
        Assert.DoesNotContain((await node.Intake.QualityAsync()).Findings, finding => finding.Code == "superseded_not_found");
    }

    [Fact]
    public async Task TheyHaveHoursAndABreakdownByChannel()
    {
        await using var node = Node();
        await node.CreateAsync("UTC");
        await DefineAsync(node, "baskets", "custom.basket.count");
        await DefineAsync(node, "turnover", "custom.basket.sum");
        await SendAsync(node, Custom("a", "2026-03-08T09:00:00Z", "basket", "1", ""","channel":"chat" """), Custom("b", "2026-03-08T09:59:00Z", "basket", "2"), Custom("c", "2026-03-08T11:00:00Z", "basket", "4", ""","channel":"web" """));
        var day = new Period(new DateOnly(2026, 3, 8), new DateOnly(2026, 3, 8));
        var hours = (await node.ReadAsync(Whole, day, ["turnover"], null, request => request with { Interval = Interval.Hour }))!.Series![0].Points;
        Assert.Equal([0, 3, 0, 4, 0], hours.Skip(8).Take(5).Select(point => point.Value));
        var chat = (await node.ReadAsync(Whole, day, ["turnover"], new Filter(Dimensions.Channel, null, ["chat"]), request => request with { Interval = Interval.Hour }))!.Series![0].Points;
        Assert.Equal([0, 1, 0, 0, 0], chat.Skip(8).Take(5).Select(point => point.Value));
        var channels = (await node.ReadAsync(Whole, day, ["turnover"], null, request => request with { By = new BreakdownBy(Dimensions.Channel, null) }))!.Breakdown![0].Items;
        Assert.Equal([("web", 4.0), ("chat", 1.0)], channels.Select(item => (item.Value, item.Result.Value!.Value)));
    }

    /// <summary>What a scope has read once is brought up to date by what came since, not read anew.</summary>
    [Fact]
    public async Task AScopeThatHasReadBeforeSeesWhatCame()
    {
        await using var node = Node();
        await node.CreateAsync("UTC");
        await DefineAsync(node, "baskets", "custom.basket.count");
        await DefineAsync(node, "turnover", "custom.basket.sum");
        for (var i = 1; i <= 5; i++)
        {
            await SendAsync(node, Custom($"{i}", $"2026-03-0{i}T09:00:00Z", "basket", "1.5"));
            Assert.Equal([i, i * 1.5], await ReadAsync(node, Whole));
        }
    }

    /// <summary>Names beyond the bound are counted together, under no name.</summary>
    [Fact]
    public async Task NamesAreBounded()
    {
        await using var node = Node();
        await node.CreateAsync("UTC");
        await SendAsync(node, [.. Enumerable.Range(0, 1_001).Select(i => Custom($"{i}", "2026-03-02T09:00:00Z", $"n{i}", "1"))]);
        await DefineAsync(node, "baskets", "custom.n999.count");
        await DefineAsync(node, "turnover", "custom.n1000.count");
        Assert.Equal([1, 0], await ReadAsync(node, Whole));
        await node.RestartAsync();
        Assert.Equal([1, 0], await ReadAsync(node, Whole));
    }

    /// <summary>An entry from before names were admitted does not say that it brings one.</summary>
    [Fact]
    public async Task ANameOfAnOldEntryIsAdmittedWhereItStandsInTheLog()
    {
        var log = new MemoryLogStore();
        await using var node = Node(log);
        await node.CreateAsync("UTC");
        await node.Host.DisposeAsync();
        await AppendOldAsync(log, Custom("a", "2026-03-02T09:00:00Z", "basket", "10.5"));
        await node.RestartAsync();
        await DefineAsync(node, "baskets", "custom.basket.count");
        await DefineAsync(node, "turnover", "custom.basket.sum");
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        await SendAsync(node, Custom("b", "2026-03-03T09:00:00Z", "basket", "2"));
        Assert.Equal([2, 12.5], await ReadAsync(node, Whole));
        await SendAsync(node, """{"specversion":"1.0","id":"c","source":"demo","type":"care.event.withdrawn","time":"2026-03-02T12:00:00Z","supersedes":"a","data":{"name":"basket"}}""");
        Assert.Equal([1, 2], await ReadAsync(node, Whole));
    }

    private static async Task AppendOldAsync(MemoryLogStore log, string sent)
    {
        var batch = EventBatch.Rent();
        EventParser.Parse(Encoding.UTF8.GetBytes($"[{sent}]"), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
        var head = await log.HeadAsync(TestNode.Tenant, default);
        var outcomes = await log.AppendAsync([new LogAppend(TestNode.Tenant, head.Epoch, head.LastSeq + 1, [LogEntry.OfEvents(batch, [0], [], 0, new RowWriter())])], default);
        Assert.Equal([AppendOutcome.Committed], outcomes);
    }

    [Fact]
    public async Task ATouchpointIsKeptAndMayBeWithdrawnLikeARevenue()
    {
        await using var node = Node();
        await node.CreateAsync("UTC");
        await SendAsync(node,
            """{"specversion":"1.0","id":"a","source":"demo","type":"care.touchpoint.observed","time":"2026-03-02T09:00:00Z","data":{"customer":"u","journey":"onboarding","stage":"visit","channel":"web","effort":2}}""",
            """{"specversion":"1.0","id":"b","source":"demo","type":"care.touchpoint.observed","time":"2026-03-02T10:00:00Z","data":{"customer":"u","stage":"buy"}}""",
            """{"specversion":"1.0","id":"c","source":"demo","type":"care.event.withdrawn","time":"2026-03-02T11:00:00Z","supersedes":"a","data":{"customer":"u"}}""");
        foreach (var restarts in (bool[])[false, true])
        {
            if (restarts)
            {
                await node.RestartAsync();
            }
            Assert.Equal("superseded", (await node.Intake.EventAsync(new EventQuery("demo", "a", null, null))).Event!.Outcome);
            Assert.Equal("counts", (await node.Intake.EventAsync(new EventQuery("demo", "b", null, null))).Event!.Outcome);
        }
        Assert.DoesNotContain((await node.Intake.QualityAsync()).Findings, finding => finding.Code == "superseded_not_found");
    }

    private static string Custom(string id, string time, string name, string value, string data = "", string attributes = "") =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"demo","type":"care.custom.recorded","time":"{{{time}}}"{{{attributes}}},"data":{"name":"{{{name}}}","value":{{{value}}}{{{data}}}}}""";

    private static async Task SendAsync(TestNode node, params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private static Task DefineAsync(TestNode node, string code, string formula) => node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, code,
        JsonSerializer.SerializeToElement(new { name = code, formula, unit = "n", direction = "up", keyResultArea = "efficiency" })));

    private static async Task<IEnumerable<double?>> ReadAsync(TestNode node, ScopeRef scope, Filter? filter = null) =>
        [.. (await node.ReadAsync(scope, March, ["baskets", "turnover"], filter))!.Values!.Select(value => value.Value)];
}
