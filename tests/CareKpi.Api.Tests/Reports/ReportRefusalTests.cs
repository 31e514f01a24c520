using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Reports;
using CareKpi.Api.Tests.Node;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests.Reports;

/// <summary>What is not made, not sent by hand, or sent to nobody, and why.</summary>
public sealed class ReportRefusalTests : IAsyncLifetime
{
    private const string Mail = """{"name":"Weekly","level":"tenant","every":"week","email":{"to":["ann@example.com"]}}""";
    private const string Hook = """{"name":"Weekly","level":"tenant","every":"week","webhook":{"url":"https://hooks.example.com/care","secret":"a-secret-of-the-tests"}}""";
    private readonly ReportNode node = new();
    private string key = "";

    public async Task InitializeAsync()
    {
        await node.InitializeAsync();
        key = await node.KeyAsync("read", "manage", "ingest");
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await node.Sink.DisposeAsync();
    }

    [Fact]
    public async Task By_hand_it_is_sent_ten_times_a_day()
    {
        var report = await node.MakeAsync(key, Hook);
        for (var i = 0; i < 10; i++)
        {
            using var made = await node.PostAsync($"/v1/reports/{report["id"]}/send", key, TestNode.Json("{}"));
            Assert.Equal(HttpStatusCode.Accepted, made.StatusCode);
        }

        using var more = await node.PostAsync($"/v1/reports/{report["id"]}/send", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(more, 429, "RATE_LIMITED");
        await node.SendAllAsync();
        Assert.Equal(10, node.Out.Sent.Count);
        node.Clock.Moved += TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);
        using var later = await node.PostAsync($"/v1/reports/{report["id"]}/send", key, TestNode.Json("{}"));
        Assert.Equal(HttpStatusCode.Accepted, later.StatusCode);
    }

    /// <summary>Taking a report away and making it anew begins no new count.</summary>
    [Fact]
    public async Task By_hand_all_reports_of_a_tenant_are_sent_fifty_times_a_day()
    {
        for (var i = 0; i < 50; i++)
        {
            var report = await node.MakeAsync(key, Hook);
            using var made = await node.PostAsync($"/v1/reports/{report["id"]}/send", key, TestNode.Json("{}"));
            Assert.Equal(HttpStatusCode.Accepted, made.StatusCode);
            using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/reports/{report["id"]}", key);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
            node.Clock.Moved += TimeSpan.FromSeconds(1);
        }

        var last = await node.MakeAsync(key, Hook);
        using var more = await node.PostAsync($"/v1/reports/{last["id"]}/send", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(more, 429, "RATE_LIMITED");
        node.Clock.Moved += TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);
        using var later = await node.PostAsync($"/v1/reports/{last["id"]}/send", key, TestNode.Json("{}"));
        Assert.Equal(HttpStatusCode.Accepted, later.StatusCode);
    }

