using System.Net;
using System.Text;
using CareKpi.Api.Alerts;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Reports;
using CareKpi.Api.Tests.Node;
using CareKpi.Api.Tests.SignIn;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests;

/// <summary>A tenant that is removed leaves no row of the installation behind, whatever was noted and written later.</summary>
public sealed class RemovedTenantTests : IAsyncLifetime
{
    private const string Tenant = "zz-leaves-zz";
    private readonly SignInNode fixture = new();

    private EngineNode Node => fixture.Node;

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Nothing_of_it_stays()
    {
        var key = await fixture.TenantAsync(Tenant);
        var sister = await Node.SisterAsync();
        var (user, link) = await fixture.UserAsync(key, "ann@example.com", "admin");
        var session = await fixture.RedeemAsync(link);
        await FillAsync(key, user);

        var rows = await RowsAsync();
        string[] expected = ["alert", "alert-raised", "alert-secret", "audit", "audit-head", "expires", "hook-due", "hook-dead", "job", "ingested", "issuer", "key", "limits", "link", "mail-due", "person-session", "rejected", "report", "report-claim", "report-content", "report-look", "report-part", "report-sent", "session", "sign-in", "tenant-issuer", "tenant-key", "user", "user-email", "widget"];
        var found = rows.Select(row => row[..row.IndexOf('/', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, expected.Intersect(found, StringComparer.Ordinal));

        // Both nodes have noted that these were used, and have not written it yet.
        foreach (var (on, token) in ((TestNode, string)[])[(Node, key), (Node, session), (sister, key), (sister, session)])
        {
            Assert.Equal(200, await SignInNode.StatusAsync(on, token));
        }

        using var gone = await TestNode.SendAsync(Node.Operators, HttpMethod.Delete, $"/v1/admin/tenants/{Tenant}?confirm={Tenant}", TestNode.Operator);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Empty(await RowsAsync());
        // A node that stops writes what it has noted.
        await sister.DisposeAsync();
        await Node.StopAsync();
        Assert.Empty(await RowsAsync());
        await Node.StartAsync();
    }

    private async Task FillAsync(string key, string user)
    {
        using var trusted = await fixture.TrustAsync(key, fixture.Foreign.Settings());
        await IsAsync(HttpStatusCode.OK, trusted);
        using var started = await fixture.AuthAsync("start", new { tenant = Tenant, redirectUri = "https://kpi.example.com/auth/callback" });
        var start = await TestNode.ReadAsync(started);
        var (state, code) = fixture.Foreign.SignIn((string)start["authorizeUrl"]!, fixture.Now);
        using var finished = await fixture.AuthAsync("finish", new { state, code, binding = (string)start["binding"]!, redirectUri = "https://kpi.example.com/auth/callback" });
        await IsAsync(HttpStatusCode.OK, finished);
        using var pending = await fixture.AuthAsync("start", new { tenant = Tenant, redirectUri = "https://kpi.example.com/auth/callback" });
        await IsAsync(HttpStatusCode.OK, pending);
        foreach (var _ in (string[])["older", "newer"])
        {
            using var invited = await Node.PostAsync($"/v1/users/{user}/invite", key, TestNode.Json("{}"));
            await IsAsync(HttpStatusCode.Created, invited);
        }

        using var widget = await Node.PostAsync("/v1/widgets", key, TestNode.Json("""{"name":"Card","origins":["https://crm.example.com"]}"""));
        await IsAsync(HttpStatusCode.Created, widget);
        using var limits = await TestNode.SendAsync(Node.Operators, HttpMethod.Put, $"/v1/admin/tenants/{Tenant}/limits", TestNode.Operator, TestNode.Json("""{"subscriptions":7}"""));
        await IsAsync(HttpStatusCode.OK, limits);
        using var refused = await Node.PostAsync("/v1/events", key, TestNode.Body("""[{"specversion":"1.0","id":"1","source":"x","type":"care.nothing","time":"2026-01-01T00:00:00Z","data":{}}]""", "application/cloudevents-batch+json"));
        using var import = await Node.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body("x\n", "text/csv"));
        await IsAsync(HttpStatusCode.Accepted, import);
        using var rule = await Node.PostAsync("/v1/alert-rules", key, TestNode.Json("""{"name":"Any","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/","secret":"a-secret-of-the-tests"}}"""));
        await IsAsync(HttpStatusCode.Created, rule);
        var id = (string)(await TestNode.ReadAsync(rule))["id"]!;
        var alerts = Node.Services.GetRequiredService<AlertStore>();
        Delivery Delivery(string delivery) => new(delivery, Tenant, 0) { Rule = id, Alert = "a", Body = "{}" };
        await alerts.AddAsync(Tenant, [new("a", id, "tenant", "", "", "csat", fixture.Now, "low", 1)], [Delivery("d-1")], default);
        using var report = await Node.PostAsync("/v1/reports", key, TestNode.Json("""{"name":"Weekly","level":"tenant","every":"week","webhook":{"url":"https://hooks.example.com/","secret":"a-secret-of-the-tests"}}"""));
        await IsAsync(HttpStatusCode.Created, report);
        using var sent = await Node.PostAsync($"/v1/reports/{(await TestNode.ReadAsync(report))["id"]}/send", key, TestNode.Json("{}"));
        await IsAsync(HttpStatusCode.Accepted, sent);
        var made = Delivery("d-3") with { Rule = null, Report = "r", Sending = "s" };
        await new NodeState(Node.NodeStore, Node.Locks).WriteAsync([AlertStore.DeadLetter(Delivery("d-2"), fixture.Now), ReportStore.Noted(made, new("waiting", 1, "answered 500")), ($"report-claim/{Tenant}/r", [1]), DeliveryQueue.Row(made with { To = "ann@example.com" })], default);
        foreach (var flush in (Func<Task>[])[() => Node.Services.GetRequiredService<CareKpi.Api.Quality.RejectionCounts>().FlushAsync(default), () => Node.Services.GetRequiredService<CareKpi.Api.Limits.Budgets>().FlushAsync(default)])
        {
            await flush();
        }
    }

    private static async Task IsAsync(HttpStatusCode status, HttpResponseMessage answer) => Assert.True(status == answer.StatusCode, await answer.Content.ReadAsStringAsync());

    /// <summary>Rows that have the tenant's key in key or value, but for what operators have done.</summary>
    private async Task<List<string>> RowsAsync()
    {
        var all = await Node.NodeStore.ReadAsync(NodeState.Tenant, new StateQuery([], [new StateRange([], [])]), default);
        return [.. all.Ranges[0].Select(row => (Key: Encoding.UTF8.GetString(row.Key), Value: Encoding.UTF8.GetString(row.Value)))
            .Where(row => !row.Key.StartsWith("audit/$node/", StringComparison.Ordinal) && (row.Key.Contains(Tenant, StringComparison.Ordinal) || row.Value.Contains(Tenant, StringComparison.Ordinal)))
            .Select(row => row.Key)];
    }
}
