using System.Net;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

public sealed class PortsTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task Operator_calls_do_not_exist_on_the_public_port()
    {
        using var answer = await node.GetAsync("/v1/admin/tenants", TestNode.Operator);
        await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task Tenant_calls_do_not_exist_on_the_operator_port()
    {
        using var answer = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/tenant", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task Each_port_wants_its_own_kind_of_key()
    {
        using var tenant = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants", await node.KeyAsync("manage"));
        await TestNode.IsProblemAsync(tenant, 401, "UNAUTHENTICATED");
        using var op = await node.GetAsync("/v1/tenant", TestNode.Operator);
        await TestNode.IsProblemAsync(op, 401, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task Health_is_open_on_both(string path)
    {
        using var first = await node.GetAsync(path, null);
        using var second = await TestNode.SendAsync(node.Operators, HttpMethod.Get, path, null);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Nowhere_and_wrong_methods_are_problems_too()
    {
        using var nowhere = await node.GetAsync("/nowhere", null);
        await TestNode.IsProblemAsync(nowhere, 404, "NOT_FOUND");
        using var method = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/events", null);
        await TestNode.IsProblemAsync(method, 405, "BAD_INPUT");
    }

    [Fact]
    public async Task A_tenant_is_made_once_and_a_change_of_its_zone_names_the_rebuild()
    {
        var body = """{"name":"Acme","timeZone":"Europe/Berlin","currency":"EUR"}""";
        using var made = await PutAsync("acme", body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var again = await PutAsync("acme", body);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var moved = await PutAsync("acme", body.Replace("Berlin", "Paris", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Contains("rebuild-acme", await moved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acme", """{"name":"Acme","timeZone":"UTC","currency":"EUR"}""", "key")]
    [InlineData("acme", """{"timeZone":"UTC","currency":"EUR"}""", "name")]
    [InlineData("acme", """{"name":"Acme","timeZone":"Mars/Base","currency":"EUR"}""", "timeZone")]
    [InlineData("acme", """{"name":"Acme","timeZone":"UTC","currency":"euro"}""", "currency")]
    [InlineData("acme", """{"name":"Acme","timeZone":"UTC","currency":"EUR","settings":{"repeatWindowDays":0}}""", "settings.repeatWindowDays")]
    public async Task A_tenant_that_makes_no_sense_is_refused(string key, string body, string field)
    {
        using var answer = await PutAsync(key, body);
        var problem = await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
        Assert.Equal(field, problem["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Rebuilds_and_digests_are_for_operators()
    {
        using var started = await TestNode.SendAsync(node.Operators, HttpMethod.Post, "/v1/admin/tenants/demo/rebuild", TestNode.Operator);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        using var job = await TestNode.SendAsync(node.Operators, HttpMethod.Get, started.Headers.Location!.OriginalString, TestNode.Operator);
        Assert.Equal("done", (await TestNode.ReadAsync(job))["state"]!.GetValue<string>());
        using var digest = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants/demo/digest", TestNode.Operator);
        Assert.Equal("s", (await TestNode.ReadAsync(digest))["state"]!.GetValue<string>());
        using var unknown = await TestNode.SendAsync(node.Operators, HttpMethod.Post, "/v1/admin/tenants/nobody/rebuild", TestNode.Operator);
        await TestNode.IsProblemAsync(unknown, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task The_list_tells_the_real_size_of_a_state()
    {
        var engine = new EngineNode();
        await engine.InitializeAsync();
        await engine.StopAsync();
        var (sum, from) = (0L, (byte[]?)[]);
        while (from is not null)
        {
            (var bytes, from) = await engine.Data.State.MeasureAsync("demo", from, 2, default);
            sum += bytes;
        }

        var all = await engine.Data.State.ReadAsync("demo", new([], [new([], [])]), default);
        Assert.Equal(all.Ranges[0].Sum(row => (long)row.Key.Length + row.Value.Length), sum);
        await engine.StartAsync();
        using var page = await TestNode.SendAsync(engine.Operators, HttpMethod.Get, "/v1/admin/tenants", TestNode.Operator);
        var tenant = (await TestNode.ReadAsync(page))["items"]![0]!;
        Assert.Equal(("demo", 0L), ((string)tenant["key"]!, (long)tenant["used"]!["ingestBytesToday"]!));
        Assert.Equal(sum, (long)tenant["stateBytes"]!);
        Assert.NotEqual(0, sum);
        await engine.DisposeAsync();
    }

    private Task<HttpResponseMessage> PutAsync(string tenant, string body) => TestNode.SendAsync(node.Operators, HttpMethod.Put, $"/v1/admin/tenants/{tenant}", TestNode.Operator, TestNode.Json(body));
}
