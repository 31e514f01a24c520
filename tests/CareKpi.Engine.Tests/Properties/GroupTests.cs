using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>Entries that wait are applied as one group; one on which applying throws is set aside alone.</summary>
public sealed class GroupTests : IAsyncDisposable
{
    private const string Ill = "ill";

    private readonly Steps steps = new();
    private MemoryLogStore log;
    private MemoryStateStore state;
    private TestNode node;

    public GroupTests()
    {
        log = new MemoryLogStore(steps.OnAsync);
        state = new MemoryStateStore(steps.OnAsync);
        node = NodeOf(log, state);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task WhatWaitsIsAppliedTogether()
    {
        await node.CreateAsync("UTC");
        var grouped = await ReadsAsync(() => SendBehindAsync(["a", "b", "c"]));
        Assert.Equal(5, (await node.Intake.DescribeAsync())!.Events);
        await using var alone = NodeOf(new MemoryLogStore(), new MemoryStateStore(steps.OnAsync));
        await alone.CreateAsync("UTC");
        var single = await ReadsAsync(async () =>
        {
            foreach (var key in (string[])["day", "first", "a", "b", "c"])
            {
                await alone.AppliedAsync((await alone.SendAsync([Opened(key)])).Reply.Position);
            }
        });
        // Each reads its case: three of them together.
        Assert.Equal(single - 2, grouped);
    }

    private async Task<int> ReadsAsync(Func<Task> work)
    {
        var before = steps.Count("state.read");
        await work();
        return steps.Count("state.read") - before;
    }

    [Theory]
    [InlineData(Ill, "a", "b")]
    [InlineData("a", Ill, "b")]
    [InlineData("a", "b", Ill)]
    public async Task APoisonousEntryIsSetAsideAlone(params string[] keys)
    {
        await MakeIllAsync();
        var last = await SendBehindAsync(keys);
        var poisonous = last - keys.Length + 1 + Array.IndexOf(keys, Ill);
        Assert.Equal([poisonous], (await node.Intake.QualityAsync()).SetAside);
        Assert.Equal(4, (await node.Intake.DescribeAsync())!.Events);
        await HealAsync();
        // Nothing of the poisonous entry, and everything of the others.
        await AssertSameAsync("day", "first", "a", "b");
    }

    [Fact]
    public async Task SoItIsWhenTheLogIsReadAgain()
    {
        await MakeIllAsync();
        var last = await SendBehindAsync(["a", Ill, "b"]);
        log = log.NextProcess();
        state = state.NextProcess();
        node = NodeOf(log, state);
        Assert.Equal([last - 1], (await node.Intake.QualityAsync()).SetAside);
        Assert.Equal(4, (await node.Intake.DescribeAsync())!.Events);
        // A rebuild tries it again, on rows that are well.
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        Assert.Empty((await node.Intake.QualityAsync()).SetAside);
        await AssertSameAsync("day", "first", "a", Ill, "b");
    }

    private async Task AssertSameAsync(params string[] keys)
    {
        await using var plain = NodeOf(new MemoryLogStore(), new MemoryStateStore());
        await plain.CreateAsync("UTC");
        await plain.SendAsync(keys.Select(Opened));
        var (expected, digest) = (await plain.Intake.DigestAsync(), await node.Intake.DigestAsync());
        Assert.Equal((expected.Timelines, expected.Cells), (digest.Timelines, digest.Cells));
    }

    /// <summary>One entry a key, all durable before the first of them is applied. Gives the position of the last.</summary>
    private async Task<long> SendBehindAsync(string[] keys)
    {
        // The ids of the day are read before the log is written.
        await node.AppliedAsync((await node.SendAsync([Opened("day")])).Reply.Position);
        using var stall = steps.StallAt("state.read");
        var first = node.SendAsync([Opened("first")]);
        await stall.Reached;
        var position = (await first).Reply.Position;
        foreach (var key in keys)
        {
            position = (await node.SendAsync([Opened(key)])).Reply.Position;
        }
        stall.Release();
        await node.AppliedAsync(position);
        return position;
    }

    private static TestNode NodeOf(MemoryLogStore log, MemoryStateStore state) =>
        new(Play.Lazy, log, state, new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));

    private static string Opened(string key) => Sent.Opened(key, "2026-03-02T12:00:00Z", key);

    /// <summary>A case whose row no version can read.</summary>
    private async Task MakeIllAsync()
    {
        await node.CreateAsync("UTC");
        await WriteAsync([0x7f]);
    }

    private async Task HealAsync()
    {
        // Everything is in the store before, and nothing of the row is in memory after.
        await node.RestartAsync();
        await WriteAsync(null);
    }

    private async Task WriteAsync(byte[]? row)
    {
        var key = new StateKey(RowKind.Dossier, Hash().Of((byte)EntityKind.Case, System.Text.Encoding.UTF8.GetBytes(Ill)), 0);
        Assert.True(await state.WriteAsync(TestNode.Tenant, await state.EpochAsync(TestNode.Tenant, default), [new StateWrite(key.ToBytes(1), row)], default));
    }

    private static EntityHash Hash()
    {
        Span<byte> bytes = stackalloc byte[16];
        TestNode.SameBytes(bytes);
        return new EntityHash(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
    }
}
