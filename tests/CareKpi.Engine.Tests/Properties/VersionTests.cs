using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>Servers of two versions, of which the later one makes other facts, have a tenant by turns.</summary>
public class VersionTests
{
    private const int Old = TenantRecord.CurrentFacts;
    private const int New = Old + 1;
    private readonly MemoryLogStore log = new();
    private readonly MemoryStateStore state = new();
    private readonly ManualTime time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private int sent;

    [Fact]
    public async Task ALaterOneRebuildsOnceAndAnEarlierOneDoesNotUndoIt()
    {
        await InTurnAsync(Old, static (node, _) => node.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null)));
        await WriteAsync(Old);
        Assert.Equal(1, (await RecordAsync()).Generation);
        await WriteAsync(New);
        Assert.Equal((2, New, 0L), ((await RecordAsync()).Generation, (await RecordAsync()).Facts, (await RecordAsync()).MixedAt));
        for (var turn = 0; turn < 10; turn++)
        {
            await WriteAsync(Old);
            await WriteAsync(New);
        }
        var mixed = await RecordAsync();
        Assert.Equal((2, New, 0), (mixed.Generation, mixed.Facts, mixed.NextGeneration));
        Assert.NotEqual(0, mixed.MixedAt);

        // When the earlier ones are gone, one rebuild makes all facts alike.
        time.Advance(TenantRecord.MostMixed + TimeSpan.FromSeconds(1));
        await WriteAsync(New);
        await WriteAsync(New);
        Assert.Equal((3, New, 0L), ((await RecordAsync()).Generation, (await RecordAsync()).Facts, (await RecordAsync()).MixedAt));
    }

    [Fact]
    public async Task AfterARollbackTheEarlierOneMakesItsOwnFactsWhileTheTenantIsAwake()
    {
        await InTurnAsync(New, static (node, _) => node.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null)));
        await WriteAsync(New);
        await InTurnAsync(Old, async (node, host) =>
        {
            await SendAsync(node);
            Assert.Equal(1, (await RecordAsync()).Generation);
            time.Advance(TenantRecord.MostMixed + TimeSpan.FromMinutes(1));
            while (await node.JobAsync("rebuild-demo-2") is not { State: JobState.Done })
            {
                await Task.Yield();
            }
        });
        Assert.Equal((2, Old, 0L), ((await RecordAsync()).Generation, (await RecordAsync()).Facts, (await RecordAsync()).MixedAt));
    }

    [Fact]
    public async Task ARebuildThatALaterOneBeganIsItsOwn()
    {
        await InTurnAsync(Old, static (node, _) => node.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null)));
        await WriteAsync(Old);
        // Planned, and cut short before anything was built.
        var planned = await RecordAsync() with { NextGeneration = 2, NextFacts = New, NextZone = "UTC", MixedAt = Micros() };
        await state.WriteAsync(TestNode.Tenant, await state.EpochAsync(TestNode.Tenant, default), [new StateWrite(IntakeGrain.RecordKey.ToBytes(0), planned.Encode())], default);
        await WriteAsync(Old);
        Assert.Equal((1, 2, New), ((await RecordAsync()).Generation, (await RecordAsync()).NextGeneration, (await RecordAsync()).NextFacts));
        await WriteAsync(New);
        Assert.Equal((2, 0, New), ((await RecordAsync()).Generation, (await RecordAsync()).NextGeneration, (await RecordAsync()).Facts));
    }

    [Fact]
    public async Task AStateThatWasLostIsMadeOnceByWhicheverVersionFindsItGone()
    {
        await InTurnAsync(Old, static (node, _) => node.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null)));
        await WriteAsync(Old);
        await state.DeleteAsync(TestNode.Tenant, default);
        await WriteAsync(New);
        Assert.Equal((1, New), ((await RecordAsync()).Generation, (await RecordAsync()).Facts));
    }

    [Fact]
    public async Task AnEntryOfALaterVersionIsRefusedAndToldOf()
    {
        await InTurnAsync(Old, static (node, _) => node.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null)));
        var head = await log.HeadAsync(TestNode.Tenant, default);
        await log.AppendAsync([new LogAppend(TestNode.Tenant, head.Epoch, head.LastSeq + 1, [new byte[] { 4, 99, 0 }])], default);
        var refused = await Assert.ThrowsAsync<UnavailableException>(() => InTurnAsync(Old, static (node, _) => node.DescribeAsync()));
        Assert.Contains("the log of tenant 'demo' has an entry of kind 4 version 99, which this version of CareKpi does not know", refused.Remedy, StringComparison.Ordinal);
        // Nothing was written over it.
        Assert.Equal(head.LastSeq + 1, (await log.HeadAsync(TestNode.Tenant, default)).LastSeq);
    }

    private Task WriteAsync(int facts) => InTurnAsync(facts, async (node, _) =>
    {
        await SendAsync(node);
        for (var generation = 2; generation < 5; generation++)
        {
            while (await node.JobAsync($"rebuild-demo-{generation}") is { State: JobState.Running })
            {
                await Task.Yield();
            }
        }
    });

    private async Task SendAsync(IIntakeGrain node)
    {
        var at = time.GetUtcNow().UtcDateTime.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var batch = CareKpi.Kpis.Events.EventBatch.Rent();
        CareKpi.Kpis.Events.EventParser.Parse(System.Text.Encoding.UTF8.GetBytes($"[{Sent.Opened($"e{++sent}", at, $"c{sent}")}]"), CareKpi.Kpis.Events.BodyForm.Array, new(TestNode.Tenant, Micros()), batch);
        Assert.Equal(1, (await node.IngestAsync(new IngestRequest(batch))).Accepted);
    }

    /// <summary>A server of a version wakes the tenant, does something and lets it go.</summary>
    private async Task InTurnAsync(int facts, Func<IIntakeGrain, EmbeddedHost, Task> work)
    {
        await using var committer = new GroupCommitter(log, time, TaskScheduler.Default);
        await using var host = new EmbeddedHost(new EngineServices(log, committer, state, time) { Facts = facts, Random = TestNode.SameBytes });
        await work(host.Intake(TestNode.Tenant), host);
    }

    private async Task<TenantRecord> RecordAsync() => TenantRecord.Decode((await state.ReadAsync(TestNode.Tenant, new StateQuery([IntakeGrain.RecordKey.ToBytes(0)], []), default)).Values[0]!);

    private long Micros() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
