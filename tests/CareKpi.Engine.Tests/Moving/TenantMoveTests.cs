using CareKpi.Engine.Grains;
using CareKpi.Engine.Moving;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Moving;

/// <summary>A tenant is at the target as it was at the source, or it is not there.</summary>
public class TenantMoveTests
{
    private readonly MemoryLogStore log = new();
    private readonly MemoryStateStore state = new();
    private readonly MemoryStateStore node = new();
    private readonly GeneratedTenant tenant = new Generator(11).Tenant(60);

    [Fact]
    public void WhatIsMovedIsTheSameAndGoesOn() => Play.ForAll(static async (tenant, seed) =>
    {
        var test = new TenantMoveTests();
        var play = new Play(tenant, seed);
        var events = tenant.Events.ToList();
        var half = events.Count / 2;
        Digests before;
        await using (var source = test.Start(tenant, test.log, test.state))
        {
            await Play.CreateAsync(source, tenant);
            foreach (var batch in play.Batches(events[..half]))
            {
                await source.SendAsync(batch);
            }
            before = await source.Intake.DigestAsync();
        }
        before = before with { Position = (await test.GapsAsync()).Position };
        var head = await test.log.HeadAsync(TestNode.Tenant, default);

        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        var moved = await test.MoveAsync(toLog, toState, isShared: play.Chance(50));
        Assert.Equal(before.State, moved.Digest);
        var there = await toLog.HeadAsync(TestNode.Tenant, default);
        Assert.Equal(head.LastSeq, there.LastSeq);
        Assert.Equal(await test.log.HeadAsync(TestNode.Tenant, default), there);
        Assert.Equal(await test.EntriesAsync(test.log), await test.EntriesAsync(toLog));

        await using var target = test.Start(tenant, toLog, toState);
        Assert.Equal(before, await target.Intake.DigestAsync());
        await target.SendAsync(events);
        var after = await target.Intake.DigestAsync();
        Assert.Equal((await Play.PlainAsync(tenant)).State, after.State);
    });

    [Fact]
    public async Task WhereverItIsCutShortItServesNobodyAndIsDoneByTheNextRun()
    {
        await FilledAsync();
        var before = await GapsAsync();
        for (var cut = 1; ; cut++)
        {
            var faults = new Cut(cut);
            var (toLog, toState) = (new MemoryLogStore(faults.OnAsync), new MemoryStateStore(faults.OnAsync));
            var ended = true;
            try
            {
                await MoveAsync(toLog, toState);
            }
            catch (StoreException)
            {
                ended = false;
            }
            faults.Heal();
            await toLog.ReopenAsync(default);
            await toState.ReopenAsync(default);
            await using (var early = Start(tenant, toLog, toState))
            {
                var info = await early.Intake.DescribeAsync();
                Assert.Equal(ended, info is not null);
            }
            if (ended)
            {
                Assert.True(cut > 8, $"{cut} writes make a move");
                return;
            }
            await MoveAsync(toLog, toState);
            await using var target = Start(tenant, toLog, toState);
            Assert.Equal(before, await target.Intake.DigestAsync());
        }
    }

    [Fact]
    public async Task OneThatIsComingIsNeitherReadNorWrittenNorMade()
    {
        await FilledAsync();
        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        var move = new TenantMove(Of(log, state), Of(toLog, toState));
        await move.CopyAsync(TestNode.Tenant, default);
        await using var target = Start(tenant, toLog, toState);
        Assert.Null(await target.Intake.DescribeAsync());
        await Assert.ThrowsAsync<UnavailableException>(() => target.SendAsync([tenant.Events[0]]));
        await Assert.ThrowsAsync<UnavailableException>(() => Play.CreateAsync(target, tenant));
        await Assert.ThrowsAnyAsync<Exception>(() => target.Intake.RebuildAsync());
        await move.OpenAsync(TestNode.Tenant, default);
        // Whoever looked before finds it now.
        Assert.NotNull(await target.Intake.DescribeAsync());
        await target.SendAsync([tenant.Events[0]]);
    }

