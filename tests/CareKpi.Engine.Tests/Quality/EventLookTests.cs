using System.Globalization;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Quality;

/// <summary>What was made of one event, without reading the whole log.</summary>
public sealed class EventLookTests : IAsyncDisposable
{
    private readonly Steps steps = new();
    private readonly TestNode node;

    public EventLookTests() => node = new TestNode(Play.Hasty, new MemoryLogStore(steps.OnAsync), new MemoryStateStore(), new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnEventIsReadFromItsEntryAlone(bool restarts)
    {
        await node.CreateAsync("UTC");
        for (var number = 0; number < 30; number++)
        {
            await SendAsync(Sent.Opened($"{number}", string.Create(CultureInfo.InvariantCulture, $"2026-02-{number % 28 + 1:00}T10:00:00Z"), $"k{number}"));
        }
        if (restarts)
        {
            await node.RestartAsync();
            await node.Intake.DescribeAsync();
        }
        var reads = steps.Count("log.read");
        Assert.Equal(5, (await LookAsync("3")).Seq);
        Assert.Equal(reads + 1, steps.Count("log.read"));
        // Nothing to read: its id was never taken.
        Assert.Equal(new EventLook(null, null), await node.Intake.EventAsync(new EventQuery("demo", "never", null, null)));
        Assert.Equal(new EventLook(null, null), await node.Intake.EventAsync(new EventQuery("demo", "3", 0, null)));
        Assert.Equal(reads + 1, steps.Count("log.read"));
    }

    [Fact]
    public async Task OfAnIdOnSeveralDaysTheLastIsMeant()
    {
        await node.CreateAsync("UTC");
        await SendAsync(Sent.Opened("1", "2026-03-05T10:00:00Z", "late"));
        await SendAsync(Sent.Opened("1", "2026-03-02T10:00:00Z", "early"));
        Assert.Equal("late", KeyOf(await LookAsync("1")));
        Assert.Equal("early", KeyOf(await LookAsync("1", Micros(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)))));
    }

    [Fact]
    public async Task OneLookIsBoundedAndSaysWhereToGoOn()
    {
        const int days = 90;
        const int each = 10_000;
        var store = new MemoryStateStore();
        var seen = new SeenIds(store, "t");
        var writes = new List<StateWrite>();
        for (var day = 1; day <= days; day++)
        {
            await seen.LoadAsync([day], default);
            for (var number = 0; number < each; number++)
            {
                seen.Add(day, day, ((ulong)(number + 1) * 0x9E37_79B9_7F4A_7C15) ^ (ulong)day);
            }
        }
        seen.AddWrites(days, writes);
        await store.WriteAsync("t", 1, writes, default);
        var fresh = new SeenIds(store, "t");
        var wanted = 0x9E37_79B9_7F4A_7C15UL ^ 3;
        var looks = 1;
        var (found, next) = await fresh.FindAsync(_ => wanted, 0, 400, default);
        while (next is { } from)
        {
            Assert.Equal(0, found);
            looks++;
            (found, next) = await fresh.FindAsync(_ => wanted, 0, from, default);
        }
        Assert.Equal(3, found);
        Assert.InRange(looks, 2, 5);
    }

    /// <summary>A day that was being written and left memory meanwhile was read anew without what had just come.</summary>
    [Fact]
    public async Task WhatIsBeingWrittenStaysInMemory()
    {
        var seen = new SeenIds(new MemoryStateStore(), "t", maxInMemory: 1);
        await seen.LoadAsync([1], default);
        seen.Add(1, 1, 10);
        seen.Add(1, 1, 11);
        seen.AddWrites(1, []);
        await seen.LoadAsync([2], default);
        await seen.LoadAsync([3], default);
        await seen.LoadAsync([1], default);
        Assert.True(seen.Contains(1, 10));
    }

    [Fact]
    public async Task AStatusThatAnotherSupersedesIsToldSo()
    {
        await node.CreateAsync("UTC");
        await SendAsync(Sent.Status("1", "2026-03-02T09:00:00Z", "lee", "available"), Sent.Status("2", "2026-03-02T10:00:00Z", "lee", "break"));
        await SendAsync(Superseding(Sent.Status("3", "2026-03-04T09:00:00Z", "lee", "training"), "1", "2026-03-02T09:00:00Z"));
        Assert.Equal(("superseded", "counts", "counts"), ((await LookAsync("1")).Outcome, (await LookAsync("2")).Outcome, (await LookAsync("3")).Outcome));
        await SendAsync(Superseding(Sent.Status("4", "2026-03-05T09:00:00Z", "lee", "break"), "1", "2026-03-02T09:00:00Z"));
        Assert.Equal(("superseded", "counts"), ((await LookAsync("3")).Outcome, (await LookAsync("4")).Outcome));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("team")]
    [InlineData("customer")]
    public async Task ADescriptionThatAnotherSupersedesIsToldSo(string what)
    {
        await node.CreateAsync("UTC");
        await SendAsync(Described("1", "2026-03-02T09:00:00Z", what));
        Assert.Equal("counts", (await LookAsync("1")).Outcome);
        await SendAsync(Superseding(Described("2", "2026-03-03T09:00:00Z", what), "1", "2026-03-02T09:00:00Z"));
        Assert.Equal(("superseded", "counts"), ((await LookAsync("1")).Outcome, (await LookAsync("2")).Outcome));
    }

    [Fact]
    public async Task AMessageBeyondTheBoundIsIgnored()
    {
        await node.CreateAsync("UTC");
        await SendAsync(Sent.Opened("o", "2026-03-02T09:00:00Z", "long"));
        await SendAsync([.. Enumerable.Range(0, 2_001).Select(number => Sent.Event($"m{number}", string.Create(CultureInfo.InvariantCulture, $"2026-03-02T10:{number / 60:00}:{number % 60:00}Z"), "care.message.received", """{"case":"long","customer":"ana"}"""))]);
        Assert.Equal(("counts", "ignored"), ((await LookAsync("m1999")).Outcome, (await LookAsync("m2000")).Outcome));
    }

    private async Task<EventTrace> LookAsync(string id, long? time = null) => (await node.Intake.EventAsync(new EventQuery("demo", id, time, null))).Event ?? throw new InvalidOperationException($"{id} was not found");

    private static string? KeyOf(EventTrace trace) => trace.Event.GetProperty("data").GetProperty("case").GetString();

    private async Task SendAsync(params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private static string Described(string id, string time, string what) => Sent.Event(id, time, $"care.{what}.described", $$"""{"{{what}}":"x","name":"X"}""");

    private static string Superseding(string sent, string id, string time) => sent.Replace("\"data\":", $"\"supersedes\":\"{id}\",\"supersedestime\":\"{time}\",\"data\":", StringComparison.Ordinal);

    private static long Micros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
