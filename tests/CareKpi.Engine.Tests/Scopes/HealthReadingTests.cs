using System.Globalization;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>Customer health, worked out by hand.</summary>
public class HealthReadingTests
{
    private const string Health = "customer_health";

    private static readonly ScopeRef Tenant = new(Level.Tenant, "");
    private static readonly Period March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    /// <summary>At the end of March 31, the usual weights being 30 satisfaction, 10 effort, 15 sentiment, 15 open cases, 20 complaints, 10 recency.</summary>
    private static readonly string[] Story =
    [
        // ana: the last answer is CSAT 4 of 1–5: (4 − 1) ÷ 4 × 100 = 75. CES 6 of 1–7, high is easy: (6 − 1) ÷ 6 × 100 = 83.333333. Sentiment 0.2: (0.2 + 1) × 50 = 60.
        // One case open: 75. No complaint: 100. The case was opened on March 25, 7 days less 1 µs ago: 100.
        // (30 × 75 + 10 × 83.333333 + 15 × 60 + 15 × 75 + 20 × 100 + 10 × 100) ÷ 100 = 8108.33333 ÷ 100 = 81.0833333
        Described("ana", "gold"),
        Answered("a1", "2026-03-09", "nps", 2, "ana"),
        Answered("a2", "2026-03-10", "csat", 4, "ana"),
        Answered("a3", "2026-03-10", "ces", 6, "ana"),
        Event("2026-03-25T00:00:00Z", "care.case.opened", """{"case":"c1","customer":"ana","channel":"email","openedBy":"customer"}"""),
        Event("2026-03-25T01:00:00Z", "care.message.received", """{"case":"c1","customer":"ana","sentiment":0.2}"""),

        // ben: NPS 3: 30. Nothing open: 100, nobody complained: 100; of effort, sentiment and recency nothing is known, since surveys are no contacts.
        // (30 × 30 + 15 × 100 + 20 × 100) ÷ 65 = 4400 ÷ 65 = 67.6923077
        Described("ben", "gold"),
        Answered("b1", "2026-03-05", "nps", 3, "ben"),

        // cat: two complaints, the solution of one refused: 0. Called on February 1, 58 days ago: 50. The answer of 5 was excluded.
        // (15 × 100 + 20 × 0 + 10 × 50) ÷ 45 = 2000 ÷ 45 = 44.4444444
        Described("cat", "basic"),
        Event("2026-02-01T00:00:00Z", "care.contact.ended", """{"contact":"t1","customer":"cat","channel":"voice","direction":"inbound","outcome":"answered","wait":0,"talk":60}"""),
        Event("2026-02-01T00:00:00Z", "care.complaint.raised", """{"complaint":"p1","customer":"cat"}"""),
        Event("2026-02-01T00:00:00Z", "care.complaint.raised", """{"complaint":"p2","customer":"cat"}"""),
        Event("2026-02-03T00:00:00Z", "care.complaint.resolved", """{"complaint":"p2","accepted":false}"""),
        Answered("x1", "2026-03-20", "csat", 5, "cat"),

        // dan: an agent opened a case and resolved it: 100 and 100, and an outbound call is no contact of his: (15 × 100 + 20 × 100) ÷ 35 = 100
        Event("2026-03-02T00:00:00Z", "care.case.opened", """{"case":"c2","customer":"dan","channel":"email","openedBy":"agent"}"""),
        Event("2026-03-02T00:00:00Z", "care.case.resolved", """{"case":"c2"}"""),
        Event("2026-03-03T00:00:00Z", "care.contact.ended", """{"contact":"t2","customer":"dan","channel":"voice","direction":"outbound","outcome":"answered","wait":0}"""),

        // eve comes in April.
        Answered("e1", "2026-04-01", "csat", 1, "eve"),
    ];

