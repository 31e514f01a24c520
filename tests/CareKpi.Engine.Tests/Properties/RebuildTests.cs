using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>A generation is built with one settings history, whatever is cut short on the way.</summary>
public class RebuildTests
{
    private readonly Steps steps = new();
    private MemoryLogStore log;
    private MemoryStateStore state;

    public RebuildTests()
    {
        log = new MemoryLogStore(steps.OnAsync);
        state = new MemoryStateStore(steps.OnAsync);
    }

    /// <summary>The swap is in the log; that it was begun was nowhere, so that the generation was taken for one without settings.</summary>
    [Fact]
    public async Task ASwapBeforeACrashIsOneAfterIt()
    {
        var tenant = new Generator(3).Tenant(60);
        var node = Start(tenant);
        await node.CreateAsync(tenant.TimeZone, Json("""{"repeatWindowDays":3}"""));
        await node.SendAsync(tenant.Events);
        var before = await node.Intake.DigestAsync();
        using (var asked = steps.StallAt("log.append.synced"))
        {
            var job = node.Intake.RebuildAsync();
            await asked.Reached;
            using var swap = steps.StallAt("log.append.synced");
            asked.Release();
            await job;
            await swap.Reached;
            Crash();
        }
        await using var next = Start(tenant);
        Assert.Equal(before with { Position = before.Position + 2 }, await next.Intake.DigestAsync());
        Assert.Null(await next.Intake.JobAsync("rebuild-demo-3"));
        // Nothing is left of the generation that served before.
        Assert.Empty(await RowsAsync(1, 2));
    }

    /// <summary>Nothing but memory knew of it until the first checkpoint.</summary>
    [Theory]
    [InlineData("state.write")]
    [InlineData("state.write.synced")]
    public async Task ARebuildThatWasAnsweredIsDoneAfterACrash(string step)
    {
        var tenant = new Generator(4).Tenant(40);
        var node = Start(tenant);
        await node.CreateAsync(tenant.TimeZone);
        await node.SendAsync(tenant.Events);
        var before = await node.Intake.DigestAsync();
        using var stall = steps.StallAt(step);
        var job = await node.Intake.RebuildAsync();
        await stall.Reached;
        Crash();
        await using var next = Start(tenant);
        Assert.NotNull(await next.Intake.JobAsync(job.Id));
        await next.DoneAsync(job.Id);
        Assert.Equal(JobState.Done, (await next.Intake.JobAsync(job.Id))?.State);
        Assert.Equal(before with { Position = before.Position + 2 }, await next.Intake.DigestAsync());
        Assert.Empty(await RowsAsync(1, 2));
    }

    [Fact]
    public async Task WhoAsksTwiceGetsTheSameJob()
    {
        var tenant = new Generator(5).Tenant(20);
        await using var node = Start(tenant);
        await node.CreateAsync(tenant.TimeZone);
        await node.SendAsync(tenant.Events);
        using var stall = steps.StallAt("state.write.synced");
        var asked = new[] { node.Intake.RebuildAsync(), node.Intake.RebuildAsync() };
        await stall.Reached;
        var third = await node.Intake.RebuildAsync();
        Assert.Equal([third.Id, third.Id], (await Task.WhenAll(asked)).Select(job => job.Id));
        stall.Release();
        await node.DoneAsync(third.Id);
    }

    /// <summary>Rows of a generation that was begun with other settings were built on.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task AnotherChangeBeforeACrashBeginsAnew(int seed)
    {
        var tenant = new Generator(seed).Tenant(80);
        var node = Start(tenant);
        await node.CreateAsync(tenant.TimeZone);
        await node.SendAsync(tenant.Events);
        int changes;
        using (var stall = steps.StallAt("log.append"))
        {
            // The first to append is the change itself.
            var change = node.Intake.ChangeSettingsAsync(new SettingsChange(long.MinValue, Json("""{"repeatWindowDays":1}""")));
            await stall.Reached;
            using var swap = steps.StallAt("log.append");
            stall.Release();
            changes = (await change).History.Count;
            await swap.Reached;
            Crash();
        }
        using (var stall = steps.StallAt("log.append.synced"))
        {
            _ = Start(tenant).Intake.ChangeSettingsAsync(new SettingsChange(long.MinValue, Json("""{"repeatWindowDays":7}""")));
            await stall.Reached;
            Crash();
        }
        await using var next = Start(tenant);
        if ((await next.Intake.SettingsAsync()).History.Count == changes)
        {
            // The swap of the generation before was first to the log: the change was lost, unanswered, and is sent again.
            await next.Intake.ChangeSettingsAsync(new SettingsChange(long.MinValue, Json("""{"repeatWindowDays":7}""")));
        }
        await next.DoneAsync("rebuild-demo-3");
        var digest = await next.Intake.DigestAsync();
        await using var plain = new TestNode(time: new ManualTime(tenant.Now.ToDateTimeOffset()));
        await plain.CreateAsync(tenant.TimeZone, Json("""{"repeatWindowDays":7}"""));
        await plain.SendAsync(tenant.Events);
        Assert.Equal(await plain.Intake.DigestAsync() with { Position = 0 }, digest with { Position = 0 });
    }

    /// <summary>What the operator is told to do with a state of an earlier format.</summary>
    [Fact]
    public async Task AStateThatWasRemovedIsMadeAnewFromTheLog()
    {
        var tenant = new Generator(6).Tenant(80, everyType: true);
        Digests before;
        await using (var node = Start(tenant))
        {
            await Play.CreateAsync(node, tenant);
            await node.SendAsync(tenant.Events.Take(200));
            await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
            await node.SendAsync(tenant.Events.Skip(200));
            before = await node.Intake.DigestAsync();
        }
        await using var anew = new TestNode(Play.Lazy, log, new MemoryStateStore(), new ManualTime(tenant.Now.ToDateTimeOffset()));
        Assert.Equal(before, await anew.Intake.DigestAsync());
        // And it takes more.
        Assert.Equal(1, (await anew.SendAsync([Sent.Opened("anew", "2026-03-02T12:00:00Z", "anew")])).Reply.Accepted);
    }

    /// <summary>It is the digest of its position: what comes while it is told is not in it.</summary>
    [Fact]
    public async Task ADigestIsThatOfItsPosition()
    {
        await using var node = new TestNode(Play.Lazy, log, state, new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await node.SendAsync([Sent.Opened("1", "2026-03-02T12:00:00Z", "a")]);
        var before = await node.Intake.DigestAsync();
        using var stall = steps.StallAt("state.write.synced");
        var digest = node.Intake.DigestAsync();
        await stall.Reached;
        // The case turned a day old before this.
        var (reply, _) = await node.SendAsync([Sent.Opened("2", "2026-03-06T12:00:00Z", "b")]);
        await node.AppliedAsync(reply.Position);
        stall.Release();
        Assert.Equal(before, await digest);
    }

    private TestNode Start(GeneratedTenant tenant) => new(Play.Lazy, log, state, new ManualTime(tenant.Now.ToDateTimeOffset()));

    private void Crash()
    {
        log = log.NextProcess();
        state = state.NextProcess();
    }

    private async Task<IReadOnlyList<Stores.StateRow>> RowsAsync(int from, int to)
    {
        var answer = await state.ReadAsync(TestNode.Tenant, new Stores.StateQuery([], [new Stores.StateRange(new Projection.StateKey(0, 0, int.MinValue).ToBytes(from), new Projection.StateKey(0, 0, int.MinValue).ToBytes(to))]), default);
        return answer.Ranges[0];
    }

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
