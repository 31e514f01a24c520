using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Alerts;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Tests.Node;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests;

public sealed class EraseTests : IAsyncLifetime
{
    private const string Customer = "cust-4711-wong";
    private const string Secret = "geheimnis";

    private readonly EngineNode node = new();
    private string key = "";
    private bool hasLeft;

    public async Task InitializeAsync()
    {
        await node.InitializeAsync();
        key = await node.KeyAsync("read", "manage", "ingest");
        // Enough of it that the entry does not fit in a page, however it is packed.
        var random = new Random(1);
        var bytes = new byte[3_000];
        random.NextBytes(bytes);
        var text = $"terrible service {Secret} {Convert.ToHexString(bytes)}";
        await node.IngestAsync(key,
        [
            Event("customer.described", "e1", $$""" "customer":"{{Customer}}","name":"Wong {{Secret}}","segment":"smb" """),
            Event("case.opened", "e2", $$""" "case":"c-1","customer":"{{Customer}}","channel":"email","openedBy":"customer","team":"billing" """),
            .. Enumerable.Range(0, 40).Select(i => Event("message.received", $"m{i}", $$""" "case":"c-1","customer":"{{Customer}}","text":"{{i}} {{text}}" """)),
            Event("case.resolved", "e3", $$""" "case":"c-1","team":"billing","note":"{{Secret}}" """),
            Event("survey.answered", "e4", $$""" "survey":"s-1","kind":"csat","score":1,"case":"c-1","comment":"{{text}}" """),
            Event("case.opened", "e5", """ "case":"c-2","customer":"ben","channel":"email","openedBy":"customer","team":"billing" """),
        ]);
    }

    public Task DisposeAsync() => hasLeft ? Task.CompletedTask : node.DisposeAsync();

