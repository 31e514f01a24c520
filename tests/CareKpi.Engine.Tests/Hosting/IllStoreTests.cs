using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Engine.Tests.Scopes;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>Jobs of a tenant whose stores are ill: reads go on, and the jobs with the stores.</summary>
public class IllStoreTests
{
    /// <summary>Of the clock on the wall: only a test that fails waits for it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private static readonly ScopeRef Whole = new(Level.Tenant, "");
    private static readonly Period Day = new(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2));
    private static readonly string[] Events = [Sent.Opened("1", "2026-03-02T08:00:00Z", "a", "ana"), Sent.Opened("2", "2026-03-02T09:00:00Z", "b", "ben")];

    private readonly Steps steps = new();
    private readonly ManualTime time = new(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
    private MemoryLogStore log;
    private MemoryStateStore state;
    private bool isFull;
    private string failing = "";

    public IllStoreTests()
    {
        log = new MemoryLogStore(OnAsync);
        state = new MemoryStateStore(OnAsync);
    }

    [Theory]
    [InlineData("log.claim")]
    [InlineData("state.write")]
    public async Task APendingRebuildLeavesReadsAlone(string step)
    {
        var node = new TestNode(Play.Lazy, log, state, time);
        await node.CreateAsync("UTC");
        await node.SendAsync(Events);
        await node.Intake.DigestAsync();
        JobInfo job;
        using (var stall = steps.StallAt("state.write"))
        {
            job = await node.Intake.RebuildAsync();
            await stall.Reached;
            (log, state) = (log.NextProcess(), state.NextProcess());
        }
        (isFull, failing) = (true, step);
        await using var next = new TestNode(Play.Lazy, log, state, time);
        await FailedAsync(next.Intake, job.Id);
        for (var reads = 0; reads < 5; reads++)
        {
            Assert.Equal(2, await OpenedAsync(next.Host));
        }
        await Assert.ThrowsAsync<UnavailableException>(() => next.SendAsync([Sent.Opened("3", "2026-03-02T10:00:00Z", "c")]));
        Assert.Equal(2, await OpenedAsync(next.Host));
        isFull = false;
        time.Advance(TimeSpan.FromMinutes(1));
        await next.DoneAsync(job.Id).WaitAsync(Hang);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await next.SendAsync([Sent.Opened("3", "2026-03-02T10:00:00Z", "c")])).Reply.Accepted);
        Assert.Equal(3, await OpenedAsync(next.Host));
    }

    /// <summary>What is beside the log may be ill for long; the tenant is not.</summary>
    [Fact]
    public async Task AnErasureThatFailsBesideLeavesTheTenantAlone()
    {
        var (isIll, tried) = (true, 0);
        await using var committer = new GroupCommitter(log, time, TaskScheduler.Default);
        await using var host = new EmbeddedHost(new EngineServices(log, committer, state, time)
        {
            EraseBeside = (_, _) => ++tried > 0 && isIll ? throw new InvalidOperationException("of ana") : Task.CompletedTask,
        });
        var intake = host.Intake(TestNode.Tenant);
        await intake.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null));
        await Sent.ToAsync(intake, Events);
        var job = (await intake.EraseAsync("ana"))!;
        await FailedAsync(intake, job.Id);
        Assert.Equal("InvalidOperationException", (await intake.JobAsync(job.Id))!.Error);
        Assert.Equal(1, (await Sent.ToAsync(intake, Sent.Opened("3", "2026-03-02T10:00:00Z", "c"))).Accepted);
        Assert.Equal(3, await OpenedAsync(host));
        // The same activation: nobody began again.
        Assert.Equal(1, tried);
        isIll = false;
        time.Advance(TimeSpan.FromMinutes(1));
        await DoneAsync(intake, job.Id).WaitAsync(Hang);
        Assert.Equal(2, tried);
    }

    /// <summary>A generation was planned, and nobody built it.</summary>
    [Fact]
    public async Task AnErasureAfterARebuildThatFailedIsDone()
    {
        await using var broken = new BrokenLog(log);
        await using var node = new TestNode(Play.Lazy, broken, state, time);
        await node.CreateAsync("UTC");
        await node.AppliedAsync((await node.SendAsync(Events)).Reply.Position);
        broken.IsBroken = true;
        var rebuild = await node.Intake.RebuildAsync();
        await FailedAsync(node.Intake, rebuild.Id);
        Assert.Equal(JobState.Failed, (await node.Intake.JobAsync(rebuild.Id))!.State);
        broken.IsBroken = false;
        var erasure = (await node.Intake.EraseAsync("ana"))!;
        await node.DoneAsync(erasure.Id).WaitAsync(Hang);
        Assert.Equal(2, await OpenedAsync(node.Host));
    }

    /// <summary>The state was removed: what is applied again does not wait in memory for the end of the log.</summary>
    [Fact]
    public async Task AFarReplayIsWrittenOnTheWay()
    {
        var tenant = new Generator(6).Tenant(80, everyType: true);
        Digests before;
        long events;
        await using (var node = new TestNode(Play.Lazy, log, state, new ManualTime(tenant.Now.ToDateTimeOffset())))
        {
            await Play.CreateAsync(node, tenant);
            foreach (var batch in tenant.Events.Chunk(20))
            {
                await node.SendAsync(batch);
            }
            await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
            before = await node.Intake.DigestAsync();
            events = (await node.Intake.DescribeAsync())!.Events;
        }
        var limits = Play.Lazy with { CheckpointBytes = 1, MaxGroup = 20 };
        await using var anew = new WatchedStateStore();
        await using (var node = new TestNode(limits, log, anew, new ManualTime(tenant.Now.ToDateTimeOffset())))
        {
            await node.Intake.DescribeAsync();
            Assert.InRange(anew.Written[RowKind.Head], 5, int.MaxValue);
            Assert.Equal(before, await node.Intake.DigestAsync());
        }
        // One that takes no writes is read all the same.
        (isFull, failing, state) = (true, "state.write", new MemoryStateStore(OnAsync));
        await using var full = new TestNode(limits, log, state, new ManualTime(tenant.Now.ToDateTimeOffset()));
        Assert.Equal(events, (await full.Intake.DescribeAsync())!.Events);
        isFull = false;
        Assert.Equal(before, await full.Intake.DigestAsync());
    }

    private static async Task<int> OpenedAsync(EmbeddedHost host)
    {
        var read = await host.Scope(TestNode.Tenant, Whole).ReadAsync(new ReadRequest(Whole, new PeriodChoice(Day, null)) { Kpis = ["cases_opened"] });
        return (int)read!.Values![0].Value!.Value;
    }

    private static async Task FailedAsync(IIntakeGrain intake, string job)
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while ((await intake.JobAsync(job))?.Error is null)
        {
            Assert.True(waiting.Elapsed < Hang, "the job does not say that it failed");
            await Task.Yield();
        }
    }

    private static async Task DoneAsync(IIntakeGrain intake, string job)
    {
        while (await intake.JobAsync(job) is { State: not JobState.Done })
        {
            await Task.Yield();
        }
    }

    private ValueTask OnAsync(string step, CancellationToken cancellationToken) =>
        isFull && string.Equals(step, failing, StringComparison.Ordinal) ? throw new IOException("injected") : steps.OnAsync(step, cancellationToken);
}