    [Fact]
    public async Task WhoeverLookedForItBeforeFindsIt()
    {
        await FilledAsync();
        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        await using var target = Start(tenant, toLog, toState);
        Assert.Null(await target.Intake.DescribeAsync());
        await MoveAsync(toLog, toState);
        await target.Intake.DescribeAsync();
        Assert.NotNull(await target.Intake.DescribeAsync());
    }

    [Fact]
    public async Task AServerThatWritesOnIsToldOfAndNothingStays()
    {
        await FilledAsync();
        await using var source = Start(tenant, log, state);
        await source.Intake.DigestAsync();
        var wrote = false;
        var (toLog, toState) = (new MemoryLogStore(WriteOnceAsync), new MemoryStateStore());
        var refused = await Assert.ThrowsAsync<MoveException>(() => MoveAsync(toLog, toState, isShared: true));
        Assert.Contains("went on writing", refused.Message, StringComparison.Ordinal);
        Assert.True(wrote);
        Assert.Equal(default, await toLog.HeadAsync(TestNode.Tenant, default));
        Assert.Equal(0, await toState.EpochAsync(TestNode.Tenant, default));

        async ValueTask WriteOnceAsync(string step, CancellationToken cancellationToken)
        {
            if (step is "log.append" && !wrote)
            {
                wrote = true;
                // Fenced, it reads its head anew and takes the tenant again.
                await Assert.ThrowsAsync<UnavailableException>(() => source.SendAsync([Sent.Status("x1", "2020-01-02T03:04:05Z", "amy", "available")]));
                await source.SendAsync([Sent.Status("x1", "2020-01-02T03:04:05Z", "amy", "available")]);
            }
        }
    }

    [Fact]
    public async Task AServerThatWritesBetweenTheCopyAndTheOpeningIsToldOf()
    {
        await FilledAsync();
        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        var move = new TenantMove(Of(log, state) with { IsShared = true }, Of(toLog, toState));
        await move.CopyAsync(TestNode.Tenant, default);
        Digests written;
        await using (var source = Start(tenant, log, state))
        {
            await source.SendAsync([Sent.Status("x1", "2020-01-02T03:04:05Z", "amy", "available")]);
            written = await source.Intake.DigestAsync();
            Assert.Contains("went on writing", (await Assert.ThrowsAsync<MoveException>(() => move.OpenAsync(TestNode.Tenant, default))).Message, StringComparison.Ordinal);
        }

        await using (var early = Start(tenant, toLog, toState))
        {
            Assert.Null(await early.Intake.DescribeAsync());
        }

        Assert.False((await MoveAsync(toLog, toState, isShared: true)).WasThere);
        await using var target = Start(tenant, toLog, toState);
        Assert.Equal(written, await target.Intake.DigestAsync());
    }

    [Fact]
    public async Task WhatWasMovedIsNotMovedAgainAndWhatIsAnothersIsNotTouched()
    {
        await FilledAsync();
        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        await MoveAsync(toLog, toState);
        Assert.True((await MoveAsync(toLog, toState)).WasThere);
        await using (var source = Start(tenant, log, state))
        {
            await source.SendAsync([Sent.Status("x1", "2020-01-02T03:04:05Z", "amy", "available")]);
        }
        Assert.Contains("has gone on at the source", (await Assert.ThrowsAsync<MoveException>(() => MoveAsync(toLog, toState))).Message, StringComparison.Ordinal);

        var (otherLog, otherState) = (new MemoryLogStore(), new MemoryStateStore());
        await using (var other = Start(tenant, otherLog, otherState))
        {
            await other.CreateAsync("Asia/Taipei");
        }
        var head = await otherLog.HeadAsync(TestNode.Tenant, default);
        Assert.Contains("another tenant", (await Assert.ThrowsAsync<MoveException>(() => MoveAsync(otherLog, otherState))).Message, StringComparison.Ordinal);
        Assert.Equal(head, await otherLog.HeadAsync(TestNode.Tenant, default));
    }

    [Fact]
    public async Task ATargetThatHoldsOtherBytesIsRefusedAndRemoved()
    {
        await FilledAsync();
        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        var refused = await Assert.ThrowsAsync<MoveException>(() => new TenantMove(Of(log, state), Of(toLog, new Forgetful(toState))).CopyAsync(TestNode.Tenant, default));
        Assert.Contains("is not the same at the target", refused.Message, StringComparison.Ordinal);
        Assert.Equal(default, await toLog.HeadAsync(TestNode.Tenant, default));
        Assert.Equal(0, await toState.EpochAsync(TestNode.Tenant, default));
    }