    [Fact]
    public async Task TheMeanIsOfCustomersThatHaveHealth()
    {
        await using var node = await PlayAsync();
        // (81.0833333 + 67.6923077 + 44.4444444 + 100) ÷ 4 = 293.2200854 ÷ 4
        var value = await ValueAsync(node, Tenant);
        Assert.Equal((73.305021, 293.220085, 4.0, 4), (Math.Round(value.Value!.Value, 6), Math.Round(value.Numerator!.Value, 6), value.Denominator, value.Count));
        // Satisfaction of ana and ben, recency of ana and cat; open cases (75 + 3 × 100) ÷ 4, complaints (0 + 3 × 100) ÷ 4.
        Assert.Equal(
            [("satisfaction", 52.5, 2, 30), ("effort", 83.333333, 1, 10), ("sentiment", 60, 1, 15), ("openCases", 93.75, 4, 15), ("complaints", 75, 4, 20), ("recency", 75, 2, 10)],
            value.Parts!.Select(part => (part.Name, Math.Round(part.Value!.Value, 6), part.Count, part.Weight!.Value)));
    }

    [Theory]
    [InlineData("ana", 81.083333)]
    [InlineData("ben", 67.692308)]
    [InlineData("cat", 44.444444)]
    [InlineData("dan", 100.0)]
    [InlineData("eve", null)]
    public async Task ACustomerHasItsOwn(string customer, double? expected)
    {
        await using var node = await PlayAsync();
        var value = await ValueAsync(node, new ScopeRef(Level.Customer, customer));
        Assert.Equal(expected, value.Value is { } known ? Math.Round(known, 6) : null);
        Assert.Equal(expected is null ? 0 : 1, value.Count);
    }

    [Fact]
    public async Task WhatIsNotKnownLeavesItsWeightToTheOthers()
    {
        await using var node = await PlayAsync();
        var value = await ValueAsync(node, new ScopeRef(Level.Customer, "ben"));
        Assert.Equal([("satisfaction", 30, false), ("effort", null, true), ("sentiment", null, true), ("openCases", 100, false), ("complaints", 100, false), ("recency", (double?)null, true)],
            value.Parts!.Select(part => (part.Name, part.Value, part.Small)));
        Assert.False(value.Small);
    }

    [Fact]
    public async Task SegmentsAreToldApart()
    {
        await using var node = await PlayAsync();
        var read = await node.ReadAsync(Tenant, March, [Health], null, request => request with { By = new BreakdownBy(Dimensions.Segment, null) });
        // (81.0833333 + 67.6923077) ÷ 2; dan has no segment.
        Assert.Equal([("gold", 74.38782, 2), ("basic", 44.444444, 1)], read!.Breakdown![0].Items.Select(item => (item.Value, Math.Round(item.Result.Value!.Value, 6), item.Result.Count)));
        var gold = await node.ReadAsync(Tenant, March, [Health], new Filter(Dimensions.Segment, null, ["gold"]));
        Assert.Equal(74.38782, Math.Round(gold!.Values![0].Value!.Value, 6));
        // From April on cat is gold.
        await SendAsync(node, [Event("2026-03-31T23:59:59.999999Z", "care.customer.described", """{"customer":"cat","segment":"gold"}""")]);
        gold = await node.ReadAsync(Tenant, March, [Health], new Filter(Dimensions.Segment, null, ["gold"]));
        Assert.Equal(3, gold!.Values![0].Count);
        Assert.Null((await node.ReadAsync(new ScopeRef(Level.Customer, "cat"), March, [Health], new Filter(Dimensions.Segment, null, ["basic"])))!.Values![0].Value);
    }

    [Fact]
    public async Task OtherWeightsHoldAtOnceAndNothingIsBuiltAnew()
    {
        await using var node = await PlayAsync();
        await ValueAsync(node, Tenant);
        // ana 9358.33333 ÷ 120 = 77.9861111, ben 5300 ÷ 95 = 55.7894737, cat 1500 ÷ 35 = 42.8571429, dan 100
        Assert.Null(await SetAsync(node, """{"health":{"weights":{"satisfaction":60,"recency":0}}}"""));
        Assert.Equal(69.158182, Math.Round((await ValueAsync(node, Tenant)).Value!.Value, 6));
        // Only satisfaction: who has answered nothing has no health. (75 + 30) ÷ 2
        Assert.Null(await SetAsync(node, """{"health":{"weights":{"effort":0,"sentiment":0,"openCases":0,"complaints":0}}}"""));
        var value = await ValueAsync(node, Tenant);
        Assert.Equal((52.5, 2), (value.Value, value.Count));
        Assert.Equal([2, 1, 1, 2, 2, 1], value.Parts!.Select(part => part.Count));
        Assert.Null((await ValueAsync(node, new ScopeRef(Level.Customer, "dan"))).Value);
    }

