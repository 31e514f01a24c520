using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

public class TargetReadingTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");
    private static readonly Period March = new(new(2026, 3, 1), new(2026, 3, 31));

    /// <summary>At noon of 22 March nine and a half days of the month are left: 95 more cases are 10 a day.</summary>
    [Fact]
    public async Task The_pace_is_what_is_missing_by_the_days_that_are_left()
    {
        await using var node = await NodeAsync();
        await DefineAsync(node, new Target("t", Whole, "cases_opened", 100, null, Target.Beginning, null));
        Assert.Equal((5.0, 10.0), await PaceAsync(node, March));
        // Over, or not begun: there is nothing to keep pace with.
        Assert.Equal((5.0, null), await PaceAsync(node, new Period(new(2026, 3, 1), new(2026, 3, 21))));
        Assert.Equal((0.0, null), await PaceAsync(node, new Period(new(2026, 4, 1), new(2026, 4, 30))));
    }

    /// <summary>The month is judged by the target of today, one that is over by that of its last day.</summary>
    [Fact]
    public async Task A_running_period_has_the_target_of_today()
    {
        await using var node = await NodeAsync();
        await DefineAsync(node, new Target("until", Whole, "cases_opened", 1, null, Target.Beginning, new(2026, 3, 21)));
        await DefineAsync(node, new Target("from", Whole, "cases_opened", 2, null, new(2026, 3, 22), new(2026, 3, 22)));
        Assert.Equal("from", (await ReadAsync(node, March)).Target!.Target.Id);
        Assert.Equal("until", (await ReadAsync(node, March with { To = new(2026, 3, 21) })).Target!.Target.Id);
        node.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null((await ReadAsync(node, March)).Target);
    }

    [Fact]
    public async Task A_closed_month_is_judged_by_what_stands()
    {
        await using var node = await NodeAsync();
        node.Time.Advance(TimeSpan.FromDays(14));
        await DefineAsync(node, new Target("t", Whole, "cases_opened", 10, null, Target.Beginning, null));
        await node.Host.Scope(TestNode.Tenant, Whole).CloseMonthAsync(March.From, "test");
        var (reply, _) = await node.SendAsync(Enumerable.Range(10, 5).Select(static number => Sent.Opened($"late{number}", "2026-03-20T09:00:00Z", $"k{number}")));
        await node.AppliedAsync(reply.Position);
        var value = await ReadAsync(node, March);
        Assert.Equal((5.0, 10.0), (value.Value!.Value, value.Revised!.Value));
        Assert.NotNull(value.Target);
    }

    private static async Task<TestNode> NodeAsync()
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 22, 12, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        var (reply, rejected) = await node.SendAsync(Enumerable.Range(0, 5).Select(static number => Sent.Opened($"e{number}", "2026-03-10T09:00:00Z", $"k{number}")));
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
        return node;
    }

    private static Task DefineAsync(TestNode node, Target target) => node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Targets, target.Id, target.ToDocument()));

    private static async Task<KpiValue> ReadAsync(TestNode node, Period period) =>
        (await node.ReadAsync(Whole, period, ["cases_opened"], with: static request => request with { Extras = Extras.Target }))!.Values![0];

    private static async Task<(double?, double?)> PaceAsync(TestNode node, Period period)
    {
        var value = await ReadAsync(node, period);
        return (value.Value, value.Target!.Pace);
    }
}
