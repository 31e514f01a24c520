using CareKpi.Engine.Projection;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

public class LoyaltyReadingTests
{
    private static readonly ScopeRef Tenant = new(Level.Tenant, "");
    private static readonly Period March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    [Fact]
    public async Task APeriodIsReadFromTheStoreOnce()
    {
        await using var store = new WatchedStateStore();
        await using var node = await PlayAsync(store, [Started("ana", "2026-02-01"), Started("ben", "2026-03-03"), Revenue("ana", "2026-03-02", 50)]);
        string[] kpis = ["customers_active", "retention_rate", "net_revenue_retention", "customer_lifetime_value", "churn_reasons"];
        var first = await node.ReadAsync(Tenant, March, kpis);
        var reads = store.Reads;
        Assert.Equal(first!.Values, (await node.ReadAsync(Tenant, March, kpis))!.Values, SameValue);
        Assert.Equal(reads, store.Reads);
        await SendAsync(node, [Ended("ana", "2026-03-20")]);
        Assert.Equal(1, (await node.ReadAsync(Tenant, March, ["customers_active"]))!.Values![0].Value);
    }

    [Fact]
    public async Task ACheckpointWritesTheBlocksOfChangedCustomersOnly()
    {
        await using var store = new WatchedStateStore();
        var many = Enumerable.Range(0, LineBlocks.Spells.Customers).Select(i => Started($"c{i}", "2026-02-01")).ToList();
        await using var node = await PlayAsync(store, many);
        await node.Intake.DigestAsync();
        Assert.InRange(store.Written[RowKind.Spells], 2, 8);
        store.Written.Clear();
        await SendAsync(node, [Ended("c7", "2026-03-20"), Ended("c8", "2026-03-20")]);
        await node.Intake.DigestAsync();
        Assert.Equal(1, store.Written[RowKind.Spells]);
        store.Written.Clear();
        // What changes no line writes none: a second revenue, a renewal at the same price.
        await SendAsync(node, [Event("care.subscription.renewed", "2026-03-21", """{"subscription":"s-c9","customer":"c9","mrr":10}""")]);
        await node.Intake.DigestAsync();
        Assert.DoesNotContain(RowKind.Spells, store.Written);
    }

    [Fact]
    public async Task WhoOnlyHasRevenueIsRankedToo()
    {
        await using var node = await PlayAsync(null, [Revenue("ana", "2026-03-02", 50), Revenue("ben", "2026-03-05", 70), Revenue("cat", "2026-02-05", 90), Started("dan", "2026-03-01")]);
        var read = await node.ReadAsync(Tenant, March, ["customer_lifetime_value", "customer_lifetime_value_expected"], null, request => request with { Ranking = new RankingOf(Level.Customer) });
        Assert.Equal([("ben", 70), ("ana", 50)], read!.Ranking![0].Entries.Select(entry => (entry.Scope.Key, entry.Result.Value!.Value)));
    }

    [Fact]
    public async Task CustomersAreToldApartBySegment()
    {
        await using var node = await PlayAsync(null, [Started("ana", "2026-02-01"), Started("ben", "2026-02-01"), Started("cat", "2026-02-01"), Described("ana", "2026-01-01", "gold"), Described("ben", "2026-03-31", "gold"),
            Described("cat", "2026-01-01", "gold"), Described("cat", "2026-03-20", "basic")]);
        var read = await node.ReadAsync(Tenant, March, ["customers_active"], null, request => request with { By = new BreakdownBy(Dimensions.Segment, null) });
        Assert.Equal([("gold", 2), ("basic", 1)], read!.Breakdown![0].Items.Select(item => (item.Value, item.Result.Value!.Value)));
        var problem = await Assert.ThrowsAsync<ReadProblemException>(() => node.ReadAsync(Tenant, March, ["utilization"], new Filter(Dimensions.Segment, null, ["gold"])));
        Assert.Equal("KPI_NOT_BY_DIMENSION", problem.Code);
    }

    [Fact]
    public async Task PointsOfASeriesAreThePeriodsThatTheyStandFor()
    {
        await using var node = await PlayAsync(null, [Started("ana", "2026-01-10"), Started("ben", "2026-02-10"), Ended("ana", "2026-03-10"), Revenue("ana", "2026-02-01", 30)]);
        string[] kpis = ["retention_rate", "customers_active", "customer_lifetime_value_expected"];
        var year = new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 30));
        var series = (await node.ReadAsync(Tenant, year, kpis, null, request => request with { Interval = Interval.Month }))!.Series!;
        foreach (var (kpi, at) in kpis.Select((kpi, at) => (kpi, at)))
        {
            foreach (var point in series[at].Points)
            {
                var month = new Period(point.From, point.From.AddMonths(1).AddDays(-1));
                Assert.Equal((await node.ReadAsync(Tenant, month, [kpi]))!.Values![0].Value, point.Value);
            }
        }
        Assert.Equal([1, 2, 1, 1], series[1].Points.Select(point => point.Value!.Value));
    }

    [Theory]
    [InlineData("kpis")]
    [InlineData("team")]
    public async Task CohortsAreAskedForByThemselves(string wrong)
    {
        await using var node = await PlayAsync(null, [Event("care.agent.described", "2026-01-01", """{"agent":"lee","team":"blue"}""")]);
        var scope = wrong is "team" ? new ScopeRef(Level.Team, "blue") : Tenant;
        var problem = await Assert.ThrowsAsync<ReadProblemException>(() =>
            node.ReadAsync(scope, March, wrong is "kpis" ? ["csat"] : null, null, request => request with { Cohorts = CohortMeasure.Customers }));
        Assert.Equal("BAD_INPUT", problem.Code);
    }

    private static readonly IEqualityComparer<KpiValue> SameValue = EqualityComparer<KpiValue>.Create(static (left, right) => (left! with { Parts = null }) == (right! with { Parts = null }));

    private static async Task<TestNode> PlayAsync(WatchedStateStore? store, IReadOnlyList<string> events)
    {
        var node = new TestNode(state: store, time: new ManualTime(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node, events);
        return node;
    }

    private static async Task SendAsync(TestNode node, IReadOnlyList<string> events) => await node.AppliedAsync((await node.SendAsync(events)).Reply.Position);

    private static string Started(string customer, string day) => Event("care.subscription.started", day, $$"""{"subscription":"s-{{customer}}","customer":"{{customer}}","mrr":10}""");

    private static string Ended(string customer, string day) => Event("care.subscription.ended", day, $$"""{"subscription":"s-{{customer}}","customer":"{{customer}}","mrr":10}""");

    private static string Revenue(string customer, string day, int amount) => Event("care.revenue.recorded", day, $$"""{"customer":"{{customer}}","amount":{{amount}}}""");

    private static string Described(string customer, string day, string segment) => Event("care.customer.described", day, $$"""{"customer":"{{customer}}","segment":"{{segment}}"}""");

    private static string Event(string type, string day, string data) => Sent.Event(Guid.NewGuid().ToString("N"), $"{day}T00:00:00Z", type, data);
}