    [Fact]
    public async Task By_hand_no_mail_is_added_to_a_queue_that_is_full()
    {
        var (mailed, posted) = (await node.MakeAsync(key, Mail), await node.MakeAsync(key, Hook));
        var later = node.Clock.GetUtcNow().AddDays(1);
        await node.Services.GetRequiredService<NodeState>().WriteAsync([.. Enumerable.Range(0, 900).Select(i => DeliveryQueue.Row(new($"d-{i}", "demo", 1) { To = "ann@example.com" }, later))], CancellationToken.None);
        using var full = await node.PostAsync($"/v1/reports/{mailed["id"]}/send", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(full, 429, "RATE_LIMITED");
        using var made = await node.PostAsync($"/v1/reports/{posted["id"]}/send", key, TestNode.Json("{}"));
        Assert.Equal(HttpStatusCode.Accepted, made.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_read_makes_none_and_without_a_mail_server_none_is_mailed()
    {
        var manager = await node.KeyAsync("manage");
        using var blind = await node.PostAsync("/v1/reports", manager, TestNode.Json(Hook));
        await TestNode.IsProblemAsync(blind, 403, "FORBIDDEN");
        var report = await node.MakeAsync(key, Hook);
        using var looked = await node.GetAsync($"/v1/reports/{report["id"]}/preview", manager);
        await TestNode.IsProblemAsync(looked, 403, "FORBIDDEN");
        using var unsigned = await node.PostAsync("/v1/reports", key, TestNode.Json("""{"name":"W","level":"tenant","every":"week","webhook":{"url":"https://hooks.example.com/"}}"""));
        Assert.Equal("webhook.secret", (string?)(await TestNode.IsProblemAsync(unsigned, 400, "BAD_INPUT"))["field"]);
        using var unknown = await node.PostAsync("/v1/reports", key, TestNode.Json("""{"name":"W","level":"tenant","kpis":["csat","csatt"],"every":"week","email":{"to":["a@example.com"]}}"""));
        Assert.Equal("kpis[1]", (string?)(await TestNode.IsProblemAsync(unknown, 400, "BAD_INPUT"))["field"]);
        await node.StopAsync();
        node.Smtp = null;
        await node.StartAsync();
        using var unset = await node.PostAsync("/v1/reports", key, TestNode.Json(Mail));
        Assert.Equal("email", (string?)(await TestNode.IsProblemAsync(unset, 400, "BAD_INPUT"))["field"]);
    }

    [Fact]
    public async Task A_report_that_could_not_be_made_any_more_is_paused_all_the_same()
    {
        using var kpi = await node.PostAsync("/v1/kpis", key, TestNode.Json("""{"code":"x_own","name":"Own","formula":"csat * 2","unit":"%","direction":"up","keyResultArea":"quality"}"""));
        Assert.True(kpi.IsSuccessStatusCode, await kpi.Content.ReadAsStringAsync());
        var report = await node.MakeAsync(key, """{"name":"W","level":"agent","key":"a-1","kpis":["x_own"],"every":"week","email":{"to":["ann@example.com"]}}""");
        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/kpis/x_own", key);
        Assert.True(gone.StatusCode == HttpStatusCode.NoContent, await gone.Content.ReadAsStringAsync());
        using var hidden = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json("""{"settings":{"visibility":{"agents":["self"]}}}"""));
        Assert.Equal(HttpStatusCode.OK, hidden.StatusCode);
        await node.StopAsync();
        node.Smtp = null;
        await node.StartAsync();
        Assert.Null((await node.PatchAsync(key, report, """{"enabled":false}"""))["nextAt"]);
        foreach (var (change, status, field) in new[] { ("""{"enabled":true}""", 400, "email"), ("""{"email":{"to":["bob@example.com"]}}""", 400, "email"), ("""{"enabled":true,"email":null,"webhook":{"url":"https://hooks.example.com/care","secret":"a-secret-of-the-tests"}}""", 403, "level"), ("""{"kpis":["x_other"]}""", 400, "kpis[0]") })
        {
            using var refused = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/reports/{report["id"]}", key, TestNode.Json(change));
            Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(refused, status, status == 400 ? "BAD_INPUT" : "FORBIDDEN"))["field"]);
        }
    }

    /// <summary>A rule or a report that the writer refuses leaves no secret, and the one that it had before.</summary>
    [Theory]
    [InlineData("reports", """{"name":"W","level":"tenant","kpis":["KPI"],"every":"week","webhook":{"url":"https://hooks.example.com/","secret":"SECRET"}}""")]
    [InlineData("alert-rules", """{"name":"W","level":"tenant","kpi":"KPI","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/","secret":"SECRET"}}""")]
    public async Task What_is_refused_leaves_no_secret(string collection, string document)
    {
        using var refused = await node.PostAsync($"/v1/{collection}", key, TestNode.Json(With("csatt", "a-secret-of-the-tests")));
        await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT");
        Assert.Empty(await SecretsAsync());
        using var made = await node.PostAsync($"/v1/{collection}", key, TestNode.Json(With("csat", "a-secret-of-the-tests")));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/{collection}/{(await TestNode.ReadAsync(made))["id"]}", key, TestNode.Json(With("csatt", "another-secret-of-the-tests")));
        await TestNode.IsProblemAsync(changed, 400, "BAD_INPUT");
        Assert.Equal("a-secret-of-the-tests", Assert.Single(await SecretsAsync()));

        string With(string kpi, string secret) => document.Replace("KPI", kpi, StringComparison.Ordinal).Replace("SECRET", secret, StringComparison.Ordinal);

        async Task<IEnumerable<string>> SecretsAsync() => (await node.Services.GetRequiredService<NodeState>().ScanAsync("alert-secret/demo/", CancellationToken.None)).Select(static row => Encoding.UTF8.GetString(row.Value));
    }
}
