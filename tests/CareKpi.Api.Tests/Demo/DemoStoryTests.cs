using System.Globalization;
using System.Text.Json.Nodes;
using CareKpi.Cli.Demo;
using CareKpi.Cli.Node;

namespace CareKpi.Api.Tests.Demo;

/// <summary>The story of docs/demo.md can be seen in the figures.</summary>
public sealed class DemoStoryTests(DemoNode node) : IClassFixture<DemoNode>
{
    private const string Tenant = """ "scope":{"level":"tenant"} """;
    private const string Recent = """ "period":{"from":"2026-03-04","to":"2026-03-31"} """;
    private static DemoSize Size => DemoNode.Size;
    private DemoStory Story => node.Company.Story;

    [Fact]
    public async Task Every_kpi_of_the_registry_has_a_value_for_the_tenant_over_the_last_28_days()
    {
        var codes = (await node.AskAsync("/v1/kpis"))["items"]!.AsArray().Where(static kpi => kpi!["levels"]!.AsArray().Any(static level => (string?)level == "tenant")).Select(static kpi => (string)kpi!["code"]!).ToList();
        Assert.True(codes.Count > 80, $"{codes.Count}");
        foreach (var part in codes.Chunk(100))
        {
            var kpis = new JsonArray([.. part.Select(static code => (JsonNode)code)]).ToJsonString();
            foreach (var value in (await node.ScoreAsync($$"""{ {{Tenant}}, {{Recent}}, "kpis": {{kpis}} }"""))["values"]!.AsArray())
            {
                Assert.True(value!["value"] is not null && (long)value["count"]! > 0, value.ToJsonString());
            }
        }
    }

    [Theory]
    [InlineData("csat", 66, 80)]
    [InlineData("first_contact_resolution", 61, 72)]
    [InlineData("nps", -5, 22)]
    [InlineData("service_level", 75, 88)]
    [InlineData("average_handle_time", 300, 480)]
    [InlineData("abandonment_rate", 3, 6.5)]
    [InlineData("utilization", 65, 80)]
    [InlineData("occupancy", 75, 88)]
    [InlineData("adherence", 80, 96)]
    [InlineData("sla_compliance", 85, 97)]
    [InlineData("retention_rate", 97.5, 99.5)]
    public async Task Levels_are_those_of_a_telecom(string kpi, double low, double high) => Assert.InRange(await ValueAsync(Tenant, Recent, kpi), low, high);

    [Fact]
    public async Task Three_days_without_network_are_seen_in_volume_waits_mentions_and_complaints()
    {
        var (outage, usual) = (Days(Story.OutageFrom, Story.OutageTo), Days(Story.OutageFrom.AddDays(-7), Story.OutageTo.AddDays(-7)));
        Assert.InRange(await RatioAsync("contact_volume"), 2, 4);
        Assert.True(await RatioAsync("average_wait_time") > 2);
        Assert.True(await RatioAsync("abandonment_rate") > 2);
        Assert.True(await RatioAsync("complaint_rate") > 2);
        Assert.True(await ValueAsync(Tenant, outage, "social_sentiment") < await ValueAsync(Tenant, usual, "social_sentiment") - 20);
        Assert.True(await ValueAsync(Tenant, outage, "sla_availability") < 60);

        async Task<double> RatioAsync(string kpi) => await ValueAsync(Tenant, outage, kpi) / await ValueAsync(Tenant, usual, kpi);
    }

