using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

/// <summary>Targets, benchmarks and annotations (docs/contracts/management-api.md) over HTTP, with the engine behind.</summary>
public sealed class TargetTests(EngineNode node) : IClassFixture<EngineNode>, IAsyncLifetime
{
    private const string March = """ "period":{"from":"2026-03-01","to":"2026-03-31"} """;

    private string key = "";

    public async Task InitializeAsync()
    {
        key = await node.KeyAsync("read", "manage", "ingest");
        using var industry = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/demo", TestNode.Operator, TestNode.Json("""{"name":"Demo","timeZone":"Asia/Hong_Kong","currency":"HKD","industry":"Retail"}"""));
        // Positive answers of all: a-1 3 of 6, a-2 4 of 5, a-3 5 of 5, a-4 2 of 2. The first, second and last are of billing, which is under care.
        string[] events =
        [
            Event("team.described", "t1", """ "team":"care" """), Event("team.described", "t2", """ "team":"billing","parent":"care" """), Event("team.described", "t3", """ "team":"sales" """),
            .. Member("a-1", "billing"), .. Member("a-2", "billing"), .. Member("a-3", "sales"), .. Member("a-4", "billing"),
            .. Answers("a-1", 3, 6), .. Answers("a-2", 4, 5), .. Answers("a-3", 5, 5), .. Answers("a-4", 2, 2),
        ];
        await node.IngestAsync(key, events);
        foreach (var target in await ItemsAsync("/v1/targets?first=100"))
        {
            using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/targets/{target!["id"]}", key);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_target_is_made_listed_found_in_a_read_and_taken_away()
    {
        var made = await MakeAsync("""{"level":"tenant","kpi":"csat","target":80,"warning":75,"from":"2026-01-01"}""");
        Assert.Equal($$"""{"id":"{{made["id"]}}","level":"tenant","key":null,"kpi":"csat","target":80,"warning":75,"from":"2026-01-01","to":null}""", made.ToJsonString());
        Assert.Equal(made.ToJsonString(), Assert.Single(await ItemsAsync("/v1/targets?level=tenant&kpi=csat"))!.ToJsonString());
        Assert.Empty(await ItemsAsync("/v1/targets?kpi=nps"));
        using var one = await node.GetAsync($"/v1/targets/{made["id"]}", key);
        Assert.Equal(made.ToJsonString(), (await TestNode.ReadAsync(one)).ToJsonString());
        using var none = await node.GetAsync("/v1/targets/nothing", key);
        await TestNode.IsProblemAsync(none, 404, "NOT_FOUND");

        // 14 of 18 are 77.8 %: between warning and target, 97.2 % of it.
        var status = (await ValueAsync("tenant", null))["target"]!;
        Assert.Equal(made.ToJsonString(), status["target"]!.ToJsonString());
        Assert.Equal(("warning", null, null), ((string?)status["state"], (string?)status["inheritedFrom"], (double?)status["pace"]));
        Assert.Equal(100 * (1400.0 / 18) / 80, (double)status["attainment"]!, 1e-12);

        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/targets/{made["id"]}", key);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Null((await ValueAsync("tenant", null))["target"]);
        using var again = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/targets/{made["id"]}", key);
        await TestNode.IsProblemAsync(again, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task An_agent_inherits_from_its_team_that_one_from_its_parent_and_the_tenant()
    {
        await MakeAsync("""{"level":"tenant","kpi":"csat","target":90}""");
        Assert.Equal(("tenant", 90), await InheritedAsync("agent", "a-1"));
        Assert.Equal(("tenant", 90), await InheritedAsync("team", "billing"));
        var care = await MakeAsync("""{"level":"team","key":"care","kpi":"csat","target":80}""");
        Assert.Equal("1900-01-01", (string?)care["from"]);
        Assert.Equal(("team", 80), await InheritedAsync("agent", "a-1"));
        Assert.Equal(("team", 80), await InheritedAsync("team", "billing"));
        Assert.Equal(("tenant", 90), await InheritedAsync("agent", "a-3"));
        await MakeAsync("""{"level":"team","key":"billing","kpi":"csat","target":70,"to":"2026-03-15"}""");
        // It no longer holds on the last day of the month.
        Assert.Equal(("team", 80), await InheritedAsync("agent", "a-1"));
        await MakeAsync("""{"level":"agent","key":"a-1","kpi":"csat","target":50,"from":"2026-03-31"}""");
        Assert.Equal((null, 50), await InheritedAsync("agent", "a-1"));
        Assert.Equal(("team", 80), await InheritedAsync("agent", "a-2"));
    }

    [Fact]
    public async Task Whoever_is_ranked_brings_the_own_target_where_it_is_asked_for()
    {
        await MakeAsync("""{"level":"tenant","kpi":"csat","target":90}""");
        await MakeAsync("""{"level":"team","key":"care","kpi":"csat","target":75}""");
        await MakeAsync("""{"level":"agent","key":"a-1","kpi":"csat","target":50}""");
        var ranked = await RankingAsync(""","extras":["target","benchmark"]""");
        Assert.Equal(
            [("a-3", "tenant", 90, "met"), ("a-4", "team", 75, "met"), ("a-2", "team", 75, "met"), ("a-1", null, 50, "met")],
            ranked.Select(static entry => (Key: (string)entry!["scope"]!["key"]!, Target: entry["result"]!["target"]!)).Select(static entry =>
                (entry.Key, (string?)entry.Target["inheritedFrom"], (double)entry.Target["target"]!["target"]!, (string?)entry.Target["state"])));
        Assert.All(ranked, static entry => Assert.False(entry!["result"]!.AsObject().ContainsKey("benchmark")));
        Assert.All(await RankingAsync(""), static entry => Assert.False(entry!["result"]!.AsObject().ContainsKey("target")));
        Assert.All(await RankingAsync(""","extras":["target"],"where":{"dimension":"channel","values":["voice"]}"""), static entry => Assert.Null(entry!["result"]!["target"]));
    }

    private async Task<JsonArray> RankingAsync(string more)
    {
        using var answer = await node.PostAsync("/v1/scorecards", key, TestNode.Json($$$"""{"requests":[{"scope":{"level":"tenant"},{{{March}}},"kpis":["csat"],"ranking":{"level":"agent"}{{{more}}} }]}"""));
        return (await TestNode.ReadAsync(answer))["answers"]![0]!["result"]!["ranking"]![0]!["entries"]!.AsArray();
    }

    [Fact]
    public async Task Two_targets_of_the_same_days_are_refused_and_the_error_says_which()
    {
        var first = await MakeAsync("""{"level":"tenant","kpi":"csat","target":80,"to":"2026-03-31"}""");
        using var second = await node.PostAsync("/v1/targets", key, TestNode.Json("""{"level":"tenant","kpi":"csat","target":85,"from":"2026-03-31"}"""));
        var problem = await TestNode.IsProblemAsync(second, 400, "BAD_INPUT");
        Assert.Equal("from", (string?)problem["field"]);
        Assert.Contains((string)first["id"]!, (string)problem["detail"]!, StringComparison.Ordinal);
        await MakeAsync("""{"level":"tenant","kpi":"csat","target":85,"from":"2026-04-01"}""");
        // Of many that are sent at once, one is taken.
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => node.PostAsync("/v1/targets", key, TestNode.Json("""{"level":"tenant","kpi":"nps","target":30}"""))));
        Assert.Equal(1, sent.Count(static answer => answer.StatusCode == HttpStatusCode.Created));
    }

    [Fact]
    public async Task Targets_come_in_pages_and_only_who_manages_changes_them()
    {
        for (var month = 1; month <= 3; month++)
        {
            await MakeAsync($$"""{"level":"tenant","kpi":"csat","target":8{{month}},"from":"2026-0{{month}}-01","to":"2026-0{{month}}-28"}""");
        }
        using var answer = await node.GetAsync("/v1/targets?first=2", key);
        var page = await TestNode.ReadAsync(answer);
        Assert.Equal((2, true), (page["items"]!.AsArray().Count, (bool)page["hasNextPage"]!));
        Assert.Equal(83, (double)Assert.Single(await ItemsAsync($"/v1/targets?first=2&after={page["cursor"]}"))!["target"]!);
        var reader = await node.KeyAsync("read");
        using var refused = await node.PostAsync("/v1/targets", reader, TestNode.Json("""{"level":"tenant","kpi":"nps","target":30}"""));
        await TestNode.IsProblemAsync(refused, 403, "FORBIDDEN");
        using var read = await node.GetAsync("/v1/targets", reader);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Values_stand_beside_their_industry_and_the_own_agents()
    {
        var tenant = (await ValueAsync("tenant", null))["benchmark"]!;
        var figure = Assert.Single(tenant["industry"]!.AsArray())!;
        Assert.Equal(("retail", "North America", 81.0, 2022), ((string?)figure["industry"], (string?)figure["region"], (double)figure["value"]!, (int)figure["year"]!));
        Assert.Equal((1400.0 / 18) - 81, (double)figure["gap"]!, 1e-12);
        Assert.Contains("SQM Group", (string)figure["source"]!, StringComparison.Ordinal);
        Assert.True(tenant.AsObject().ContainsKey("peers"));
        Assert.Null(tenant["rank"]);
        Assert.Equal("""{"position":3,"of":3,"percentile":0}""", (await ValueAsync("agent", "a-1"))["benchmark"]!["rank"]!.ToJsonString());
        Assert.Equal("""{"position":1,"of":3,"percentile":100}""", (await ValueAsync("agent", "a-3"))["benchmark"]!["rank"]!.ToJsonString());
        // Two answers are no ground to stand on.
        Assert.Null((await ValueAsync("agent", "a-4"))["benchmark"]!["rank"]);
        // billing and care have 9 of 13, sales 5 of 5.
        Assert.Equal("""{"position":2,"of":3,"percentile":50}""", (await ValueAsync("team", "billing"))["benchmark"]!["rank"]!.ToJsonString());
    }

    [Fact]
    public async Task Values_bring_nothing_that_was_not_asked_for()
    {
        await MakeAsync("""{"level":"tenant","kpi":"csat","target":90}""");
        var plain = await ReadAsync("\"level\":\"tenant\"", "");
        Assert.False(plain.ContainsKey("target") || plain.ContainsKey("benchmark"));
        var part = await ReadAsync("\"level\":\"tenant\"", ""","extras":["target"],"where":{"dimension":"channel","values":["voice"]}""");
        Assert.True(part.ContainsKey("target"));
        Assert.Null(part["target"]);
        using var wrong = await node.PostAsync("/v1/scorecards", key, TestNode.Json($$"""{"requests":[{"scope":{"level":"tenant"},{{March}},"extras":["goal"]}]}"""));
        Assert.Equal("extras", (string?)(await TestNode.ReadAsync(wrong))["answers"]![0]!["problem"]!["field"]);
    }

    [Fact]
    public async Task Annotations_are_told_by_the_days_they_are_about()
    {
        using var late = await node.PostAsync("/v1/annotations", key, TestNode.Json("""{"from":"2026-03-20","text":"New phone system"}"""));
        using var early = await node.PostAsync("/v1/annotations", key, TestNode.Json("""{"from":"2026-03-02","to":"2026-03-10","text":"Strike","level":"team","key":"billing"}"""));
        Assert.Equal(HttpStatusCode.Created, early.StatusCode);
        var strike = await TestNode.ReadAsync(early);
        Assert.Equal($$"""{"id":"{{strike["id"]}}","from":"2026-03-02","to":"2026-03-10","text":"Strike","level":"team","key":"billing"}""", strike.ToJsonString());
        Assert.Equal(["Strike", "New phone system"], (await ItemsAsync("/v1/annotations")).Select(static item => (string?)item!["text"]));
        Assert.Equal(["Strike"], (await ItemsAsync("/v1/annotations?from=2026-03-10&to=2026-03-19")).Select(static item => (string?)item!["text"]));
        Assert.Equal(["New phone system"], (await ItemsAsync("/v1/annotations?from=2026-03-11")).Select(static item => (string?)item!["text"]));
        using var one = await node.GetAsync($"/v1/annotations/{strike["id"]}", key);
        Assert.Equal(strike.ToJsonString(), (await TestNode.ReadAsync(one)).ToJsonString());
        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/annotations/{strike["id"]}", key);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Single(await ItemsAsync("/v1/annotations"));
        using var wrong = await node.PostAsync("/v1/annotations", key, TestNode.Json("""{"from":"2026-03-20","to":"2026-03-19","text":"x"}"""));
        Assert.Equal("to", (string?)(await TestNode.IsProblemAsync(wrong, 400, "BAD_INPUT"))["field"]);
    }

    private async Task<(string?, double)> InheritedAsync(string level, string scope)
    {
        var status = (await ValueAsync(level, scope))["target"]!;
        return ((string?)status["inheritedFrom"], (double)status["target"]!["target"]!);
    }

    private Task<JsonObject> ValueAsync(string level, string? scope) => ReadAsync($"\"level\":\"{level}\"{(scope is null ? "" : $",\"key\":\"{scope}\"")}", ""","extras":["target","benchmark"]""");

    private async Task<JsonObject> ReadAsync(string scope, string more)
    {
        using var answer = await node.PostAsync("/v1/scorecards", key, TestNode.Json($$$"""{"requests":[{"scope":{ {{{scope}}} },{{{March}}},"kpis":["csat"]{{{more}}} }]}"""));
        return (await TestNode.ReadAsync(answer))["answers"]![0]!["result"]!["values"]![0]!.AsObject();
    }

    private async Task<JsonObject> MakeAsync(string body)
    {
        using var answer = await node.PostAsync("/v1/targets", key, TestNode.Json(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await TestNode.ReadAsync(answer);
    }

    private async Task<JsonArray> ItemsAsync(string path)
    {
        using var answer = await node.GetAsync(path, key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await TestNode.ReadAsync(answer))["items"]!.AsArray();
    }

    private static IEnumerable<string> Member(string agent, string team) => [Event("agent.described", $"d-{agent}", $"\"agent\":\"{agent}\",\"team\":\"{team}\"")];

    private static IEnumerable<string> Answers(string agent, int positive, int of) => Enumerable.Range(0, of).Select(number =>
        Event("survey.answered", $"s-{agent}-{number}", $"\"survey\":\"s-{agent}-{number}\",\"kind\":\"csat\",\"channel\":\"voice\",\"agent\":\"{agent}\",\"score\":{(number < positive ? 5 : 1)}"));

    private static string Event(string type, string id, string data) =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"test","type":"care.{{{type}}}","time":"2026-03-10T04:00:00Z","data":{ {{{data}}} } }""";
}
