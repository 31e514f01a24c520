using CareKpi.Engine.Changes;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using Xunit;
using static CareKpi.Engine.Tests.Now.NowReads;

namespace CareKpi.Engine.Tests.Now;

/// <summary>Who waits: contacts that were queued and have not ended.</summary>
public class WaitingNowTests
{
    [Fact]
    public async Task WhoIsQueuedWaitsUntilTheContactEnds()
    {
        await using var node = await NodeAsync(Queued("1", "11:00", "k1"), Queued("2", "11:10", "k2"), Queued("3", "11:05", "k3", ""","queue":"cards" """), Queued("4", "10:00", "k4", ""));
        Assert.Equal("Voice  1 02T10:00, Voice bills 2 02T11:00, Voice cards 1 02T11:05", await node.QueuesAsync());
        await node.SendAllAsync(Ended("e1", "11:01", "k1"), Ended("e4", "11:01", "k4", ""","case":"c" """));
        Assert.Equal("Voice cards 1 02T11:05, Voice bills 1 02T11:10", await node.QueuesAsync());
    }

    [Fact]
    public async Task WhoHadEndedBeforeItWasKnownToWaitDoesNot()
    {
        await using var node = await NodeAsync(Ended("e1", "11:01", "k1"), Ended("e2", "11:01", "k2", ""","case":"c","customer":"u" """));
        await node.SendAllAsync(Queued("1", "11:00", "k1"), Queued("2", "11:00", "k2"), Queued("3", "11:30", "k1"));
        Assert.Equal("", await node.QueuesAsync());
    }

    [Fact]
    public async Task WhatIsTakenBackHasNotHappened()
    {
        await using var node = await NodeAsync(Queued("1", "11:00", "k1"), Ended("e1", "11:01", "k1"), Queued("2", "11:00", "k2"));
        await node.SendAllAsync(Withdrawn("w1", "11:30", """{"contact":"k1"}""", "e1"), Withdrawn("w2", "11:30", """{"contact":"k2"}""", "2"));
        Assert.Equal("Voice bills 1 02T11:00", await node.QueuesAsync());
        await node.SendAllAsync(Over(Queued("3", "10:30", "k1", ""","queue":"cards" """), "1"), Withdrawn("w4", "11:30", """{"contact":"k3"}""", "4"), Queued("4", "11:00", "k3"));
        Assert.Equal("Voice cards 1 02T10:30", await node.QueuesAsync());
        Assert.DoesNotContain((await node.Intake.QualityAsync()).Findings, finding => finding.Code is "superseded_not_found");
    }

    /// <summary>One contact waits in one queue: the last by time.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task WhoIsQueuedTwiceWaitsInTheLastQueue(int first, int second)
    {
        string[] queued = [Queued("1", "11:00", "k1"), Queued("2", "11:20", "k1", ""","queue":"cards" """)];
        await using var node = await NodeAsync(queued[first]);
        await node.SendAllAsync(queued[second]);
        Assert.Equal("Voice cards 1 02T11:20", await node.QueuesAsync());
    }

    [Fact]
    public async Task WhoWaitsLongerThanADayIsForgotten()
    {
        await using var node = await NodeAsync(Queued("1", "06-01T11:59", "k1"), Queued("2", "06-01T12:00", "k2"), Queued("3", "06-01T12:01", "k3"));
        Assert.Equal("Voice bills 2 01T12:00", await node.QueuesAsync());
        node.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Voice bills 1 01T12:01", await node.QueuesAsync());
        await node.SendAllAsync(Ended("e2", "11:00", "k2"), Ended("e1", "11:00", "k1"));
        Assert.Equal("Voice bills 1 01T12:01", await node.QueuesAsync());
    }

    /// <summary>Of more than are told the longest waiting are; also of those that a checkpoint wrote.</summary>
    [Fact]
    public async Task TenThousandAreToldAtMost()
    {
        await using var node = await NodeAsync();
        foreach (var page in Enumerable.Range(0, 10_002).Reverse().Chunk(2_000))
        {
            await node.SendAllAsync([.. page.Select(i => i < 10_000 ? Queued($"{i}", $"{8 + (i / 3_600):00}:{i / 60 % 60:00}", $"k{i}") : Queued($"{i}", "11:30", $"k{i}", ""","queue":"cards" """))]);
        }
        var board = await node.NowAsync();
        Assert.True(board.IsCapped);
        Assert.Equal([("bills", 10_000)], board.Queues.Select(queue => (queue.Queue!, queue.Waiting)));
        await node.RestartAsync(Play.Hasty);
        await node.SendAllAsync(Ended("e0", "11:59", "k0"));
        Assert.Equal([("bills", 9_999), ("cards", 1)], (await node.NowAsync()).Queues.Select(queue => (queue.Queue!, queue.Waiting)));
        await node.SendAllAsync(Ended("e1", "11:59", "k1"));
        board = await node.NowAsync();
        Assert.False(board.IsCapped);
        Assert.Equal([("bills", 9_998), ("cards", 2)], board.Queues.Select(queue => (queue.Queue!, queue.Waiting)));
    }

    [Fact]
    public async Task QueuesAreToldToWhoMaySeeThem()
    {
        await using var node = await NodeAsync(Queued("1", "11:00", "k1"));
        Assert.Empty((await node.NowAsync(request => request with { WithQueues = false })).Queues);
    }

    /// <summary>Statuses wake the agent, its team, those above and the tenant; queues the tenant and every team.</summary>
    [Fact]
    public async Task ChangesAreTold()
    {
        await using var node = await NodeAsync(
            Event("t", "06-01T00:00", "care.team.described", """{"team":"bills","parent":"care"}"""), Event("d", "06-01T00:00", "care.agent.described", """{"agent":"ann","team":"bills"}"""),
            Event("f", "06-01T00:00", "care.agent.described", """{"agent":"bob","team":"sales"}"""), Status("0", "05-01T00:00", "ann", "offline"));
        Assert.Equal("tenant ann bills care", await ToldAsync(node, Status("1", "11:00", "ann", "offline")));
        Assert.Equal("tenant bob sales", await ToldAsync(node, Status("2", "11:00", "bob", "break")));
        Assert.Equal("tenant bob sales", await ToldAsync(node, Withdrawn("w", "11:00", """{"agent":"bob"}""", "2")));
        Assert.Equal("tenant bills care sales", await ToldAsync(node, Queued("3", "11:00", "k1")));
        Assert.Equal("", await ToldAsync(node, Queued("3", "11:00", "k1")));
        Assert.Equal("tenant bills care sales", await ToldAsync(node, Ended("e", "11:00", "k1")));
    }

    private static async Task<string> ToldAsync(TestNode node, string sent)
    {
        ScopeRef[] scopes = [new(Level.Tenant, ""), new(Level.Agent, "ann"), new(Level.Agent, "bob"), new(Level.Team, "bills"), new(Level.Team, "care"), new(Level.Team, "sales")];
        var since = (await node.Intake.ChangesAsync(new ChangesRequest([.. scopes.Select(scope => new WatchedScope(scope, null))], TimeSpan.Zero))).Position;
        await node.SendAllAsync(sent);
        var told = await node.Intake.ChangesAsync(new ChangesRequest([.. scopes.Select(scope => new WatchedScope(scope, since))], TimeSpan.Zero));
        return string.Join(' ', told.Changed.Select(scope => scope.Level == Level.Tenant ? "tenant" : scope.Key));
    }
}
