using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Alerts;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Tests.Node;
using CareKpi.Api.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Tests.Access;

/// <summary>Evidence, changes and alerts as far as each caller sees: a lead of billing, Ann of billing, a widget of billing, a key. Bob of sales has helped out in billing.</summary>
public sealed class ReachTests : IAsyncLifetime
{
    private readonly SignInNode fixture = new();
    private string key = "";
    private string lead = "";
    private string ann = "";
    private int sent;

    private TestNode Node => fixture.Node;

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        key = await Node.KeyAsync("ingest", "read", "manage");
        await SendAsync(Described("ann", "billing"), Described("bob", "sales"), Described("cid", "sales"), Contact("ann", "billing"), Contact("bob", "sales"), Contact("bob", "billing"));
        (lead, ann) = (await PersonAsync("lead", ["billing"], null), await PersonAsync("agent", [], "ann"));
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Evidence_is_shown_of_what_is_seen_and_names_who_is_seen()
    {
        Assert.Equal(["bob", "ann"], await EvidenceAsync(key, "team", "billing"));
        Assert.Equal([null, "ann"], await EvidenceAsync(lead, "team", "billing"));
        Assert.Equal(["ann"], await EvidenceAsync(lead, "agent", "ann"));
        Assert.Equal(["ann"], await EvidenceAsync(ann, "agent", "ann"));
        Assert.All(await Task.WhenAll(
            EvidenceAsync(lead, "team", "sales"), EvidenceAsync(lead, "agent", "bob"), EvidenceAsync(lead, "tenant", null), EvidenceAsync(lead, "customer", "u-1"), EvidenceAsync(lead, "team", "never-was"),
            EvidenceAsync(ann, "agent", "bob"), EvidenceAsync(ann, "team", "billing"), EvidenceAsync(ann, "tenant", null), EvidenceAsync(await WidgetAsync(), "team", "billing")), Assert.Null);
        await VisibleAsync("self");
        Assert.Equal([null, null], await EvidenceAsync(lead, "team", "billing"));
        Assert.Equal([null, null], await EvidenceAsync(key, "team", "billing"));
        Assert.Null(await EvidenceAsync(lead, "agent", "ann"));
        Assert.Equal(["ann"], await EvidenceAsync(ann, "agent", "ann"));
    }

