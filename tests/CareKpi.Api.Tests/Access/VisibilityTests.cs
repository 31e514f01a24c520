using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;
using CareKpi.Api.Tests.SignIn;

namespace CareKpi.Api.Tests.Access;

/// <summary>Every role against every scope, over HTTP, on the engine: what the node shows is what the model says.</summary>
public sealed class VisibilityTests(SignInNode fixture) : IClassFixture<SignInNode>
{
    private const string Period = """ "period":{"from":"2026-01-01","to":"2026-01-31"} """;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Everybody_sees_what_is_theirs_and_nothing_else(int seed)
    {
        var company = new Company(seed);
        var key = await fixture.TenantAsync($"company-{seed}");
        using var sent = await fixture.Node.PostAsync("/v1/events", key, TestNode.Body(string.Join('\n', company.Lines), "application/x-ndjson"));
        Assert.Equal("[]", (await TestNode.ReadAsync(sent))["rejected"]!.ToJsonString());
        using var set = await fixture.SetAsync(key, new() { ["visibility"] = new JsonObject { ["agents"] = new JsonArray([.. company.Viewers.Select(word => (JsonNode)word)]) } });
        Assert.Equal(System.Net.HttpStatusCode.OK, set.StatusCode);
        var position = (await TestNode.ReadAsync(await fixture.Node.GetAsync("/v1/tenant", key)))["position"]!.GetValue<string>();

        await CheckAsync(company, new("admin", [], null), key, position);
        foreach (var (who, i) in company.People().Select((who, i) => (who, i)))
        {
            fixture.Node.Clock.Moved += TimeSpan.FromSeconds(1);
            var (_, link) = await fixture.UserAsync(key, $"person-{i}@example.com", who.Role, [.. who.Teams], who.Agent);
            await CheckAsync(company, who, await fixture.RedeemAsync(link), position);
        }
    }

    private async Task CheckAsync(Company company, Viewer who, string token, string position)
    {
        var read = company.Scopes.Select(scope => Request(scope.Level, scope.Key, $"\"kpis\":[],\"after\":\"{position}\"")).ToList();
        var answers = await ReadAsync(token, read);
        for (var i = 0; i < company.Scopes.Count; i++)
        {
            var (level, key) = company.Scopes[i];
            Assert.True(company.Sees(who, level, key) == answers[i]!["result"] is not null, $"{who} and {level} {key}: {answers[i]!.ToJsonString()}");
        }

        foreach (var level in (string[])["team", "agent"])
        {
            var seen = company.Scopes.Where(scope => scope.Level == level && company.Sees(who, level, scope.Key)).Select(scope => scope.Key).Order(StringComparer.Ordinal).ToList();
            using var list = await fixture.Node.GetAsync($"/v1/scopes?level={level}&first=100", token);
            var page = await TestNode.ReadAsync(list);
            Assert.Equal(seen, page["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()), StringComparer.Ordinal);
            Assert.Equal(seen.Count, page["totalCount"]!.GetValue<int>());
        }

        var scopes = company.Scopes.Where(scope => scope.Level is "tenant" or "team").ToList();
        var rankings = await ReadAsync(token, [.. scopes.Select(scope => Request(scope.Level, scope.Key, """ "kpis":["contact_volume"],"ranking":{"level":"agent","first":50} """))]);
        foreach (var (scope, answer) in scopes.Zip(rankings))
        {
            var entries = answer!["result"]?["ranking"]?[0]?["entries"]?.AsArray() ?? [];
            Assert.All(entries, entry => Assert.True(company.Sees(who, "agent", entry!["scope"]!["key"]!.GetValue<string>()), $"{who} in the ranking of {scope}: {entry.ToJsonString()}"));
            Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => entry!["position"]!.GetValue<int>()));
            if (scope.Level is "tenant" && who.Role is "admin" && company.Viewers.Contains("admin"))
            {
                Assert.Equal(9, entries.Count);
            }
        }

        foreach (var path in (string[])["/v1/quality", "/v1/events?source=test&id=e-0", "/v1/scopes?level=customer"])
        {
            using var answer = await fixture.Node.GetAsync(path, token);
            var isOpen = who.Role is "admin";
            Assert.Equal(isOpen || path.Contains("scopes", StringComparison.Ordinal) ? 200 : 403, (int)answer.StatusCode);
            Assert.True(isOpen || !(await answer.Content.ReadAsStringAsync()).Contains("customer-", StringComparison.Ordinal));
        }
    }

    private static string Request(string level, string key, string more) => $$"""{"scope":{"level":"{{level}}","key":"{{key}}"},{{Period}},{{more}}}""";

    private async Task<JsonArray> ReadAsync(string token, IReadOnlyList<string> requests)
    {
        using var answer = await fixture.Node.PostAsync("/v1/scorecards", token, TestNode.Json($$"""{"requests":[{{string.Join(',', requests)}}]}"""));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await TestNode.ReadAsync(answer))["answers"]!.AsArray();
    }
}
