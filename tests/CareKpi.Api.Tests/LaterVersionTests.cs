using System.Net;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Tests;

/// <summary>In the middle of an upgrade: a server of a later version has written for a tenant what this one does not know.</summary>
public sealed class LaterVersionTests : EngineNode
{
    private const string Told = "the log of tenant 'demo' has an entry of kind 99 version 1, which this version of CareKpi does not know";

    [Fact]
    public async Task Its_tenant_is_answered_with_how_to_mend_it_and_the_others_are_served()
    {
        using var made = await SendAsync(Operators, HttpMethod.Put, "/v1/admin/tenants/other", Operator, Json("""{"name":"Other","timeZone":"UTC","currency":"EUR"}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var key = await KeyAsync("read", "ingest", "manage");
        var other = (string)(await IssueAsync(new { name = "test", scopes = new[] { "read", "ingest", "manage" } }, "other"))["key"]!;
        await Host.SleepAsync("demo");
        var head = await Stores.Log.HeadAsync("demo", default);
        Assert.Equal([AppendOutcome.Committed], await Stores.Log.AppendAsync([new LogAppend("demo", head.Epoch, head.LastSeq + 1, [new byte[] { 99, 1, 0 }])], default));

        using var sent = await PostAsync("/v1/events", key, Body(Survey, "application/cloudevents-batch+json"));
        var problem = await IsProblemAsync(sent, 503, "UNAVAILABLE");
        Assert.Contains(Told, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains("Upgrade the server", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), sent.Headers.RetryAfter?.Delta);
        using var settings = await GetAsync("/v1/settings", key);
        await IsProblemAsync(settings, 503, "UNAVAILABLE");
        using var read = await PostAsync("/v1/scorecards", key, Json(Read));
        Assert.Contains(Told, (string)(await IsProblemAsync(read, 503, "UNAVAILABLE"))["detail"]!, StringComparison.Ordinal);
        Assert.Equal(head.LastSeq + 1, (await Stores.Log.HeadAsync("demo", default)).LastSeq);

        await IngestAsync(other, [Survey[1..^1]]);
        using var served = await PostAsync("/v1/scorecards", other, Json(Read));
        Assert.Equal(1, (double)(await ReadAsync(served))["answers"]![0]!["result"]!["values"]![0]!["count"]!);
        Assert.Single(Log, static line => line.Contains(Told, StringComparison.Ordinal));
    }

    private const string Survey = """[{"specversion":"1.0","id":"1","source":"s","type":"care.survey.answered","time":"2025-05-02T10:00:00Z","data":{"survey":"1","kind":"nps","score":10}}]""";

    private const string Read = """{"requests":[{"scope":{"level":"tenant"},"period":{"from":"2025-05-02","to":"2025-05-02"},"kpis":["nps"]}]}""";
}
