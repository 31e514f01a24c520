using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>What is forgotten is gone for good: by the clock of a node alone nothing is.</summary>
public class HorizonClockTests
{
    private static readonly DateOnly First = new(2026, 3, 3);

    /// <summary>Whoever sets the clock, or a machine that comes up with a wrong one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AClockThatIsTenYearsAheadForgetsNoMoreThanTheEventsSay(bool hasMoved)
    {
        await using var node = await BegunAsync();
        await node.KeepAsync();
        if (hasMoved)
        {
            await node.ForgetAsync(First.AddDays(2));
        }
        var horizon = (await node.Node.Intake.DescribeAsync())!.Horizon;
        var right = node.Now;
        await node.RestartAsync(right.AddYears(10));
        await node.LookedAsync();
        Assert.Equal(horizon, (await node.Node.Intake.DescribeAsync())!.Horizon);
        // The clock is right again: what was taken is there, and what is sent counts.
        await node.RestartAsync(right);
        var (reply, rejected) = await node.Node.SendAsync([Opened(5), Opened(5, "new")]);
        Assert.Empty(rejected);
        Assert.Equal((1, 1), (reply.Accepted, reply.Duplicates));
        await node.Node.AppliedAsync(reply.Position);
        var read = await node.Node.ReadAsync(new ScopeRef(Level.Tenant, ""), new Period(First.AddDays(-1), First.AddDays(9)), ["cases_opened"]);
        Assert.Equal(11, read!.Values![0].Value);
    }

    /// <summary>Of a source whose clock is ahead, taken when the node's was too.</summary>
    [Fact]
    public async Task AnEventThatIsTenYearsAheadForgetsNoMoreThanTheClockSays()
    {
        await using var node = await BegunAsync();
        await node.KeepAsync();
        await node.TickAsync(node.Now.AddYears(10));
        await node.RestartAsync(Midnight(First.AddDays(Forgetful.Days)));
        await node.MovedAsync(First);
    }

    /// <summary>Who has just woken looks while the entry that says how late it is waits behind another one: it looks again when that one is applied, not an hour later.</summary>
    [Fact]
    public async Task AWriterThatHasJustWokenLooksAgainWhenItKnowsTheLatestEvent()
    {
        await using var node = await BegunAsync();
        await node.KeepAsync();
        await node.RestartAsync(Midnight(First.AddDays(Forgetful.Days)));
        await node.Node.Intake.DescribeAsync();
        var (reading, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        // Of the first one, when it is applied.
        node.Hold = step => step == "state.read" && EventsIn(node) == 2 && reading.TrySetResult() ? goesOn.Task : Task.CompletedTask;
        var first = node.TakeAsync(Opened(8, "first"));
        await reading.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var behind = node.TakeAsync(Opened(Forgetful.Days + 1));
        await EventuallyAsync(() => EventsIn(node) == 3);
        goesOn.SetResult();
        await first;
        await behind;
        await node.MovedAsync(First);
    }

    /// <summary>Fewer days that hold from some day on do not hold because a clock says that it is that day; nor do those of before, once it says that everything is kept.</summary>
    [Theory]
    [InlineData(2_000, 120)]
    [InlineData(120, null)]
    public async Task EventsAreKeptAsLongAsEitherClockSays(int? before, int? after)
    {
        await using var node = await BegunAsync();
        var changes = Midnight(First.AddDays(130));
        await ChangeAsync(node, long.MinValue, before);
        await ChangeAsync(node, changes.ToUnixTimeMilliseconds() * 1_000, after);
        // The latest event is of the day before the change, the clock of the day after it.
        await node.TickAsync(changes.AddDays(-1));
        await node.RestartAsync(changes.AddDays(1));
        await node.LookedAsync();
        Assert.Null((await node.Node.Intake.DescribeAsync())!.Horizon);
    }

    /// <summary>Ten cases, one a day from the day before the first on.</summary>
    private static async Task<Forgetful> BegunAsync()
    {
        var node = new Forgetful(new Generator(3).Tenant(10));
        await node.Node.CreateAsync("UTC");
        await node.RestartAsync(Midnight(First.AddDays(9)));
        await node.Node.AppliedAsync((await node.Node.SendAsync(Enumerable.Range(0, 10).Select(day => Opened(day)))).Reply.Position);
        return node;
    }

    private static int EventsIn(Forgetful node) => node.Log.Entries(TestNode.Tenant).Count(static entry => LogEntry.KindOf(entry) == LogEntryKind.Events);

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        for (var waiting = Stopwatch.StartNew(); !holds();)
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(60));
            await Task.Delay(1);
        }
    }

    private static string Opened(int day, string? id = null) => Sent.Opened(id ?? $"{day}", string.Create(CultureInfo.InvariantCulture, $"{First.AddDays(day - 1):yyyy-MM-dd}T12:00:00Z"), $"case-{id ?? $"{day}"}");

    private static Task ChangeAsync(Forgetful node, long from, int? days) => node.Node.Intake.ChangeSettingsAsync(new SettingsChange(from, JsonSerializer.SerializeToElement(new { retentionDays = days })));

    private static DateTimeOffset Midnight(DateOnly day) => new(day, new TimeOnly(0, 30), TimeSpan.Zero);
}
