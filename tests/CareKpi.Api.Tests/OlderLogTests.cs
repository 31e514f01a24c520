using System.Net;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Tests;

/// <summary>An older copy of the log was put back, and the state knows of more.</summary>
public sealed class OlderLogTests : EngineNode
{
    private const string Told = "carekpi rebuild demo";

    private string key = "";

    [Fact]
    public async Task Its_tenant_is_told_how_to_mend_it_and_that_mends_it()
    {
        key = await KeyAsync("read", "ingest", "manage");
        await IngestAsync(key, [Survey("1")]);
        await IngestAsync(key, [Survey("2")]);
        await PutBackAsync(lost: 1);

        using var sent = await PostAsync("/v1/events", key, Body($"[{Survey("3")}]", "application/cloudevents-batch+json"));
        Assert.Contains(Told, (string)(await IsProblemAsync(sent, 503, "UNAVAILABLE"))["detail"]!, StringComparison.Ordinal);
        using var read = await PostAsync("/v1/scorecards", key, Json(Read));
        Assert.Contains(Told, await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var settings = await GetAsync("/v1/settings", key);
        await IsProblemAsync(settings, 503, "UNAVAILABLE");
        Assert.Single(Log, static line => line.Contains(Told, StringComparison.Ordinal));

        using var asked = await SendAsync(Operators, HttpMethod.Post, "/v1/admin/tenants/demo/rebuild", Operator);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        using var job = await SendAsync(Operators, HttpMethod.Get, asked.Headers.Location!.ToString(), Operator);
        Assert.Equal("done", (string?)(await ReadAsync(job))["state"]);
        Assert.Equal(1, await CountAsync());
        // What is sent again counts, and once.
        await IngestAsync(key, [Survey("1"), Survey("2"), Survey("3")]);
        Assert.Equal(3, await CountAsync());
        await Host.SleepAsync("demo");
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task A_state_whose_log_is_lost_is_not_thrown_away()
    {
        key = await KeyAsync("read", "ingest");
        await IngestAsync(key, [Survey("1")]);
        var log = await PutBackAsync(lost: int.MaxValue);
        using var asked = await SendAsync(Operators, HttpMethod.Post, "/v1/admin/tenants/demo/rebuild", Operator);
        Assert.DoesNotContain(Told, (string)(await IsProblemAsync(asked, 503, "UNAVAILABLE"))["detail"]!, StringComparison.Ordinal);

        await PutBackAsync(log);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Its_tenant_is_no_reason_to_tell_of_no_other_and_can_be_removed()
    {
        await IngestAsync(await KeyAsync("ingest"), [Survey("1")]);
        await IngestAsync(await KeyAsync("ingest"), [Survey("2")]);
        using var made = await SendAsync(Operators, HttpMethod.Put, "/v1/admin/tenants/sound", Operator, Json("""{"name":"Sound","timeZone":"UTC","currency":"EUR"}"""));
        await PutBackAsync(lost: 1);

        using var listed = await SendAsync(Operators, HttpMethod.Get, "/v1/admin/tenants", Operator);
        var page = await ReadAsync(listed);
        Assert.Equal("sound", (string?)Assert.Single(page["items"]!.AsArray())!["key"]);
        var ill = Assert.Single(page["notServed"]!.AsArray())!;
        Assert.Equal("demo", (string?)ill["key"]);
        Assert.Contains(Told, (string?)ill["detail"], StringComparison.Ordinal);

        using var removed = await SendAsync(Operators, HttpMethod.Delete, "/v1/admin/tenants/demo?confirm=demo", Operator);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await SendAsync(Operators, HttpMethod.Delete, "/v1/admin/tenants/demo?confirm=demo", Operator);
        await IsProblemAsync(again, 404, "NOT_FOUND");
    }

    private async Task<IReadOnlyList<LogRecord>> PutBackAsync(int lost)
    {
        var log = await Stores.Log.ReadAsync("demo", 1, int.MaxValue, default);
        await PutBackAsync([.. log.SkipLast(lost)]);
        return log;
    }

    private async Task PutBackAsync(IReadOnlyList<LogRecord> log)
    {
        await Host.SleepAsync("demo");
        await Stores.Log.DeleteAsync("demo", default);
        if (log.Count > 0)
        {
            Assert.True(await Stores.Log.ClaimAsync("demo", 0, default));
            Assert.Equal([AppendOutcome.Committed], await Stores.Log.AppendAsync([new LogAppend("demo", 1, 1, [.. log.Select(static entry => entry.Payload)])], default));
        }
    }

    private async Task<double> CountAsync()
    {
        using var read = await PostAsync("/v1/scorecards", key, Json(Read));
        return (double)(await ReadAsync(read))["answers"]![0]!["result"]!["values"]![0]!["count"]!;
    }

    private static string Survey(string id) => $$"""{"specversion":"1.0","id":"{{id}}","source":"s","type":"care.survey.answered","time":"2025-05-02T10:00:00Z","data":{"survey":"{{id}}","kind":"nps","score":10} }""";

    private const string Read = """{"requests":[{"scope":{"level":"tenant"},"period":{"from":"2025-05-02","to":"2025-05-02"},"kpis":["nps"]}]}""";
}
