using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>A batch whose days hold more ids than are kept in memory.</summary>
public class SeenIdsTests
{
    /// <summary>Of the clock on the wall: only a test that fails waits for it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private readonly MemoryLogStore log = new();
    private readonly MemoryStateStore state = new();

    [Fact]
    public async Task IsTaken()
    {
        var node = Start(log, state);
        await node.CreateAsync("UTC");
        await node.SendAsync(Days(1, 6));
        await node.RestartAsync();
        var (reply, _) = await node.SendAsync([.. Days(1, 6), Opened(7)]).WaitAsync(Hang);
        Assert.Equal((1, 6), (reply.Accepted, reply.Duplicates));
        // One late event more names a third day beside two that are full.
        (reply, _) = await node.SendAsync([Opened(1), Opened(2), Opened(8)]).WaitAsync(Hang);
        Assert.Equal((1, 2), (reply.Accepted, reply.Duplicates));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task IsReadAgainFromTheLog()
    {
        var node = Start(log, state);
        await node.CreateAsync("UTC");
        await node.SendAsync(Days(1, 6));
        await node.RestartAsync();
        await node.SendAsync(Days(1, 6, "b"));
        await using var next = Start(log.NextProcess(), state.NextProcess());
        var (reply, _) = await next.SendAsync([.. Days(1, 6), .. Days(1, 7, "b")]).WaitAsync(Hang);
        Assert.Equal((1, 12), (reply.Accepted, reply.Duplicates));
    }

    private static TestNode Start(MemoryLogStore log, MemoryStateStore state) => new(Play.Lazy with { MaxSeenIds = 2 }, log, state, new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));

    private static IEnumerable<string> Days(int from, int to, string more = "") => Enumerable.Range(from, to - from + 1).Select(day => Opened(day, more));

    private static string Opened(int day, string more = "") => Sent.Opened($"{day}{more}", $"2026-03-0{day}T12:00:00Z", $"k{day}{more}");
}
