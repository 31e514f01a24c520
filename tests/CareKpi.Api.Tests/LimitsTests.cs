using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Limits;
using CareKpi.Api.Tests.Node;
using CareKpi.Storage.Files;

namespace CareKpi.Api.Tests;

/// <summary>Over a clock that stands still unless a test moves it.</summary>
public sealed class LimitsTests : IAsyncLifetime
{
    private readonly TestNode node = new();

    public async Task InitializeAsync()
    {
        node.Clock.Stop();
        await node.InitializeAsync();
    }

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task Over_the_rate_is_told_how_long_to_wait_and_that_is_true()
    {
        var key = await node.KeyAsync("read");
        await LimitAsync("""{"requestsPerSecond":3}""");
        for (var left = 2; left >= 0; left--)
        {
            using var good = await node.GetAsync("/v1/tenant", key);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
            Assert.Equal(("\"requests\";q=3;w=1", $"\"requests\";r={left};t=1"), (Header(good, "RateLimit-Policy"), Header(good, "RateLimit")));
        }

        using var refused = await node.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(refused, 429, "RATE_LIMITED");
        Assert.Equal("\"requests\";r=0;t=1", Header(refused, "RateLimit"));
        node.Clock.Moved += Wait(refused);
        using var after = await node.GetAsync("/v1/tenant", key);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        // Without the tenant nobody could tell who floods.
        Assert.Contains(node.Log, static line => line.StartsWith("GET /v1/tenant 429 ", StringComparison.Ordinal) && line.Contains("for demo ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_tell_the_rate_too_and_a_stranger_is_told_nothing()
    {
        using var forbidden = await node.GetAsync("/v1/tenant", await node.KeyAsync("ingest"));
        await TestNode.IsProblemAsync(forbidden, 403, "FORBIDDEN");
        Assert.Equal("\"requests\";q=20000;w=1", Header(forbidden, "RateLimit-Policy"));
        using var stranger = await node.GetAsync("/v1/tenant", "ck_nobody");
        await TestNode.IsProblemAsync(stranger, 401, "UNAUTHENTICATED");
        Assert.False(stranger.Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task A_flooding_tenant_or_key_does_not_take_what_is_anothers()
    {
        using var made = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/acme", TestNode.Operator, TestNode.Json("""{"name":"Acme","timeZone":"UTC","currency":"EUR"}"""));
        var (first, second, other) = (await node.KeyAsync("read"), await node.KeyAsync("read"), (string)(await node.IssueAsync(new { name = "o", scopes = new[] { "read" } }, "acme"))["key"]!);
        await LimitAsync("""{"requestsPerSecond":6,"requestsPerSecondPerKey":4}""");
        Assert.Equal(4, await GoodAsync(first, 50));
        Assert.Equal(2, await GoodAsync(second, 50));
        Assert.Equal(50, await GoodAsync(other, 50));
        node.Clock.Moved += TimeSpan.FromSeconds(1);
        Assert.Equal(4, await GoodAsync(first, 50));
        Assert.Equal(2, await GoodAsync(second, 50));
    }

    [Fact]
    public async Task Limits_hold_within_two_seconds_on_every_node_and_outlive_a_restart()
    {
        var sister = await node.SisterAsync();
        var key = await node.KeyAsync("read");
        using var before = await sister.GetAsync("/v1/tenant", key);
        await LimitAsync("""{"requestsPerSecond":7}""");
        node.Clock.Moved += TimeSpan.FromSeconds(2);
        using var after = await sister.GetAsync("/v1/tenant", key);
        Assert.Equal(("\"requests\";q=20000;w=1", "\"requests\";q=7;w=1"), (Header(before, "RateLimit-Policy"), Header(after, "RateLimit-Policy")));
        await sister.StopAsync();
        await sister.StartAsync();
        using var restarted = await sister.GetAsync("/v1/tenant", key);
        Assert.Equal("\"requests\";q=7;w=1", Header(restarted, "RateLimit-Policy"));
        await sister.DisposeAsync();
    }

    [Fact]
    public async Task Bodies_are_charged_before_they_are_read()
    {
        var key = await node.KeyAsync("ingest");
        await LimitAsync("""{"ingestBytesPerSecond":1000}""");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 600)).StatusCode);
        var refused = await PostAsync(key, 600);
        await TestNode.IsProblemAsync(refused, 429, "RATE_LIMITED");
        node.Clock.Moved += Wait(refused);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 600)).StatusCode);

        node.Clock.Moved += TimeSpan.FromSeconds(1);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 5000)).StatusCode);
        var indebted = await PostAsync(key, 600);
        Assert.Equal(TimeSpan.FromSeconds(5), Wait(indebted));
        node.Clock.Moved += Wait(indebted);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 5000)).StatusCode);
    }

    [Fact]
    public async Task Chunked_bodies_are_charged_as_they_are_read_and_cut_off()
    {
        var key = await node.KeyAsync("ingest");
        await LimitAsync("""{"ingestBytesPerSecond":1000}""");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 600)).StatusCode);
        var refused = await PostAsync(key, 3000, chunked: true);
        await TestNode.IsProblemAsync(refused, 429, "RATE_LIMITED");
        node.Clock.Moved += Wait(refused);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 3000, chunked: true)).StatusCode);
        await TestNode.IsProblemAsync(await PostAsync(key, 600), 429, "RATE_LIMITED");
    }

    [Fact]
    public async Task The_bytes_of_a_day_are_counted_over_all_nodes_and_restarts()
    {
        var sister = await node.SisterAsync();
        var (key, manager) = (await node.KeyAsync("ingest"), await node.KeyAsync("manage"));
        await LimitAsync("""{"ingestBytesPerDay":2000}""");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 900, on: sister)).StatusCode);
        await sister.StopAsync();
        node.Clock.Moved += TimeSpan.FromSeconds(2);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 900)).StatusCode);
        using var own = await node.GetAsync("/v1/limits", manager);
        Assert.Equal((1800L, 2000L), ((long)(await TestNode.ReadAsync(own))["used"]!["ingestBytesToday"]!, (long)(await LimitsAsync())["ingestBytesPerDay"]!));

        var (refused, chunked, never) = (await PostAsync(key, 900), await PostAsync(key, 900, chunked: true), await PostAsync(key, 2001));
        await TestNode.IsProblemAsync(refused, 429, "RATE_LIMITED");
        await TestNode.IsProblemAsync(chunked, 429, "RATE_LIMITED");
        await TestNode.IsProblemAsync(never, 413, "BAD_INPUT");
        node.Clock.Moved += Wait(refused);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(key, 900)).StatusCode);
        await sister.StartAsync();
        await sister.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"requestsPerSecond":0}""", "requestsPerSecond")]
    [InlineData("""{"ingestBytesPerDay":-1}""", "ingestBytesPerDay")]
    [InlineData("""{"subscriptions":100001}""", "subscriptions")]
    public async Task Limits_that_make_no_sense_are_refused(string body, string field)
    {
        using var answer = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/demo/limits", TestNode.Operator, TestNode.Json(body));
        Assert.Equal(field, (string)(await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT"))["field"]!);
        using var nobody = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/nobody/limits", TestNode.Operator, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(nobody, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task Streams_are_counted_and_leave_once()
    {
        var budgets = new Budgets(new(node.NodeStore, node.Locks), new() { NodeStore = node.NodeStore, Locks = node.Locks, Spool = new FileSpool(node.Imports), DefaultLimits = new() { Subscriptions = 2 } }, node.Clock);
        var first = await budgets.OpenStreamAsync("demo");
        using var second = await budgets.OpenStreamAsync("demo");
        var refused = await Assert.ThrowsAsync<Problems.ProblemException>(async () => await budgets.OpenStreamAsync("demo"));
        Assert.Equal(429, refused.Status);
        using var other = await budgets.OpenStreamAsync("acme");
        first.Dispose();
        first.Dispose();
        using var third = await budgets.OpenStreamAsync("demo");
        await Assert.ThrowsAsync<Problems.ProblemException>(async () => await budgets.OpenStreamAsync("demo"));
    }

    [Fact]
    public async Task Guessing_is_limited_by_address_and_locks_out_nobody_who_was_let_in()
    {
        var proxied = new TestNode { TrustedProxies = ["127.0.0.0/8"] };
        proxied.Clock.Stop();
        await proxied.InitializeAsync();
        var (known, unknown) = (await proxied.KeyAsync("read"), await proxied.KeyAsync("read"));
        Assert.Equal(200, await StatusAsync(proxied, known, "203.0.113.7"));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(401, await StatusAsync(proxied, "ck_" + i.ToString("D43", CultureInfo.InvariantCulture), "203.0.113.7"));
        }

        Assert.Equal(429, await StatusAsync(proxied, "ck_guess", "203.0.113.7"));
        Assert.Equal((200, 429, 200), (await StatusAsync(proxied, known, "203.0.113.7"), await StatusAsync(proxied, unknown, "203.0.113.7"), await StatusAsync(proxied, unknown, "203.0.113.8")));
        proxied.Clock.Moved += TimeSpan.FromSeconds(1);
        Assert.Equal((401, 429), (await StatusAsync(proxied, "ck_guess", "203.0.113.7"), await StatusAsync(proxied, "ck_guess", "203.0.113.7")));
        await proxied.DisposeAsync();
    }

    [Fact]
    public async Task Guessing_operator_keys_is_limited_sooner_and_logged()
    {
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants", $"guess-{i}");
            await TestNode.IsProblemAsync(wrong, 401, "UNAUTHENTICATED");
        }

        using var limited = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants", "guess");
        await TestNode.IsProblemAsync(limited, 429, "RATE_LIMITED");
        Assert.Equal(6, Wait(limited).TotalSeconds);
        using var right = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants", TestNode.Operator);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(10, node.Log.Count(line => line.StartsWith("An operator call from", StringComparison.Ordinal)));
    }

    private async Task LimitAsync(string limits)
    {
        using var set = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/demo/limits", TestNode.Operator, TestNode.Json(limits));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
    }

    private async Task<JsonObject> LimitsAsync()
    {
        using var limits = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants/demo/limits", TestNode.Operator);
        return await TestNode.ReadAsync(limits);
    }

    private async Task<int> GoodAsync(string key, int times)
    {
        var good = 0;
        for (var i = 0; i < times; i++)
        {
            using var answer = await node.GetAsync("/v1/tenant", key);
            good += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        return good;
    }

    /// <summary>A batch without events, so many bytes long.</summary>
    private async Task<HttpResponseMessage> PostAsync(string key, int bytes, bool chunked = false, TestNode? on = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events") { Content = TestNode.Body("[" + new string(' ', bytes - 2) + "]", "application/cloudevents-batch+json") };
        request.Headers.Authorization = new("Bearer", key);
        request.Headers.TransferEncodingChunked = chunked;
        return await (on ?? node).Public.SendAsync(request);
    }

    private static async Task<int> StatusAsync(TestNode on, string key, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tenant") { Headers = { { "Authorization", $"Bearer {key}" }, { "X-Forwarded-For", address } } };
        using var answer = await on.Public.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private static TimeSpan Wait(HttpResponseMessage answer) => answer.Headers.RetryAfter!.Delta!.Value;
}
