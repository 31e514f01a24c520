using System.Globalization;
using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>Facts by what was described of their customer.</summary>
public class CustomerSliceTests
{
    private static readonly ScopeRef Tenant = new(Level.Tenant, "");

    private int next;

    [Fact]
    public async Task AFactIsInTheSegmentOfItsInstantWhateverComesFirst()
    {
        await using var node = await PlayAsync(Contact("k1", "2026-03-05"), Contact("k2", "2026-03-10"), Contact("k3", "2026-03-20"));
        Assert.Empty(await BySegmentAsync(node, "contact_volume"));
        await SendAsync(node, Described("2026-03-10", "basic"));
        Assert.Equal([("basic", 3)], await BySegmentAsync(node, "contact_volume"));
        await SendAsync(node, Described("2026-03-15", "gold"));
        Assert.Equal([("basic", 2), ("gold", 1)], await BySegmentAsync(node, "contact_volume"));
        await SendAsync(node, Contact("k4", "2026-03-16"), Described("2026-03-01", "new"));
        Assert.Equal([("gold", 2), ("basic", 1), ("new", 1)], await BySegmentAsync(node, "contact_volume"));
    }

    [Fact]
    public async Task ADescriptionThatIsReplacedOrWithdrawnIsTakenBack()
    {
        await using var node = await PlayAsync(Contact("k1", "2026-03-05"), Contact("k2", "2026-03-20"), Described("2026-03-01", "basic"), Described("2026-03-15", "gold", "wrong"));
        Assert.Equal([("basic", 1), ("gold", 1)], await BySegmentAsync(node, "contact_volume"));
        await SendAsync(node, Event("care.customer.described", "2026-03-15", """{"customer":"ana","segment":"silver"}""", supersedes: "wrong", id: "right"));
        Assert.Equal([("basic", 1), ("silver", 1)], await BySegmentAsync(node, "contact_volume"));
        await SendAsync(node, Event("care.event.withdrawn", "2026-03-16", """{"customer":"ana"}""", supersedes: "right", day: "2026-03-15"));
        Assert.Equal([("basic", 2)], await BySegmentAsync(node, "contact_volume"));
    }

    [Fact]
    public async Task TheBacklogMovesWithTheCustomer()
    {
        await using var node = await PlayAsync(Opened("c1", "2026-03-02"), Opened("c2", "2026-03-02"), Described("2026-03-01", "basic"), Closed("c2", "2026-03-20"));
        foreach (var isDescribed in new[] { false, true })
        {
            if (isDescribed)
            {
                await SendAsync(node, Described("2026-03-10", "gold"));
            }
            Assert.Equal([("basic", 2)], await BySegmentAsync(node, "backlog", "2026-03-01", "2026-03-09"));
            Assert.Equal([(isDescribed ? "gold" : "basic", 2)], await BySegmentAsync(node, "backlog", "2026-03-01", "2026-03-15"));
            Assert.Equal([(isDescribed ? "gold" : "basic", 1)], await BySegmentAsync(node, "backlog", "2026-03-01", "2026-03-25"));
        }
        // What comes late, before the change, moves too; and what closes has not moved.
        await SendAsync(node, Opened("c3", "2026-03-03"), Closed("c1", "2026-03-04"));
        Assert.Equal([("gold", 2)], await BySegmentAsync(node, "backlog", "2026-03-01", "2026-03-15"));
        Assert.Equal([("gold", 1)], await BySegmentAsync(node, "backlog.age_7_30", "2026-03-01", "2026-03-25"));
    }

    [Fact]
    public async Task RecordedRevenueIsOfTodaysSegment()
    {
        await using var node = await PlayAsync(Revenue("2026-03-02", 70), Described("2026-03-01", "basic"), Revenue("2026-03-20", 30), Described("2026-03-10", "gold"));
        Assert.Equal([("basic", 70)], await BySegmentAsync(node, "customer_lifetime_value", "2026-03-01", "2026-03-09"));
        Assert.Equal([("gold", 100)], await BySegmentAsync(node, "customer_lifetime_value", "2026-03-01", "2026-03-31"));
        var gold = new Filter(Dimensions.Segment, null, ["gold"]);
        Assert.Equal(100, (await node.ReadAsync(new ScopeRef(Level.Customer, "ana"), new Period(new(2026, 3, 1), new(2026, 3, 31)), ["customer_lifetime_value"], gold))!.Values![0].Value);
        Assert.Null((await node.ReadAsync(new ScopeRef(Level.Customer, "ana"), new Period(new(2026, 3, 1), new(2026, 3, 9)), ["customer_lifetime_value"], gold))!.Values![0].Value);
    }