    [Fact]
    public async Task Who_complained_of_the_outage_leaves_within_two_months_more_often_than_others()
    {
        var lines = DemoGenerator.Write(Size).Where(static line => line.Id.StartsWith("complaint", StringComparison.Ordinal) || line.Id.StartsWith("ended", StringComparison.Ordinal) || line.Id.StartsWith("started", StringComparison.Ordinal))
            .Select(static line => (line.Time, Event: JsonNode.Parse(line.Json)!)).ToList();
        var (from, to) = (DemoCalendar.Midnight(Story.OutageFrom), DemoCalendar.Midnight(Story.OutageTo.AddDays(1)));
        var complained = Keys("care.complaint.raised", from, to);
        var active = Keys("care.subscription.started", DateTime.MinValue, to).Except(Keys("care.subscription.ended", DateTime.MinValue, to), StringComparer.Ordinal).ToList();
        var left = Keys("care.subscription.ended", to, to.AddDays(61));
        var (churn, others) = (active.Where(complained.Contains).Average(Left), active.Where(key => !complained.Contains(key)).Average(Left));
        Assert.True(churn > 4 * others && complained.Count > 40, $"{churn:P1} of {complained.Count}, {others:P1} of the others");
        Assert.Contains((await node.ScoreAsync($$"""{ {{Tenant}}, {{Days(Story.OutageTo, Story.OutageTo.AddDays(60))}}, "kpis": ["churn_reasons"] }"""))["values"]![0]!["parts"]!.AsArray(), static part => (string?)part!["name"] == "network outage");

        double Left(string key) => left.Contains(key) ? 1 : 0;
        HashSet<string> Keys(string type, DateTime begin, DateTime end) =>
            lines.Where(line => line.Time >= begin && line.Time < end && (string?)line.Event["type"] == type).Select(static line => (string)line.Event["data"]!["customer"]!).ToHashSet(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Technical_gets_better_for_half_a_year()
    {
        foreach (var kpi in new[] { "csat", "first_contact_resolution" })
        {
            var points = (await node.ScoreAsync($$"""{ "scope":{"level":"team","key":"technical"}, {{Days(Size.Until.AddDays(-179), Size.Until)}}, "kpis": ["{{kpi}}"], "interval": "month" }"""))["series"]![0]!["points"]!.AsArray().Select(static point => (double?)point!["value"]).OfType<double>().ToList();
            var mean = (points.Count - 1) / 2.0;
            var slope = points.Select((value, month) => (month - mean) * value).Sum() / points.Select((_, month) => (month - mean) * (month - mean)).Sum();
            Assert.True(slope > 1, $"{kpi} {slope} a month of {string.Join(' ', points)}");
        }

        var drivers = await DriversAsync("first_contact_resolution", Days(Size.Until.AddDays(-59), Size.Until), Days(Size.Until.AddDays(-239), Size.Until.AddDays(-180)), "team");
        Assert.Equal("technical", (string?)drivers[0]!["value"]);
        Assert.True((double)drivers[0]!["contribution"]! > 1);
    }

    [Fact]
    public async Task Billing_has_a_bad_week()
    {
        const string Billing = """ "scope":{"level":"team","key":"billing"} """;
        var (week, before) = (Days(Story.BadWeek, Story.BadWeek.AddDays(6)), Days(Story.BadWeek.AddDays(-28), Story.BadWeek.AddDays(-1)));
        Assert.True(await ValueAsync(Billing, week, "average_handle_time") > 1.25 * await ValueAsync(Billing, before, "average_handle_time"));
        Assert.True(await ValueAsync(Billing, week, "csat") < await ValueAsync(Billing, before, "csat") - 15);
    }

    [Theory]
    [InlineData("topic", "esim activation")]
    [InlineData("channel", "messaging")]
    [InlineData("team", "social")]
    public async Task Drivers_lead_to_what_went_wrong_ten_days_ago(string by, string found)
    {
        var items = await DriversAsync("csat", Recent, Days(Size.Until.AddDays(-55), Size.Until.AddDays(-28)), by);
        Assert.Equal(found, (string?)items[0]!["value"]);
        Assert.True((double)items[0]!["contribution"]! < -2, items.ToJsonString());
    }

    [Fact]
    public async Task People_have_their_own_stories()
    {
        var quarter = Days(Size.Until.AddDays(-89), Size.Until);
        var (star, struggling) = (node.Company.Agents.MaxBy(static agent => agent.Skill)!, node.Company.Agents.MinBy(static agent => agent.Skill)!);
        Assert.True(await ValueAsync(Agent(star), quarter, "csat") > 85);
        Assert.True(await ValueAsync(Agent(struggling), quarter, "csat") < 58);
        Assert.True(await ValueAsync(Agent(struggling), quarter, "average_handle_time") > 1.3 * await ValueAsync(Tenant, quarter, "average_handle_time"));

        var joined = Assert.Single(node.Company.Agents, static agent => agent.Joined != DateOnly.MinValue);
        Assert.True(await ValueAsync(Agent(joined), Days(joined.Joined, joined.Joined.AddDays(20)), "average_handle_time") > 1.25 * await ValueAsync(Agent(joined), Days(Size.Until.AddDays(-20), Size.Until), "average_handle_time"));

        var moved = Assert.Single(node.Company.Agents, static agent => agent.Moved is not null);
        Assert.Equal("retention", (string?)(await node.ScoreAsync($$"""{ {{Agent(moved)}}, {{quarter}}, "kpis": [] }"""))["scope"]!["team"]);

        static string Agent(DemoAgent agent) => $$""" "scope":{"level":"agent","key":"{{agent.Key}}"} """;
    }

    [Fact]
    public async Task December_is_busy_and_Sundays_are_not()
    {
        var points = (await node.ScoreAsync($$"""{ {{Tenant}}, "period":{"from":"2025-09-01","to":"2025-12-31"}, "kpis": ["contact_volume"], "interval": "day" }"""))["series"]![0]!["points"]!.AsArray().Select(static point => (Day: DateOnly.Parse((string)point!["from"]!, CultureInfo.InvariantCulture), Contacts: (double)point["value"]!)).Where(point => !Story.IsOutage(point.Day)).ToList();
        Assert.True(points.Where(static point => point.Day is { Month: 12, Day: < 24 }).Average(static point => point.Contacts) > 1.2 * points.Where(static point => point.Day.Month == 9).Average(static point => point.Contacts));
        Assert.True(points.Where(static point => point.Day.DayOfWeek == DayOfWeek.Sunday).Average(static point => point.Contacts) < 0.75 * points.Where(static point => point.Day.DayOfWeek == DayOfWeek.Monday).Average(static point => point.Contacts));
    }

    [Fact]
    public async Task Some_targets_are_met_some_missed_and_one_is_in_its_warning_band()
    {
        var states = new List<string?>();
        foreach (var scope in new[] { Tenant, """ "scope":{"level":"team","key":"social"} """ })
        {
            states.AddRange((await node.ScoreAsync($$"""{ {{scope}}, {{Recent}}, "extras": ["target"] }"""))["values"]!.AsArray().Select(static value => (string?)value!["target"]?["state"]));
        }

        Assert.Superset(new HashSet<string?>(["met", "warning", "missed"]), states.ToHashSet());
    }

    [Fact]
    public async Task The_set_up_is_there_one_rule_fires_and_a_second_time_changes_nothing()
    {
        var first = await SetUpAsync();
        Assert.Equal((17, 3, 4, 3, 1), (Count("targets"), Count("alert-rules"), Count("annotations"), Count("months"), Count("widgets")));
        Assert.Contains("Network outage", first["annotations"]!.ToJsonString(), StringComparison.Ordinal);
        var audit = (await node.AskAsync("/v1/audit?first=1"))["items"]!.ToJsonString();

        // What has happened since.
        Assert.InRange(await node.LoadAsync(), 0, 1000);
        Assert.Equal(first.ToJsonString(), (await SetUpAsync()).ToJsonString());
        Assert.Equal(audit, (await node.AskAsync("/v1/audit?first=1"))["items"]!.ToJsonString());

        await node.LookForAlertsAsync();
        Assert.Contains((await node.AskAsync("/v1/alerts"))["items"]!.AsArray(), static alert => (string?)alert!["scope"]!["key"] == "social" && (string?)alert["kpi"] == "csat");

        int Count(string path) => first[path]!.AsArray().Count;
    }

    [Fact]
    public async Task A_key_that_may_not_manage_sets_nothing_up()
    {
        using var client = new NodeClient(node.Public.BaseAddress!, await node.KeyAsync("ingest"), NodeClient.TenantKey);
        Assert.Null(await DemoSetup.BeginAsync(client, Size, CancellationToken.None));
    }

    private async Task<JsonObject> SetUpAsync()
    {
        var all = new JsonObject { ["settings"] = await node.AskAsync("/v1/settings") };
        foreach (var path in new[] { "targets", "alert-rules", "annotations", "months", "widgets" })
        {
            all[path] = (await node.AskAsync($"/v1/{path}?first=100"))["items"]!.DeepClone();
        }

        return all;
    }

    private async Task<JsonArray> DriversAsync(string kpi, string period, string against, string by) =>
        (await node.AskAsync("/v1/drivers", $$"""{ {{Tenant}}, "kpi": "{{kpi}}", {{period}}, {{against.Replace("period", "against", StringComparison.Ordinal)}}, "by": "{{by}}" }"""))["items"]!.AsArray();

    private async Task<double> ValueAsync(string scope, string period, string kpi) => (double)(await node.ScoreAsync($$"""{ {{scope}}, {{period}}, "kpis": ["{{kpi}}"] }"""))["values"]![0]!["value"]!;

    private static string Days(DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $$""" "period":{"from":"{{from:yyyy-MM-dd}}","to":"{{to:yyyy-MM-dd}}"} """);
}
