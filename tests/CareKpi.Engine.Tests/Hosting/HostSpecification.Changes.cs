using CareKpi.Engine.Changes;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

public abstract partial class HostSpecification
{
    private static readonly ScopeRef Nobody = new(Level.Agent, "nobody");

    private static Task<ChangeSet> AskAsync(IHostUnderTest host, long? since, TimeSpan wait) =>
        host.Grains.Intake("t").ChangesAsync(new ChangesRequest([new WatchedScope(Whole, since), new WatchedScope(Nobody, since)], wait));

    /// <summary>What was asked before is being waited for.</summary>
    private static Task TurnAsync(IHostUnderTest host) => host.Grains.Intake("t").DescribeAsync();

    [Fact]
    public async Task Who_waits_for_a_change_is_told_the_scope_and_the_position_and_holds_up_nobody()
    {
        await using var host = await StartedAsync("t");
        var start = await AskAsync(host, null, TimeSpan.Zero);
        Assert.Empty(start.Changed);
        for (var number = 1; number <= 3; number++)
        {
            var first = AskAsync(host, start.Position, TimeSpan.FromHours(1));
            var second = AskAsync(host, start.Position, TimeSpan.FromHours(1));
            await TurnAsync(host);
            Assert.False(first.IsCompleted || second.IsCompleted);
            var reply = await SendAsync(host, "t", Event(number));
            foreach (var told in await Task.WhenAll(first, second))
            {
                Assert.Equal([Whole], told.Changed);
                Assert.InRange(told.Position, start.Position + 1, reply.Position);
            }
            start = await AskAsync(host, reply.Position, TimeSpan.Zero);
        }
        var quiet = AskAsync(host, start.Position, TimeSpan.FromSeconds(15));
        await TurnAsync(host);
        time.Advance(TimeSpan.FromSeconds(16));
        Assert.Empty((await quiet).Changed);
    }

    /// <summary>A writer that is another one cannot tell what was missed: rather once too often.</summary>
    [Fact]
    public async Task A_change_while_nobody_could_be_told_is_named_by_who_writes_next()
    {
        var host = await StartedAsync("t");
        var start = (await AskAsync(host, null, TimeSpan.Zero)).Position;
        var waiting = AskAsync(host, start, TimeSpan.FromHours(1));
        await TurnAsync(host);
        await host.SleepAsync("t");
        await Assert.ThrowsAsync<UnavailableException>(() => waiting);
        await SendAsync(host, "t", Event(1));
        var told = await AskAsync(host, start, TimeSpan.FromHours(1));
        Assert.Contains(Whole, told.Changed);
        host.Kill();
        log = log.NextProcess();
        state = state.NextProcess();
        await using var next = Start(Setting());
        await SendAsync(next, "t", Event(2));
        Assert.Contains(Whole, (await AskAsync(next, told.Position, TimeSpan.FromHours(1))).Changed);
    }
}