    [Fact]
    public async Task OneWithoutStateIsMadeAnewFromItsLog()
    {
        var before = await FilledAsync();
        await state.DeleteAsync(TestNode.Tenant, default);
        var (toLog, toState) = (new MemoryLogStore(), new MemoryStateStore());
        Assert.Null((await MoveAsync(toLog, toState)).Digest);
        await using var target = Start(tenant, toLog, toState);
        Assert.Equal(before, await target.Intake.DigestAsync());
    }

    private async Task<Digests> FilledAsync()
    {
        await using var source = Start(tenant, log, state);
        await Play.CreateAsync(source, tenant);
        foreach (var batch in tenant.Events.Chunk(20))
        {
            await source.SendAsync(batch);
        }
        return await source.Intake.DigestAsync();
    }

    /// <summary>Numbers without entries, as the horizon leaves them: single ones and a long run, none of which the state needs any more.</summary>
    private async Task<Digests> GapsAsync()
    {
        var head = await log.HeadAsync(TestNode.Tenant, default);
        var fillers = Enumerable.Range(0, 10_000).Select(static _ => (ReadOnlyMemory<byte>)new byte[] { 6, 1, 0, 0, 0, 0, 0, 0, 0, 0 }).ToArray();
        await log.AppendAsync([new LogAppend(TestNode.Tenant, head.Epoch, head.LastSeq + 1, fillers)], default);
        await log.RewriteAsync(TestNode.Tenant, head.Epoch, [.. Enumerable.Range(1, 9_998).Where(static at => at is < 3 or > 5).Select(at => new LogRewrite(head.LastSeq + at, null))], default);
        await using var source = Start(tenant, log, state);
        return await source.Intake.DigestAsync();
    }

    private async Task<MovedTenant> MoveAsync(ILogStore toLog, IStateStore toState, bool isShared = false)
    {
        var move = new TenantMove(Of(log, state) with { IsShared = isShared }, Of(toLog, toState));
        var moved = await move.CopyAsync(TestNode.Tenant, default);
        await move.OpenAsync(TestNode.Tenant, default);
        return moved;
    }

    private async Task<string> EntriesAsync(ILogStore of) => string.Join('\n', (await of.ReadAsync(TestNode.Tenant, 1, int.MaxValue, default)).Select(static entry => $"{entry.Seq} {Convert.ToHexString(entry.Payload.Span)}"));

    private MoveStores Of(ILogStore ofLog, IStateStore ofState) => new(ofLog, ofState, node, IsShared: false);

    private TestNode Start(GeneratedTenant of, ILogStore onLog, IStateStore onState) => new(log: onLog, state: onState, time: new ManualTime(of.Now.ToDateTimeOffset()));

    /// <summary>The first writes are done, all others fail.</summary>
    private sealed class Cut(int writes)
    {
        private int left = writes;
        private bool isHealed;

        public void Heal() => isHealed = true;

        public ValueTask OnAsync(string step, CancellationToken cancellationToken) => isHealed || step is not ("log.append" or "log.claim" or "log.rewrite" or "log.delete" or "state.write" or "state.delete") || --left >= 0
            ? ValueTask.CompletedTask : throw new StoreException(StoreFault.Io, "cut");
    }

    /// <summary>Loses a row.</summary>
    private sealed class Forgetful(IStateStore inner) : IStateStore
    {
        public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) => inner.EpochAsync(tenant, cancellationToken);

        public ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken) =>
            inner.WriteAsync(tenant, epoch, writes.Count > 1 ? [.. writes.Skip(1)] : writes, cancellationToken);

        public ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken) => inner.ReadAsync(tenant, query, cancellationToken);

        public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken) => inner.DeleteRangeAsync(tenant, epoch, range, limit, cancellationToken);

        public ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) => inner.DeleteAsync(tenant, cancellationToken);

        public ValueTask ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
