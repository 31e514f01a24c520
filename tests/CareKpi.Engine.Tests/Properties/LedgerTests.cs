using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>Costs: corrected across days, and shares of days that are still to come.</summary>
public class LedgerTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    [Fact]
    public async Task AnEventSaysWhatBecameOfIt()
    {
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await node.SendAsync([Cost("a", "2026-03-02T09:00:00Z", 5), Cost("b", "2026-03-04T09:00:00Z", 7, """ "supersedes":"a","supersedestime":"2026-03-02T00:00:00Z", """)]);
        await node.AppliedAsync((await node.SendAsync([Cost("c", "2026-03-02T10:00:00Z", 9)])).Reply.Position);
        Assert.Equal(("superseded", "counts", "counts"), (await OutcomeAsync(node, "a"), await OutcomeAsync(node, "b"), await OutcomeAsync(node, "c")));
        Assert.Equal(16, await CostAsync(node, 1, 31));
        // What was superseded across days is not found a second time.
        await node.AppliedAsync((await node.SendAsync([Cost("d", "2026-03-05T09:00:00Z", 11, """ "supersedes":"a","supersedestime":"2026-03-02T00:00:00Z", """)])).Reply.Position);
        Assert.Equal("superseded", await OutcomeAsync(node, "b"));
        Assert.Equal(20, await CostAsync(node, 1, 31));
        Assert.DoesNotContain((await node.Intake.QualityAsync()).Findings, finding => finding.Code == "superseded_not_found");
        await node.AppliedAsync((await node.SendAsync([Cost("e", "2026-03-06T09:00:00Z", 1, """ "supersedes":"nobody", """)])).Reply.Position);
        Assert.Equal(1, Assert.Single((await node.Intake.QualityAsync()).Findings, finding => finding.Code == "superseded_not_found").Count);
    }

    /// <summary>No event and no timer: the clock alone, awake and after a restart.</summary>
    [Fact]
    public async Task ADayThatComesBringsItsShare()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        await using var node = new TestNode(time: time);
        await node.CreateAsync("UTC");
        var (reply, _) = await node.SendAsync([Cost("a", "2026-03-02T09:00:00Z", 10, data: """ ,"from":"2026-03-01","to":"2026-03-03" """)]);
        await node.AppliedAsync(reply.Position);
        Assert.Equal(6.6667, await CostAsync(node, 1, 31));
        time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(10, await CostAsync(node, 1, 31));
        await node.RestartAsync();
        Assert.Equal(10, await CostAsync(node, 1, 31));
        Assert.Equal(3.3333, await CostAsync(node, 3, 3));
    }

    private static string Cost(string id, string time, int amount, string attributes = "", string data = "") =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"demo","type":"care.cost.recorded","time":"{{{time}}}",{{{attributes}}}"data":{"category":"labour","amount":{{{amount}}}{{{data}}}}}""";

    private static async Task<string?> OutcomeAsync(TestNode node, string id) => (await node.Intake.EventAsync(new EventQuery("demo", id, null, null))).Event?.Outcome;

    private static async Task<double?> CostAsync(TestNode node, int from, int to) =>
        (await node.ReadAsync(Whole, new Period(new DateOnly(2026, 3, from), new DateOnly(2026, 3, to)), ["service_cost"]))!.Values![0].Value;
}
