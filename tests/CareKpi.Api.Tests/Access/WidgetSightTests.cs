using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests.Access;

/// <summary>A widget of the whole tenant shows the tenant's figures, and nobody's name.</summary>
public sealed class WidgetSightTests : IAsyncLifetime
{
    private const string Read = """ "scope":{"level":"tenant"},"period":{"preset":"LAST_7_DAYS"} """;
    private readonly EngineNode node = new();
    private string key = "";
    private string widget = "";

    public async Task InitializeAsync()
    {
        await node.InitializeAsync();
        key = await node.KeyAsync("ingest", "read", "manage");
        await node.IngestAsync(key, [.. ((string[])["u-1", "u-2", "u-3"]).Select((customer, i) =>
            $$$"""{"specversion":"1.0","id":"{{{i}}}","source":"demo","type":"care.contact.ended","time":"{{{node.Clock.GetUtcNow().AddMinutes(i - 60):O}}}","data":{"contact":"c{{{i}}}","customer":"{{{customer}}}","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":10,"agent":"ann","team":"billing"}}""")]);
        using var made = await node.PostAsync("/v1/widgets", key, TestNode.Json("""{"name":"Wall","origins":["https://wall.example.com"],"levels":["tenant"]}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var minter = (string)(await node.IssueAsync(new { name = "minter", scopes = new[] { "widget" }, levels = new[] { "tenant" } }))["key"]!;
        using var minted = await node.PostAsync("/v1/widgets/tokens", minter, TestNode.Json("""{"level":"tenant","origin":"https://wall.example.com"}"""));
        widget = (string)(await TestNode.ReadAsync(minted))["token"]!;
        using var target = await node.PostAsync("/v1/targets", key, TestNode.Json("""{"level":"agent","key":"ann","kpi":"csat","target":90}"""));
        Assert.Equal(HttpStatusCode.Created, target.StatusCode);
    }

    public Task DisposeAsync() => node.DisposeAsync();

    [Theory]
    [InlineData(""" "kpis":["contact_volume"],"ranking":{"level":"customer"} """, "u-1")]
    [InlineData(""" "kpis":["contact_volume"],"ranking":{"level":"agent"} """, "ann")]
    [InlineData(""" "kpis":["contact_volume"],"ranking":{"level":"team"} """, "billing")]
    [InlineData(""" "cohorts":"customers" """, "cohorts")]
    [InlineData(""" "cohorts":"revenue" """, "cohorts")]
    [InlineData(""" "kpis":["contact_volume"],"extras":["benchmark"] """, "benchmark")]
    [InlineData(""" "kpis":["contact_volume"],"extras":["target","benchmark"] """, "benchmark")]
    public async Task It_ranks_nobody_and_shows_neither_cohorts_nor_benchmarks(string what, string told)
    {
        Assert.Contains($"\"{told}\"", await ReadAsync(key, what), StringComparison.Ordinal);
        var answer = JsonNode.Parse(await ReadAsync(widget, what))!["answers"]![0]!;
        Assert.Null(answer["result"]);
        Assert.Equal("FORBIDDEN", (string?)answer["problem"]!["code"]);
    }

    [Fact]
    public async Task It_shows_the_tenants_values() => Assert.Contains("\"value\":3", await ReadAsync(widget, """ "kpis":["contact_volume"] """), StringComparison.Ordinal);

    [Theory]
    [InlineData("/v1/drivers", """{"scope":{"level":"tenant"},"kpi":"contact_volume","period":{"preset":"LAST_7_DAYS"},"by":"team"}""", 404)]
    [InlineData("/v1/evidence", """{"scope":{"level":"tenant"},"period":{"preset":"LAST_7_DAYS"},"kpi":"contact_volume"}""", 404)]
    [InlineData("/v1/kpis/preview", """{"kpi":{"code":"x","name":"X","formula":"kpi(contact_volume)","unit":"count","direction":"none","keyResultArea":"efficiency"},"scope":{"level":"tenant"},"period":{"preset":"LAST_7_DAYS"}}""", 403)]
    public async Task It_tells_of_nothing_behind_them(string path, string body, int status)
    {
        using var answer = await node.PostAsync(path, widget, TestNode.Json(body));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/v1/targets")]
    [InlineData("/v1/scopes?level=customer")]
    [InlineData("/v1/scopes?level=agent")]
    [InlineData("/v1/scopes?level=team")]
    public async Task Its_lists_are_empty(string path)
    {
        using var answer = await node.GetAsync(path, widget);
        Assert.Empty((await TestNode.ReadAsync(answer))["items"]!.AsArray());
    }

    /// <summary>Neither in the list nor by its id.</summary>
    [Theory]
    [InlineData("/v1/targets", """{"level":"agent","key":"ann","kpi":"nps","target":40}""")]
    [InlineData("/v1/annotations", """{"level":"team","key":"billing","from":"2026-03-02","text":"Strike"}""")]
    public async Task What_is_about_others_is_not_there(string path, string body)
    {
        using var made = await node.PostAsync(path, key, TestNode.Json(body));
        var one = $"{path}/{(await TestNode.ReadAsync(made))["id"]}";
        using var whole = await node.GetAsync(one, key);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        using var answer = await node.GetAsync(one, widget);
        await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_ranking_of_customers_holds_those_who_may_be_in_it()
    {
        var scope = node.Services.GetRequiredService<IGrains>().Scope("demo", new(Level.Tenant, ""));
        foreach (var among in (string[][])[[], ["u-2"], ["u-1", "u-3", "nobody"]])
        {
            var read = new ReadRequest(new(Level.Tenant, ""), new(null, PeriodPreset.Last7Days)) { Kpis = ["contact_volume"], Ranking = new(Level.Customer) { Among = among } };
            var told = (await scope.ReadAsync(read))!.Ranking![0].Entries.Select(entry => entry.Scope.Key);
            Assert.Equal(among.Where(customer => customer is not "nobody"), told.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }

    private async Task<string> ReadAsync(string token, string what)
    {
        using var answer = await node.PostAsync("/v1/scorecards", token, TestNode.Json($$"""{"requests":[{ {{Read}},{{what}} }]}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