    [Fact]
    public async Task A_customer_is_erased_and_the_numbers_stay()
    {
        await DefineAsync("/v1/annotations", $$"""{"from":"2026-03-02","text":"{{Secret}} has called","level":"customer","key":"{{Customer}}"}""");
        await DefineAsync("/v1/targets", $$"""{"level":"customer","key":"{{Customer}}","kpi":"csat","target":80}""");
        var alerts = node.Services.GetRequiredService<AlertStore>();
        var alert = new Alert("al-1", "r-1", "customer", Customer, $"Wong {Secret}", "csat", node.Clock.GetUtcNow(), $"Wong {Secret}: CSAT is 0 %", 0);
        await alerts.AddAsync("demo", [alert], [new Delivery("d-1", "demo", 0) { Rule = "r-1", Alert = "al-1", Body = JsonSerializer.Serialize(AlertBody.Of(alert), ApiJson.Default.AlertBody) }], default);
        var before = await ValuesAsync("tenant", null);
        var ofTeam = await ValuesAsync("team", "billing");

        var entries = await node.Data.Log.ReadAsync("demo", 1, int.MaxValue, default);
        var largest = entries.MaxBy(static entry => entry.Payload.Length).Payload;
        Assert.True(largest.Length > 3_000);
        using var erased = await EraseAsync(Customer);
        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        var job = await TestNode.ReadAsync(erased);
        Assert.Equal(("erasure", $"/v1/jobs/{job["id"]}"), (job["kind"]!.GetValue<string>(), erased.Headers.Location!.ToString()));
        await DoneAsync(job);

        Assert.Equal((before, ofTeam), (await ValuesAsync("tenant", null), await ValuesAsync("team", "billing")));
        using var again = await EraseAsync(Customer);
        await TestNode.IsProblemAsync(again, 404, "NOT_FOUND");
        using var audit = await node.GetAsync("/v1/audit?action=customer.erased", key);
        var entry = Assert.Single((await TestNode.ReadAsync(audit))["items"]!.AsArray());
        Assert.Equal(job["id"]!.GetValue<string>(), entry!["target"]!.GetValue<string>());
        var told = Assert.Single(await alerts.ListAsync("demo", null, 10, static _ => true, default)).Alert;
        Assert.StartsWith("erased-", told.Key, StringComparison.Ordinal);
        Assert.Equal(($"{told.Key}: CSAT is 0 %", ""), (told.Message, told.Name));
        Assert.Empty(await node.Services.GetRequiredService<DeliveryQueue>().AllAsync(Lane.Webhook, "demo", default));
        using var target = await node.GetAsync("/v1/targets?level=customer", key);
        Assert.Equal(told.Key, (await TestNode.ReadAsync(target))["items"]![0]!["key"]!.GetValue<string>());

        Assert.DoesNotContain(node.Log, static line => line.Contains(Customer, StringComparison.Ordinal));
        hasLeft = true;
        var files = await node.LeaveAsync();
        Assert.Contains("log.db", files.Keys);
        for (var part = 100; part < largest.Length - 100; part += 500)
        {
            Assert.True(files["log.db"].AsSpan().IndexOf(largest.Span.Slice(part, 40)) < 0, "log.db has a packed text");
        }

        foreach (var (name, bytes) in files)
        {
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Customer)) < 0, $"{name} has the key");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, $"{name} has a text");
        }
    }

    [Fact]
    public async Task Only_who_may_manage_erases_and_only_a_customer_that_is_there()
    {
        using var unknown = await EraseAsync("nobody");
        await TestNode.IsProblemAsync(unknown, 404, "NOT_FOUND");
        using var team = await EraseAsync("billing");
        await TestNode.IsProblemAsync(team, 404, "NOT_FOUND");
        using var reader = await TestNode.SendAsync(node.Public, HttpMethod.Post, $"/v1/customers/{Customer}/erase", await node.KeyAsync("read", "ingest"));
        Assert.Equal(HttpStatusCode.Forbidden, reader.StatusCode);
        using var nobody = await TestNode.SendAsync(node.Public, HttpMethod.Post, $"/v1/customers/{Customer}/erase", null);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var audit = await node.GetAsync("/v1/audit?action=customer.erased", key);
        Assert.Empty((await TestNode.ReadAsync(audit))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("crm/4711")]
    [InlineData("/crm//4711/")]
    [InlineData("crm%2F4711")]
    [InlineData("100%+25 %/ %zz?#&")]
    [InlineData("王小明/café 😀")]
    public async Task A_key_is_the_tenants_own_making(string customer)
    {
        var text = JsonEncodedText.Encode(customer);
        await node.IngestAsync(key, [Event("case.opened", "odd", $$""" "case":"c-9","customer":"{{text}}","channel":"email","openedBy":"customer" """)]);
        using var erased = await EraseAsync(Uri.EscapeDataString(customer));
        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        await DoneAsync(await TestNode.ReadAsync(erased));
        using var again = await EraseAsync(Uri.EscapeDataString(customer));
        await TestNode.IsProblemAsync(again, 404, "NOT_FOUND");
        Assert.DoesNotContain(node.Log, line => line.Contains(customer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_that_says_two_things_is_none()
    {
        await node.IngestAsync(key, [Event("case.opened", "odd", """ "case":"c-9","customer":"crm/4711","channel":"email","openedBy":"customer" """)]);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(node.Public.BaseAddress!.Host, node.Public.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/x/../customers/crm%2F4711/erase HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 404 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> EraseAsync(string customer) => TestNode.SendAsync(node.Public, HttpMethod.Post, $"/v1/customers/{customer}/erase", key);

    private async Task DefineAsync(string path, string body)
    {
        using var made = await node.PostAsync(path, key, TestNode.Json(body));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private async Task DoneAsync(JsonObject job)
    {
        while (job["state"]!.GetValue<string>() != "done")
        {
            Assert.Equal("running", job["state"]!.GetValue<string>());
            await Task.Yield();
            using var told = await node.GetAsync($"/v1/jobs/{job["id"]}", key);
            job = await TestNode.ReadAsync(told);
        }
    }

    private async Task<string> ValuesAsync(string level, string? of)
    {
        var scope = of is null ? $$"""{"level":"{{level}}"}""" : $$"""{"level":"{{level}}","key":"{{of}}"}""";
        using var read = await node.PostAsync("/v1/scorecards", key, TestNode.Json($$"""{"requests":[{"scope":{{scope}},"period":{"from":"2026-03-01","to":"2026-03-31"} }]}"""));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        return (await TestNode.ReadAsync(read))["answers"]![0]!["result"]!["values"]!.ToJsonString();
    }

    private static string Event(string type, string id, string data) => $$"""{"specversion":"1.0","id":"{{id}}","source":"test","type":"care.{{type}}","time":"2026-03-02T09:00:00Z","data":{ {{data}} } }""";
}
