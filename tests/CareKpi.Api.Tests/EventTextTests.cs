using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

/// <summary>A field that the contract does not know may hold half of a surrogate pair: it is kept, and read all the same.</summary>
public sealed class EventTextTests(EngineNode node) : IClassFixture<EngineNode>
{
    [Fact]
    public async Task What_was_made_of_an_event_is_told_whatever_its_unknown_fields_hold()
    {
        var key = await node.KeyAsync("ingest", "read");
        await node.IngestAsync(key, ["""{"specversion":"1.0","id":"half","source":"s","type":"care.case.opened","time":"2026-03-02T09:14:05Z","data":{"case":"k","customer":"ana","channel":"chat","openedBy":"agent","note":"\ud800"}}"""]);
        using var answer = await node.GetAsync("/v1/events?source=s&id=half&time=2026-03-02T09:14:05Z", key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        JsonNode told = await TestNode.ReadAsync(answer);
        Assert.Equal("\ufffd", (string?)told["event"]!["data"]!["note"]);
    }
}