    [Fact]
    public async Task OneWithVeryManyContactsIsToldAnewExactly()
    {
        var contacts = Enumerable.Range(0, 3_000).Select(i => Contact($"k{i}", i % 2 == 0 ? "2026-03-05" : "2026-03-20")).ToArray();
        var (first, second) = (Described("2026-03-01", "basic"), Described("2026-03-10", "gold"));
        await using var before = await PlayAsync([first, second, .. contacts]);
        await using var after = await PlayAsync(contacts);
        await SendAsync(after, first);
        await BySegmentAsync(after, "contact_volume");
        await SendAsync(after, second);
        Assert.Equal([("basic", 1_500), ("gold", 1_500)], await BySegmentAsync(after, "contact_volume"));
        var (has, must) = (await after.Intake.DigestAsync(), await before.Intake.DigestAsync());
        Assert.Equal((must.Cells, must.Timelines), (has.Cells, has.Timelines));
    }

    [Fact]
    public async Task BeyondAThousandSegmentsTheRestStandsTogether()
    {
        var described = Enumerable.Range(0, DimensionValues.MaxValues + 2).Select(i => Event("care.customer.described", "2026-03-01", $$"""{"customer":"u{{i}}","segment":"s{{i}}"}"""));
        var started = Enumerable.Range(0, DimensionValues.MaxValues + 2).Select(i => Event("care.subscription.started", "2026-03-02", $$"""{"subscription":"s{{i}}","customer":"u{{i}}","mrr":1}"""));
        var contacts = Enumerable.Range(0, DimensionValues.MaxValues + 2).Select(i => Contact($"k{i}", "2026-03-03", $"u{i}"));
        await using var node = await PlayAsync([.. described, .. started, .. contacts]);
        foreach (var kpi in new[] { "contact_volume", "customers_active" })
        {
            var found = await BySegmentAsync(node, kpi);
            Assert.Equal((DimensionValues.MaxValues + 1, ("…other", 2)), (found.Count, found[0]));
            var others = await node.ReadAsync(Tenant, new Period(new(2026, 3, 1), new(2026, 3, 31)), [kpi], new Filter(Dimensions.Segment, null, ["…other", "s7"]));
            Assert.Equal(3, others!.Values![0].Value);
        }
    }

    [Fact]
    public async Task ALogFromBeforeSegmentsHadSlicesHasThemWhenItIsBuiltAnew()
    {
        var projection = new TenantProjection(new MemoryStateStore(), "demo", 1, new SettingsTimeline([]), new ZoneCalendar("UTC"), new EntityHash(1, 2));
        var batch = EventBatch.Rent();
        EventParser.Parse(Encoding.UTF8.GetBytes($"[{Described("2026-03-01", "basic")}]"), BodyForm.Array, new ParseContext("demo", long.MaxValue / 2), batch);
        await projection.ApplyAsync([new EventsToApply(1, 0, batch, [0], [])], default);
        Assert.True(projection.Dimensions.Has(Dimensions.Segment, 0, projection.Names.Find("basic")));
    }

    private static async Task<List<(string Value, double Result)>> BySegmentAsync(TestNode node, string kpi, string from = "2026-03-01", string to = "2026-03-31")
    {
        var period = new Period(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture));
        var read = await node.ReadAsync(Tenant, period, [kpi], null, request => request with { By = new BreakdownBy(Dimensions.Segment, null, 2_000) });
        return [.. read!.Breakdown![0].Items.Select(item => (item.Value, item.Result.Value!.Value)).OrderByDescending(item => item.Item2).ThenBy(item => item.Item1, StringComparer.Ordinal)];
    }

    private static async Task<TestNode> PlayAsync(params string[] events)
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 4, 20, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node, events);
        return node;
    }

    private static async Task SendAsync(TestNode node, params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private string Contact(string key, string day, string customer = "ana") =>
        Event("care.contact.ended", day, $$"""{"contact":"{{key}}","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":60,"resolved":true,"agent":"lee","customer":"{{customer}}"}""", id: $"{key}-{day}");

    private string Described(string day, string segment, string? id = null) => Event("care.customer.described", day, $$"""{"customer":"ana","segment":"{{segment}}"}""", id: id ?? $"d-{day}-{segment}");

    private string Opened(string key, string day) => Event("care.case.opened", day, $$"""{"case":"{{key}}","customer":"ana","channel":"email","openedBy":"customer"}""");

    private string Closed(string key, string day) => Event("care.case.closed", day, $$"""{"case":"{{key}}"}""");

    private string Revenue(string day, int amount) => Event("care.revenue.recorded", day, $$"""{"customer":"ana","amount":{{amount}}}""");

    private string Event(string type, string at, string data, string? supersedes = null, string? id = null, string? day = null)
    {
        var plain = Sent.Event(id ?? $"e{next++}", $"{at}T12:00:00Z", type, data);
        var extra = (supersedes is null ? "" : $"\"supersedes\":\"{supersedes}\",") + (day is null ? "" : $"\"supersedestime\":\"{day}T12:00:00Z\",");
        return plain.Replace("\"data\":", extra + "\"data\":", StringComparison.Ordinal);
    }
}