    [Theory]
    [InlineData(7, 0, 100)]
    [InlineData(7, 1, 75)]
    [InlineData(30, 0, 75)]
    [InlineData(30, 1, 50)]
    [InlineData(90, 0, 50)]
    [InlineData(90, 1, 25)]
    public async Task RecencyChangesAtItsBoundsWhileNothingHappens(int days, int micros, double expected)
    {
        var call = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        var time = new ManualTime(call + TimeSpan.FromMinutes(5));
        await using var node = new TestNode(time: time);
        await node.CreateAsync("UTC");
        // It began two minutes before its end.
        await SendAsync(node, [Event("2026-03-01T10:02:00Z", "care.contact.ended", """{"contact":"t1","customer":"ana","channel":"voice","direction":"inbound","outcome":"abandoned","wait":120}""")]);
        Assert.Equal(100, await RecencyAsync(node, time, Tenant));
        time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(5) + TimeSpan.FromMicroseconds(micros));
        Assert.Equal(expected, await RecencyAsync(node, time, Tenant));
        Assert.Equal(expected, await RecencyAsync(node, time, new ScopeRef(Level.Customer, "ana")));
    }

    [Fact]
    public async Task PointsOfASeriesAreThePeriodsThatTheyStandFor()
    {
        await using var node = await PlayAsync();
        var period = new Period(new DateOnly(2026, 2, 1), new DateOnly(2026, 4, 2));
        foreach (var scope in (ScopeRef[])[Tenant, new(Level.Customer, "cat")])
        {
            foreach (var interval in (Interval[])[Interval.Day, Interval.Week, Interval.Month, Interval.Year])
            {
                var series = (await node.ReadAsync(scope, period, [Health], null, request => request with { Interval = interval }))!.Series![0];
                foreach (var (point, at) in series.Points.Select((point, at) => (point, at)))
                {
                    var last = at + 1 < series.Points.Count ? series.Points[at + 1].From.AddDays(-1) : period.To;
                    Assert.Equal((await node.ReadAsync(scope, new Period(point.From, last), [Health]))!.Values![0].Value, point.Value);
                }
            }
        }
        var hours = (await node.ReadAsync(new ScopeRef(Level.Customer, "ana"), new Period(new DateOnly(2026, 3, 25), new DateOnly(2026, 3, 25)), [Health], null, request => request with { Interval = Interval.Hour }))!.Series![0];
        // Before the message, and after it: without sentiment 7208.33333 ÷ 85.
        Assert.Equal((84.803922, 81.083333), (Math.Round(hours.Points[0].Value!.Value, 6), Math.Round(hours.Points[1].Value!.Value, 6)));
    }

    [Fact]
    public async Task WhatWasReadIsReadAgainOnlyWhereItChanged()
    {
        await using var store = new WatchedStateStore();
        await using var node = await PlayAsync(store);
        var first = await ValueAsync(node, Tenant);
        var reads = store.Reads;
        Assert.Equal(first.Value, (await ValueAsync(node, Tenant)).Value);
        // In May nothing of March changes.
        await SendAsync(node, [Answered("m1", "2026-05-20", "csat", 1, "ben")]);
        reads = store.Reads;
        Assert.Equal(first.Value, (await ValueAsync(node, Tenant)).Value);
        Assert.Equal(reads, store.Reads);
        Assert.NotEqual(first.Value, (await node.ReadAsync(Tenant, new Period(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31)), [Health]))!.Values![0].Value);
        await SendAsync(node, [Answered("m2", "2026-03-20", "csat", 1, "ben")]);
        Assert.NotEqual(first.Value, (await ValueAsync(node, Tenant)).Value);
        await node.RestartAsync();
        Assert.Equal(0, (await ValueAsync(node, new ScopeRef(Level.Customer, "ben"))).Parts![0].Value);
    }

    [Fact]
    public async Task ACheckpointWritesTheBlocksThatChangedOnly()
    {
        await using var store = new WatchedStateStore();
        await using var node = await PlayAsync(store);
        await node.Intake.DigestAsync();
        var before = await ValueAsync(node, Tenant);
        store.Written.Clear();
        await SendAsync(node, [Answered("m2", "2026-03-20", "csat", 5, "ben")]);
        var unsaved = await ValueAsync(node, Tenant);
        await node.Intake.DigestAsync();
        Assert.Equal(1, store.Written[RowKind.Health]);
        Assert.True(unsaved.Value > before.Value);
        await node.RestartAsync();
        Assert.Equal(unsaved.Value, (await ValueAsync(node, Tenant)).Value);
        store.Written.Clear();
        // An agent's call says nothing of health.
        await SendAsync(node, [Event("2026-03-20T00:00:00Z", "care.contact.ended", """{"contact":"t9","customer":"ben","channel":"voice","direction":"outbound","outcome":"answered","wait":0}""")]);
        await node.Intake.DigestAsync();
        Assert.DoesNotContain(RowKind.Health, store.Written);
    }

    /// <summary>Three blocks and more, of which each has more rows than a page.</summary>
    [Fact]
    public async Task AReadEndsAlthoughACheckpointIsWrittenBeforeEveryPage()
    {
        await using var store = new WatchedStateStore();
        await using var node = await PlayAsync(store, []);
        var first = new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await SendAsync(node, [.. Enumerable.Range(0, 600).SelectMany(i => Enumerable.Range(0, i % 50 == 0 ? 70 : 1).Select(span => Answered($"s{i}-{span}", first.AddDays(32 * span).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "csat", 5, $"c{i}")))]);
        await node.Intake.DigestAsync();
        var checkpoints = 0;
        store.BeforeHealth = async () =>
        {
            await node.SendAsync([Answered($"late{checkpoints}", "2026-03-20", "csat", 1, $"c{checkpoints % 600}")]);
            await node.Intake.DigestAsync();
            checkpoints++;
        };
        var value = await ValueAsync(node, Tenant);
        Assert.True(checkpoints >= 3, $"{checkpoints} checkpoints");
        Assert.Equal(600, value.Count);
        // What came while it was read is read by the next one at the latest.
        store.BeforeHealth = null;
        var next = await ValueAsync(node, Tenant);
        await node.RestartAsync();
        Assert.Equal(next.Value, (await ValueAsync(node, Tenant)).Value);
        Assert.Equal((600.0 - checkpoints) / 6, next.Parts![0].Value!.Value, 9);
    }

    [Fact]
    public async Task HealthThatCannotBeToldNowIsLeftOutWhereNobodyNamedIt()
    {
        await using var store = new WatchedStateStore { BeforeHealthAgain = true };
        await using var node = await PlayAsync(store);
        store.BeforeHealth = async () =>
        {
            await node.SendAsync([Answered(Guid.NewGuid().ToString("N"), "2026-03-20", "csat", 1, "ben")]);
            await node.Intake.DigestAsync();
        };
        await Assert.ThrowsAsync<UnavailableException>(() => ValueAsync(node, Tenant));
        var told = (await node.ReadAsync(Tenant, March, null))!.Values!;
        Assert.Contains(told, static value => value is { Kpi: "csat", Value: not null });
        Assert.DoesNotContain(told, static value => value.Kpi == Health);
        store.BeforeHealth = null;
        Assert.Contains((await node.ReadAsync(Tenant, March, null))!.Values!, static value => value.Kpi == Health);
    }

    [Fact]
    public async Task ManyContactsOfOneCustomerAreFewSteps()
    {
        await using var store = new WatchedStateStore();
        await using var node = await PlayAsync(store, []);
        var first = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await SendAsync(node, [.. Enumerable.Range(0, 5_000).Select(i => Event(first.AddMinutes(i).ToString("O", CultureInfo.InvariantCulture), "care.contact.ended",
            string.Create(CultureInfo.InvariantCulture, $$"""{"contact":"k{{i}}","customer":"kim","channel":"voice","direction":"inbound","outcome":"abandoned","wait":0}""")))]);
        await node.Intake.DigestAsync();
        Assert.InRange(store.Written[RowKind.Health], 1, 2);
        Assert.InRange(store.Bytes[RowKind.Health], 1, 200);
        // The last one was on March 4: (15 × 100 + 20 × 100 + 10 × 75) ÷ 45
        Assert.Equal(94.444444, (await ValueAsync(node, new ScopeRef(Level.Customer, "kim"))).Value!.Value, 6);
    }

    [Fact]
    public async Task CustomersOfThePeriodAreRanked()
    {
        await using var node = await PlayAsync();
        var read = await node.ReadAsync(Tenant, March, [Health], null, request => request with { Ranking = new RankingOf(Level.Customer, Worst: true) });
        // Nothing of cat happened in March that counts.
        Assert.Equal(["ben", "ana", "dan"], read!.Ranking![0].Entries.Select(entry => entry.Scope.Key));
        Assert.Equal(67.692308, Math.Round(read.Ranking[0].Entries[0].Result.Value!.Value, 6));
    }

    [Theory]
    [InlineData(Level.Team, "blue")]
    [InlineData(Level.Agent, "lee")]
    public async Task TeamsAndAgentsHaveNone(Level level, string key)
    {
        await using var node = await PlayAsync();
        await SendAsync(node, [Event("2026-01-01T00:00:00Z", "care.agent.described", """{"agent":"lee","team":"blue"}""")]);
        var problem = await Assert.ThrowsAsync<ReadProblemException>(() => node.ReadAsync(new ScopeRef(level, key), March, [Health]));
        Assert.Equal("KPI_NOT_AT_LEVEL", problem.Code);
        Assert.DoesNotContain((await node.ReadAsync(new ScopeRef(level, key), March, null))!.Values!, value => value.Kpi == Health);
    }

    [Fact]
    public async Task ADriverIsASegment()
    {
        await using var node = await PlayAsync();
        var read = await node.Host.Scope(TestNode.Tenant, Tenant).DriversAsync(new DriversRequest(Tenant, Health, new PeriodChoice(March, null), null, null, new BreakdownBy(Dimensions.Segment, null)));
        // All of February was cat: complaints 0, open cases 100, recency 75 (27 days): (1500 + 750) ÷ 45 = 50.
        Assert.Equal((50, 23.305021), (read!.Before, Math.Round(read.Change!.Value, 6)));
        Assert.Equal(23.305021, Math.Round(read.Drivers.Items.Sum(driver => driver.Contribution) + (read.Drivers.Rest?.Contribution ?? 0), 6));
    }

    private static async Task<double?> RecencyAsync(TestNode node, ManualTime time, ScopeRef scope)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return (await node.ReadAsync(scope, new Period(today, today), [Health]))!.Values![0].Parts![5].Value;
    }

    private static async Task<KpiValue> ValueAsync(TestNode node, ScopeRef scope) => (await node.ReadAsync(scope, March, [Health]))!.Values![0];

    private static async Task<string?> SetAsync(TestNode node, string settings) => (await node.Intake.ChangeSettingsAsync(new SettingsChange(null, JsonElement.Parse(settings)))).Job;

    private static async Task<TestNode> PlayAsync(WatchedStateStore? store = null, string[]? events = null)
    {
        var node = new TestNode(state: store, time: new ManualTime(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node, events ?? Story);
        if (events is null)
        {
            await SendAsync(node, [Event("2026-03-21T00:00:00Z", "care.survey.excluded", """{"survey":"x1","reason":"not about us","by":"lea"}""")], fromNode: true);
        }
        return node;
    }

    private static async Task SendAsync(TestNode node, IReadOnlyList<string> events, bool fromNode = false)
    {
        if (events.Count == 0)
        {
            return;
        }
        var (reply, rejected) = await node.SendAsync(events, fromNode);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private static string Answered(string survey, string day, string kind, int score, string customer) =>
        Event($"{day}T00:00:00Z", "care.survey.answered", $$"""{"survey":"{{survey}}","kind":"{{kind}}","score":{{score}},"customer":"{{customer}}"}""");

    private static string Described(string customer, string segment) => Event("2026-01-01T00:00:00Z", "care.customer.described", $$"""{"customer":"{{customer}}","segment":"{{segment}}"}""");

    private static string Event(string time, string type, string data) => Sent.Event(Guid.NewGuid().ToString("N"), time, type, data);
}
