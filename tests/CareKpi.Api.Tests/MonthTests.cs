using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

/// <summary>Closed months and drivers over HTTP, with the engine behind.</summary>
public sealed class MonthTests(EngineNode node) : IClassFixture<EngineNode>
{
    [Fact]
    public async Task A_month_is_closed_read_listed_and_opened_again()
    {
        var key = await node.KeyAsync("read", "manage", "ingest");
        await SendAsync(key, Contact("c1", "2026-02-10", "voice"));
        using var made = await node.PostAsync("/v1/months", key, TestNode.Json("""{"month":"2026-02"}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var month = await TestNode.ReadAsync(made);
        Assert.Equal(("2026-02-01", "test"), ((string?)month["month"], (string?)month["closedBy"]));
        await SendAsync(key, Contact("c2", "2026-02-11", "voice"));

        var value = await ValueAsync(key);
        Assert.Equal((1.0, 2.0, (string?)month["closedAt"]), ((double)value["value"]!, (double)value["revised"]!, (string?)value["closedAt"]));
        using var listed = await node.GetAsync("/v1/months", key);
        Assert.Equal(month.ToJsonString(), Assert.Single((await TestNode.ReadAsync(listed))["items"]!.AsArray())!.ToJsonString());
        using var again = await node.PostAsync("/v1/months", key, TestNode.Json("""{"month":"2026-02"}"""));
        Assert.Equal("month", (string?)(await TestNode.IsProblemAsync(again, 400, "BAD_INPUT"))["field"]);
        using var wrong = await node.PostAsync("/v1/months", key, TestNode.Json("""{"month":"February"}"""));
        await TestNode.IsProblemAsync(wrong, 400, "BAD_INPUT");
        using var reader = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/months/2026-02", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(reader, 403, "FORBIDDEN");

        using var opened = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/months/2026-02", key);
        Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        using var twice = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/months/2026-02", key);
        await TestNode.IsProblemAsync(twice, 404, "NOT_FOUND");
        value = await ValueAsync(key);
        Assert.Equal(2, (double)value["value"]!);
        Assert.False(value.ContainsKey("closedAt") || value.ContainsKey("revised"));
        using var audit = await node.GetAsync("/v1/audit?action=month", key);
        Assert.Equal(["month.reopened 2026-02", "month.closed 2026-02"], (await TestNode.ReadAsync(audit))["items"]!.AsArray().Select(static entry => $"{entry!["action"]} {entry["target"]}"));
    }

    [Fact]
    public async Task Drivers_say_why_a_value_changed()
    {
        var key = await node.KeyAsync("read", "ingest");
        await SendAsync(key, [Contact("d1", "2025-05-10", "voice"), Contact("d2", "2025-06-10", "voice"), Contact("d3", "2025-06-11", "voice"), Contact("d4", "2025-06-11", "chat")]);
        using var answer = await node.PostAsync("/v1/drivers", key, TestNode.Json("""{"scope":{"level":"tenant"},"kpi":"contacts_handled","period":{"from":"2025-06-01","to":"2025-06-30"},"by":"channel"}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = await TestNode.ReadAsync(answer);
        Assert.Equal("""{"from":"2025-05-01","to":"2025-05-31"}""", told["against"]!.ToJsonString());
        Assert.Equal((3.0, 1.0, 2.0), ((double)told["now"]!, (double)told["before"]!, (double)told["change"]!));
        Assert.Equal(
            """[{"value":"chat","name":null,"now":1,"before":0,"contribution":1,"mix":null,"rate":null},{"value":"voice","name":null,"now":2,"before":1,"contribution":1,"mix":null,"rate":null}]""",
            told["items"]!.ToJsonString());
        Assert.Null(told["rest"]);
    }

    [Theory]
    [InlineData("""{"scope":{"level":"tenant"},"kpi":"delivery_gap","period":{"preset":"LAST_MONTH"},"by":"team"}""", "KPI_HAS_NO_DRIVERS", "kpi")]
    [InlineData("""{"scope":{"level":"tenant"},"kpi":"csatt","period":{"preset":"LAST_MONTH"},"by":"team"}""", "UNKNOWN_KPI", "kpi")]
    [InlineData("""{"scope":{"level":"tenant"},"kpi":"csat","period":{"preset":"LAST_MONTH"},"by":"mood"}""", "BAD_INPUT", "by")]
    [InlineData("""{"scope":{"level":"tenant"},"kpi":"csat","period":{"preset":"LAST_MONTH"},"by":"tag"}""", "BAD_INPUT", "tag")]
    [InlineData("""{"scope":{"level":"tenant"},"kpi":"csat","period":{"preset":"LAST_MONTH"},"against":{"preset":"LAST_CENTURY"},"by":"team"}""", "BAD_INPUT", "against.preset")]
    public async Task What_cannot_be_explained_is_told(string body, string code, string field)
    {
        using var answer = await node.PostAsync("/v1/drivers", await node.KeyAsync("read"), TestNode.Json(body));
        Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(answer, 400, code))["field"]);
    }

    private Task SendAsync(string key, params string[] events) => node.IngestAsync(key, events);

    private async Task<JsonObject> ValueAsync(string key)
    {
        using var answer = await node.PostAsync("/v1/scorecards", key, TestNode.Json("""{"requests":[{"scope":{"level":"tenant"},"period":{"from":"2026-02-01","to":"2026-02-28"},"kpis":["contacts_handled"]}]}"""));
        return (await TestNode.ReadAsync(answer))["answers"]![0]!["result"]!["values"]![0]!.AsObject();
    }

    private static string Contact(string id, string day, string channel) =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"test","type":"care.contact.ended","time":"{{{day}}}T04:00:00Z","data":{"contact":"{{{id}}}","channel":"{{{channel}}}","direction":"inbound","outcome":"answered","wait":5}}""";
}