    /// <summary>What is not seen is as quiet as what is not there, and does not end the stream of the rest.</summary>
    [Fact]
    public async Task Changes_are_told_of_what_is_seen()
    {
        const string everything = "scope=tenant&scope=team:sales&scope=agent:bob&scope=customer:u-1&scope=team:billing&scope=agent:ann";
        using var ofLead = await EventStream.OpenAsync(Node, everything, lead);
        using var ofAnn = await EventStream.OpenAsync(Node, everything, ann);
        using var ofWidget = await EventStream.OpenAsync(Node, everything, await WidgetAsync());
        foreach (var (who, scope) in new[] { (lead, "team:sales"), (lead, "team:never-was"), (ann, "team:billing"), (await WidgetAsync(), "team:sales") })
        {
            using var nothing = await Node.GetAsync($"/v1/changes?scope={scope}", who);
            await TestNode.IsProblemAsync(nothing, 404, "NOT_FOUND");
        }

        await SendAsync(Contact("bob", "sales"));
        await SendAsync(Contact("ann", "billing"));
        Assert.Equal("team:billing", (await ofLead.ChangedAsync()).Scope);
        Assert.Equal("agent:ann", (await ofLead.ChangedAsync()).Scope);
        Assert.Equal("agent:ann", (await ofAnn.ChangedAsync()).Scope);
        Assert.Equal("team:billing", (await ofWidget.ChangedAsync()).Scope);
        // A stream that is open loses sight with its reader.
        await VisibleAsync("admin");
        Node.Clock.Moved += TimeSpan.FromSeconds(2);
        await SendAsync(Contact("ann", "billing"));
        string? line;
        while ((line = await ofLead.LineAsync()) is "" or ":")
        {
            // Time that was moved asks for a comment first; settings change every scope.
        }

        Assert.Equal("event: changed", line);
        Assert.Contains("team:billing", await ofLead.LineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_are_told_as_they_are_raised_of_what_is_seen()
    {
        var rule = await RuleAsync("""{"name":"Unhappy","level":"agent","kpi":"csat","condition":{"kind":"threshold","below":60}}""");
        await RuleAsync("""{"name":"All","level":"team","kpi":"csat","condition":{"kind":"threshold","below":60}}""");
        await SendAsync(Answer("bob"));
        await LookAsync();
        using var ofKey = await EventStream.OpenAsync(Node, "alerts=1", key);
        using var ofLead = await EventStream.OpenAsync(Node, "alerts=1", lead);
        using var deaf = await EventStream.OpenAsync(Node, "scope=team:billing", lead);
        // What was raised before is not told.
        await SendAsync(Answer("cid"), Answer("ann"));
        await LookAsync();
        var listed = await AlertsAsync(key);
        Assert.Equal(5, listed.Count);
        var told = new[] { await ofKey.NextAsync("alert"), await ofKey.NextAsync("alert"), await ofKey.NextAsync("alert") };
        Assert.Equal(listed.Take(3).Select(alert => alert!.ToJsonString()).Order(StringComparer.Ordinal), told.Select(alert => alert.ToJsonString()).Order(StringComparer.Ordinal));
        Assert.Equal(["ann", "billing", "cid"], told.Select(alert => (string)alert["scope"]!["key"]!).Order(StringComparer.Ordinal));
        var own = new[] { await ofLead.NextAsync("alert"), await ofLead.NextAsync("alert") };
        Assert.Equal([("ann", null), ("billing", null)], own.Select(alert => ((string?)alert["scope"]!["key"], (string?)alert["rule"])).OrderBy(alert => alert.Item1, StringComparer.Ordinal));
        Assert.Equal("team:billing", await FirstAsync(deaf));

        Assert.Equal(["ann", "billing"], Keys(await AlertsAsync(lead)).Order(StringComparer.Ordinal));
        Assert.Equal(["ann"], Keys(await AlertsAsync(ann)));
        var widget = await WidgetAsync();
        foreach (var path in new[] { "/v1/alerts", "/v1/changes?scope=team:billing&alerts=1" })
        {
            using var refused = await Node.GetAsync(path, widget);
            await TestNode.IsProblemAsync(refused, 403, "FORBIDDEN");
        }

        var hers = listed.Single(alert => (string?)alert!["scope"]!["key"] == "ann")!;
        Assert.Equal(rule, (string?)hers["rule"]);
        await VisibleAsync("lead");
        Assert.Equal(["billing", "sales"], Keys(await AlertsAsync(key)).Order(StringComparer.Ordinal));
        using var hidden = await Node.PostAsync($"/v1/alerts/{hers["id"]}/acknowledge", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(hidden, 404, "NOT_FOUND");
        using var read = await Node.PostAsync($"/v1/alerts/{hers["id"]}/acknowledge", lead, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(read, 403, "FORBIDDEN");
    }

    /// <summary>Whose facts they are; null: there is no such scope.</summary>
    private async Task<IEnumerable<string?>?> EvidenceAsync(string token, string level, string? scope)
    {
        var of = new JsonObject { ["level"] = level, ["key"] = scope };
        using var answer = await Node.PostAsync("/v1/evidence", token, TestNode.Json($$"""{"scope":{{of.ToJsonString()}},"period":{"preset":"LAST_7_DAYS"},"kpi":"contact_volume"}"""));
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await TestNode.ReadAsync(answer))["items"]!.AsArray().Select(item => (string?)item!["agent"])];
    }

    private static async Task<string?> FirstAsync(EventStream stream) => (await stream.ChangedAsync()).Scope;

    private static IEnumerable<string?> Keys(JsonArray alerts) => alerts.Select(alert => (string?)alert!["scope"]!["key"]);

    private async Task<JsonArray> AlertsAsync(string token)
    {
        using var answer = await Node.GetAsync("/v1/alerts", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await TestNode.ReadAsync(answer))["items"]!.AsArray();
    }

    private async Task<string> RuleAsync(string rule)
    {
        using var made = await Node.PostAsync("/v1/alert-rules", key, TestNode.Json(rule));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (string)(await TestNode.ReadAsync(made))["id"]!;
    }

    private async Task LookAsync()
    {
        await Node.Services.GetServices<IHostedService>().OfType<AlertWorker>().Single().LookAsync(CancellationToken.None);
        await Node.Services.GetServices<IHostedService>().OfType<WebhookWorker>().Single().SendAsync(CancellationToken.None);
    }

    private async Task VisibleAsync(params string[] viewers)
    {
        using var set = await fixture.SetAsync(key, new() { ["visibility"] = new JsonObject { ["agents"] = new JsonArray([.. viewers.Select(word => (JsonNode)word)]) } });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
    }

    private async Task<string> PersonAsync(string role, string[] teams, string? agent) => await fixture.RedeemAsync((await fixture.UserAsync(fixture.Manage, $"{role}@example.com", role, teams, agent)).Link);

    private async Task<string> WidgetAsync()
    {
        using var made = await Node.PostAsync("/v1/widgets", key, TestNode.Json("""{"name":"Wall","origins":["https://wall.example.com"],"levels":["team"]}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var minter = (string)(await Node.IssueAsync(new { name = "minter", scopes = new[] { "widget" }, levels = new[] { "team" } }))["key"]!;
        using var minted = await Node.PostAsync("/v1/widgets/tokens", minter, TestNode.Json("""{"level":"team","key":"billing","origin":"https://wall.example.com"}"""));
        Assert.Equal(HttpStatusCode.Created, minted.StatusCode);
        return (string)(await TestNode.ReadAsync(minted))["token"]!;
    }

    private string Described(string agent, string team) => Event("agent.described", $$""" "agent":"{{agent}}","team":"{{team}}" """);

    private string Contact(string agent, string team) =>
        Event("contact.ended", $$""" "contact":"c{{sent}}","customer":"u-1","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":10,"agent":"{{agent}}","team":"{{team}}" """);

    private string Answer(string agent) => Event("survey.answered", $$""" "survey":"s{{sent}}","kind":"csat","score":1,"agent":"{{agent}}" """);

    private string Event(string type, string data) =>
        $$$"""{"specversion":"1.0","id":"{{{++sent}}}","source":"demo","type":"care.{{{type}}}","time":"{{{fixture.Now.AddMinutes(-60).AddSeconds(sent):O}}}","data":{ {{{data}}} }}""";

    private async Task SendAsync(params string[] events)
    {
        using var answer = await Node.PostAsync("/v1/events", key, TestNode.Body($"[{string.Join(',', events)}]", "application/cloudevents-batch+json"));
        var reply = await TestNode.ReadAsync(answer);
        Assert.Equal("[]", reply["rejected"]!.ToJsonString());
        using var applied = await Node.PostAsync("/v1/scorecards", key, TestNode.Json($$"""{"requests":[{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"kpis":[],"after":{{reply["position"]!.ToJsonString()}}}]}"""));
        Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
    }
}
