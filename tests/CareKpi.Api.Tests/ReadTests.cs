using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tests;

/// <summary>docs/contracts/read-api.md.</summary>
public sealed class ReadTests(TestNode node) : IClassFixture<TestNode>
{
    private const string March = """ "period":{"from":"2026-03-01","to":"2026-03-31"} """;

    [Fact]
    public async Task Answers_in_the_shape_of_the_contract()
    {
        ReadRequest? asked = null;
        node.Grains.Read = (_, request) =>
        {
            asked = request;
            return new(new(Level.Team, "billing", "帳務"), request.Period.Days!.Value, 88_121, null, 1_772_442_845_123_456)
            {
                Values = [new("csat", 1, 75, 4, 3, 4) { Confidence = new(30.06, 95.44), SettledThrough = new(2026, 3, 30) }],
                Ranking = [new("csat", [new(1, new(Level.Agent, "a-7", "Ann"), new("csat", 1, null, 0, 0, 0))])],
            };
        };
        var answer = await ReadAsync($$"""
            {"scope":{"level":"team","key":"billing"},{{March}},"kpis":["csat"],"where":{"dimension":"tag","tag":"product","values":["router"]},"ranking":{"level":"agent","worst":true},"values":true,
             "compare":["previous","yearAgo"],"after":"demo:88121"}
            """);

        var result = answer["result"]!.AsObject();
        Assert.False(answer.ContainsKey("problem"));
        Assert.Equal("""{"level":"team","key":"billing","name":"帳務","parent":null}""", result["scope"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("""{"from":"2026-03-01","to":"2026-03-31"}""", result["period"]!.ToJsonString());
        Assert.Equal("demo:88121", result["asOf"]!.GetValue<string>());
        Assert.Equal("2026-03-02T09:14:05.123456Z", result["now"]!.GetValue<string>());
        Assert.Equal(["scope", "period", "asOf", "lastEventAt", "now", "values", "ranking"], result.Select(field => field.Key), StringComparer.Ordinal);
        Assert.Equal(
            """{"kpi":"csat","version":1,"value":75,"count":4,"numerator":3,"denominator":4,"confidence":{"low":30.06,"high":95.44},"distribution":null,"provisional":false,"settledThrough":"2026-03-30","previous":null,"yearAgo":null,"parts":null,"small":false}""",
            result["values"]![0]!.ToJsonString());
        Assert.Equal("""{"level":"agent","key":"a-7","name":"Ann","team":null}""", result["ranking"]![0]!["entries"]![0]!["scope"]!.ToJsonString());

        Assert.NotNull(asked);
        Assert.Equal(new ScopeRef(Level.Team, "billing"), asked.Scope);
        Assert.Equal((true, true, 10, 88_121L), (asked.Values, asked.Ranking!.Worst, asked.Ranking.First, asked.After));
        Assert.Equal(Comparisons.Previous | Comparisons.YearAgo, asked.Compare);
    }

    [Fact]
    public async Task An_unknown_scope_is_null_and_a_problem_stays_with_its_request()
    {
        node.Grains.Read = (_, request) => request.Scope.Key is "slow" ? throw new ReadProblemException("POSITION_NOT_REACHED", "not yet") : null;
        var body = $$"""{"requests":[{"scope":{"level":"team","key":"none"},{{March}}},{"scope":{"level":"team","key":"slow"},{{March}}},{"scope":{"level":"galaxy"},{{March}}}]}""";
        using var response = await node.PostAsync("/v1/scorecards", await node.KeyAsync("read"), TestNode.Json(body));
        var answers = (await TestNode.ReadAsync(response))["answers"]!.AsArray();
        Assert.Equal("""{"result":null}""", answers[0]!.ToJsonString());
        Assert.Equal("POSITION_NOT_REACHED", answers[1]!["problem"]!["code"]!.GetValue<string>());
        Assert.Equal("scope.level", answers[2]!["problem"]!["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"scope":{"level":"team","key":"x"}}""", "BAD_INPUT", "period")]
    [InlineData("""{"scope":{"level":"agent"},P}""", "BAD_INPUT", "scope.key")]
    [InlineData("""{"scope":{"level":"tenant"},"period":{"from":"2026-03-31","to":"2026-03-01"}}""", "BAD_INPUT", "period.to")]
    [InlineData("""{"scope":{"level":"tenant"},"period":{"from":"31.3.2026","to":"2026-03-01"}}""", "BAD_INPUT", "period.from")]
    [InlineData("""{"scope":{"level":"tenant"},"period":{"preset":"LAST_CENTURY"}}""", "BAD_INPUT", "period.preset")]
    [InlineData("""{"scope":{"level":"tenant"},P,"kpi":["csat"]}""", "BAD_INPUT", "kpi")]
    [InlineData("""{"scope":{"level":"customer","key":"u"},P,"kpis":["service_level"]}""", "KPI_NOT_AT_LEVEL", "kpis[0]")]
    [InlineData("""{"scope":{"level":"tenant"},P,"kpis":["utilization"],"by":{"dimension":"channel"}}""", "KPI_NOT_BY_DIMENSION", "kpis[0]")]
    [InlineData("""{"scope":{"level":"tenant"},P,"where":{"dimension":"tag","values":["x"]}}""", "BAD_INPUT", "where.tag")]
    [InlineData("""{"scope":{"level":"tenant"},P,"by":{"dimension":"channel","first":0}}""", "BAD_INPUT", "by.first")]
    [InlineData("""{"scope":{"level":"agent","key":"a"},P,"ranking":{"level":"agent"}}""", "BAD_INPUT", "ranking.level")]
    [InlineData("""{"scope":{"level":"tenant"},P,"after":"other:1"}""", "BAD_INPUT", "after")]
    [InlineData("""{"scope":{"level":"tenant"},"period":{"from":"2020-01-01","to":"2026-03-31"},"interval":"hour"}""", "TOO_COSTLY", "period")]
    public async Task A_request_that_makes_no_sense_is_told_where(string request, string code, string field)
    {
        var problem = (await ReadAsync(request.Replace("P}", March + "}", StringComparison.Ordinal).Replace("P,", March + ",", StringComparison.Ordinal)))["problem"]!;
        Assert.Equal((code, field), (problem["code"]!.GetValue<string>(), problem["field"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_unavailable_scope_is_its_own_problem()
    {
        var key = await node.KeyAsync("read");
        node.Grains.Fault = new UnavailableException("moving", TimeSpan.FromSeconds(1));
        try
        {
            var answer = await ReadAsync($$"""{"scope":{"level":"tenant"},{{March}}}""", key);
            Assert.Equal("UNAVAILABLE", answer["problem"]!["code"]!.GetValue<string>());
        }
        finally
        {
            node.Grains.Fault = null;
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"requests":{}}""")]
    public async Task A_body_that_is_none_is_400(string body)
    {
        using var response = await node.PostAsync("/v1/scorecards", await node.KeyAsync("read"), TestNode.Json(body));
        await TestNode.IsProblemAsync(response, 400, "BAD_INPUT");
    }

    [Fact]
    public async Task More_than_200_requests_are_400()
    {
        var body = $$"""{"requests":[{{string.Join(',', Enumerable.Repeat("{}", 201))}}]}""";
        using var response = await node.PostAsync("/v1/scorecards", await node.KeyAsync("read"), TestNode.Json(body));
        await TestNode.IsProblemAsync(response, 400, "BAD_INPUT");
    }

    [Fact]
    public async Task Serves_the_tenant_its_scopes_and_the_catalogue()
    {
        var key = await node.KeyAsync("read");
        using var tenant = await node.GetAsync("/v1/tenant", key);
        Assert.Equal(["key", "name", "timeZone", "currency", "industry", "locale", "now", "position", "lastEventAt", "horizon"], (await TestNode.ReadAsync(tenant)).Select(field => field.Key), StringComparer.Ordinal);
        using var scopes = await node.GetAsync("/v1/scopes?level=agent&first=5", key);
        Assert.Equal("""{"level":"agent","key":"a-1","name":"Ann","team":"billing"}""", (await TestNode.ReadAsync(scopes))["items"]![0]!.ToJsonString());
        using var bad = await node.GetAsync("/v1/scopes?level=agent&first=5000", key);
        await TestNode.IsProblemAsync(bad, 400, "BAD_INPUT");
        using var missing = await node.GetAsync("/v1/scopes", key);
        await TestNode.IsProblemAsync(missing, 400, "BAD_INPUT");
        using var kpis = await node.GetAsync("/v1/kpis", key);
        var csat = (await TestNode.ReadAsync(kpis))["items"]!.AsArray().Single(kpi => kpi!["code"]!.GetValue<string>() is "csat")!;
        Assert.Equal("客戶滿意度", csat["names"]!["zh-Hant"]!.GetValue<string>());
        Assert.Equal(("up", "satisfaction", "customer"), (csat["direction"]!.GetValue<string>(), csat["keyResultArea"]!.GetValue<string>(), csat["tier"]!.GetValue<string>()));
        Assert.Equal(["tenant", "team", "agent", "customer"], csat["levels"]!.AsArray().Select(level => level!.GetValue<string>()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Settings_are_changed_from_an_instant_on()
    {
        var key = await node.KeyAsync("manage");
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json("""{"validFrom":"beginning","settings":{"repeatWindowDays":14,"weekStart":null}}"""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("beginning", (await TestNode.ReadAsync(changed))["history"]!.AsArray()[^1]!["validFrom"]!.GetValue<string>());
        Assert.Equal(long.MinValue, node.Grains.Of("demo").Changes[^1].ValidFrom);
        using var reader = await node.GetAsync("/v1/settings", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(reader, 403, "FORBIDDEN");
    }

    [Theory]
    [InlineData("""{"settings":{"repeatWindow":7}}""", "settings.repeatWindow")]
    [InlineData("""{"settings":{"serviceLevel":{"thresholds":{"pigeon":1}}}}""", "settings.serviceLevel.thresholds.pigeon")]
    [InlineData("""{"settings":{"businessHours":{"hours":{"mon":[["18:00","09:00"]]}}}}""", "settings.businessHours.hours.mon[0]")]
    [InlineData("""{"settings":[]}""", "settings")]
    [InlineData("""{"validFrom":"2026-03-01","settings":{}}""", "validFrom")]
    public async Task Settings_that_make_no_sense_are_told_where(string body, string field)
    {
        using var answer = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", await node.KeyAsync("manage"), TestNode.Json(body));
        var problem = await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
        Assert.Equal(field, problem["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Quality_shows_what_was_refused_even_after_a_restart()
    {
        var key = await node.KeyAsync("ingest", "read");
        using var refused = await node.PostAsync("/v1/events", key, TestNode.Body("{bad", "application/x-ndjson"));
        await node.StopAsync();
        await node.StartAsync();
        var quality = await node.AnswerAsync("/v1/quality", key);
        Assert.Equal(("not_json", 1L), (quality["rejected"]![0]!["code"]!.GetValue<string>(), quality["rejected"]![0]!["count"]!.GetValue<long>()));
        Assert.Equal("pbx", quality["sources"]![0]!["source"]!.GetValue<string>());
    }

    private async Task<JsonObject> ReadAsync(string request, string? key = null)
    {
        using var response = await node.PostAsync("/v1/scorecards", key ?? await node.KeyAsync("read"), TestNode.Json($$"""{"requests":[{{request}}]}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await TestNode.ReadAsync(response))["answers"]![0]!.AsObject();
    }
}
