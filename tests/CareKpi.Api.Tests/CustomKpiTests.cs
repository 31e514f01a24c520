using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

/// <summary>KPIs of the tenant's own over HTTP, with the engine behind (docs/contracts/management-api.md, formulas.md).</summary>
public sealed class CustomKpiTests(EngineNode node) : IClassFixture<EngineNode>, IAsyncLifetime
{
    private const string March = """ "period":{"from":"2026-03-01","to":"2026-03-31"} """;

    private string key = "";

    public async Task InitializeAsync()
    {
        key = await node.KeyAsync("read", "manage", "ingest");
        string[] events = [Custom("1", "10.5"), Custom("2", "4.5"), Answer("3", 5), Answer("4", 5), Answer("5", 1), Answer("6", 4)];
        using var sent = await node.PostAsync("/v1/events", key, TestNode.Body($"[{string.Join(',', events)}]", "application/cloudevents-batch+json"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_KPI_is_defined_served_like_any_other_changed_and_taken_away()
    {
        var made = await DefineAsync("""{"code":"basket_value","name":"Basket value","formula":"custom.basket.sum/custom.basket.count","unit":"money","direction":"up","keyResultArea":"efficiency"}""");
        Assert.Equal(("custom.basket.sum / custom.basket.count", 1, true), ((string?)made["formula"], (int)made["version"]!, (bool)made["custom"]!));
        Assert.Equal("""["tenant","team","agent"]""", made["levels"]!.ToJsonString());
        Assert.Contains("basket_value", await CodesAsync());
        var value = (await ReadAsync("""{"scope":{"level":"tenant"},P,"kpis":["basket_value","csat"]}"""))["result"]!["values"]!.AsArray();
        Assert.Equal((7.5, 2, 15.0, 2.0), ((double)value[0]!["value"]!, (int)value[0]!["count"]!, (double)value[0]!["numerator"]!, (double)value[0]!["denominator"]!));
        Assert.Equal(75, (double)value[1]!["value"]!);
        var days = (await ReadAsync("""{"scope":{"level":"tenant"},P,"kpis":["basket_value"],"interval":"month"}"""))["result"]!["series"]![0]!["points"]!.AsArray();
        Assert.Equal(7.5, (double)days[0]!["value"]!);
        var ranked = (await ReadAsync("""{"scope":{"level":"tenant"},P,"kpis":["basket_value"],"ranking":{"level":"agent"}}"""))["result"]!["ranking"]![0]!["entries"]!.AsArray();
        Assert.Equal(["ann"], ranked.Select(entry => (string)entry!["scope"]!["key"]!));
        var all = (await ReadAsync("""{"scope":{"level":"tenant"},P}"""))["result"]!["values"]!.AsArray();
        Assert.Contains("basket_value", all.Select(entry => (string)entry!["kpi"]!));
        Assert.Equal(2, (int)(await DefineAsync("""{"code":"basket_value","name":"Basket value","formula":"custom.basket.sum","unit":"money","direction":"up","keyResultArea":"efficiency"}"""))["version"]!);
        Assert.Equal((15.0, 2), ((double)(await FirstAsync("basket_value"))["value"]!, (int)(await FirstAsync("basket_value"))["version"]!));
        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/kpis/basket_value", key);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var again = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/kpis/basket_value", key);
        await TestNode.IsProblemAsync(again, 404, "NOT_FOUND");
        var unknown = (await ReadAsync("""{"scope":{"level":"tenant"},P,"kpis":["csat","csatt"]}"""))["problem"]!;
        Assert.Equal(("UNKNOWN_KPI", "kpis[1]"), ((string?)unknown["code"], (string?)unknown["field"]));
        Assert.DoesNotContain("basket_value", await CodesAsync());
    }

    [Fact]
    public async Task An_error_of_a_formula_shows_its_place()
    {
        using var refused = await node.PostAsync("/v1/kpis", key, TestNode.Json("""{"code":"mine","name":"Mine","formula":"csat + average_handle_time","unit":"%","direction":"up","keyResultArea":"quality"}"""));
        var problem = await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT");
        Assert.Equal(("formula", 7, 19), ((string?)problem["field"], (int)problem["position"]!, (int)problem["length"]!));
        using var tried = await node.PostAsync("/v1/kpis/preview", key, TestNode.Json($$"""{"kpi":{"code":"mine","name":"Mine","formula":"csat +","unit":"%","direction":"up","keyResultArea":"quality"},"scope":{"level":"tenant"},{{March}}}"""));
        problem = await TestNode.IsProblemAsync(tried, 400, "BAD_INPUT");
        Assert.Equal(("formula", 6, 0), ((string?)problem["field"], (int)problem["position"]!, (int)problem["length"]!));
        using var reader = await node.PostAsync("/v1/kpis", await node.KeyAsync("read"), TestNode.Json("{}"));
        await TestNode.IsProblemAsync(reader, 403, "FORBIDDEN");
    }

    /// <summary>JSON readers take these, and throw when they come to the text.</summary>
    [Theory]
    [InlineData("/v1/kpis", "name", "\\ud800")]
    [InlineData("/v1/kpis", "name", "\u0001")]
    [InlineData("/v1/kpis", "\\udc00\\ud800", "x")]
    [InlineData("/v1/kpis", "\u0001", "x")]
    [InlineData("/v1/targets", "kpi", "\\ud800")]
    [InlineData("/v1/scorecards", "requests", "\u0001")]
    [InlineData("/v1/settings", "settings", "\\ud800")]
    public async Task A_text_that_is_none_is_refused(string path, string name, string value)
    {
        var settings = path == "/v1/settings";
        var text = settings ? $$$"""{"settings":{"timeZone":"{{{value}}}"}}""" : $$"""{"code":"mine","{{name}}":"{{value}}"}""";
        // A byte that UTF-8 does not have.
        var body = Encoding.UTF8.GetBytes(text).Select(static one => one == 1 ? (byte)0xff : one).ToArray();
        using var refused = await TestNode.SendAsync(node.Public, settings ? HttpMethod.Patch : HttpMethod.Post, path, key, TestNode.Body(body, "application/json"));
        await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT");
    }

    [Theory]
    [InlineData("/v1/kpis")]
    [InlineData("/v1/drivers")]
    public async Task The_name_of_a_field_that_nobody_knows_is_told_in_short(string path)
    {
        using var refused = await node.PostAsync(path, key, TestNode.Json($$"""{"{{new string('x', 60_000)}}":1}"""));
        var problem = await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT");
        Assert.Equal(new string('x', 64), (string?)problem["field"]);
        Assert.InRange(((string)problem["detail"]!).Length, 64, 400);
    }

    [Fact]
    public async Task A_KPI_is_tried_on_past_data_and_is_not_there_after()
    {
        using var answer = await node.PostAsync("/v1/kpis/preview", await node.KeyAsync("read"), TestNode.Json(
            $$"""{"kpi":{"code":"tried_only","name":"Tried","formula":"csat * 2","unit":"%","direction":"up","keyResultArea":"quality"},"scope":{"level":"tenant"},{{March}},"interval":"month"}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var result = await TestNode.ReadAsync(answer);
        Assert.Equal((150, 150), ((double)result["values"]![0]!["value"]!, (double)result["series"]![0]!["points"]![0]!["value"]!));
        Assert.DoesNotContain("tried_only", await CodesAsync());
    }

    private async Task<JsonNode> DefineAsync(string body)
    {
        using var made = await node.PostAsync("/v1/kpis", key, TestNode.Json(body));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await TestNode.ReadAsync(made);
    }

    private async Task<IEnumerable<string>> CodesAsync()
    {
        using var answer = await node.GetAsync("/v1/kpis", key);
        return [.. (await TestNode.ReadAsync(answer))["items"]!.AsArray().Select(kpi => (string)kpi!["code"]!)];
    }

    private async Task<JsonNode> FirstAsync(string kpi) => (await ReadAsync($$"""{"scope":{"level":"tenant"},P,"kpis":["{{kpi}}"]}"""))["result"]!["values"]![0]!;

    private async Task<JsonNode> ReadAsync(string request)
    {
        using var answer = await node.PostAsync("/v1/scorecards", key, TestNode.Json($$"""{"requests":[{{request.Replace("P", March, StringComparison.Ordinal)}}]}"""));
        return (await TestNode.ReadAsync(answer))["answers"]![0]!;
    }

    private static string Custom(string id, string value) =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"demo","type":"care.custom.recorded","time":"2026-03-02T09:00:00Z","data":{"name":"basket","value":{{{value}}},"agent":"ann"}}""";

    private static string Answer(string id, int score) =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"demo","type":"care.survey.answered","time":"2026-03-02T09:00:00Z","data":{"survey":"s{{{id}}}","kind":"csat","score":{{{score}}}}}""";
}
