using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Alerts;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Outbound;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Tests;

/// <summary>Alert rules, alerts and webhooks over HTTP, with the engine behind; what is sent out is caught.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-tests";
    private readonly AlertNode node = new();
    private string key = "";
    private int sent;

    public async Task InitializeAsync()
    {
        await node.InitializeAsync();
        key = await node.KeyAsync("read", "manage", "ingest");
    }

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task A_rule_for_every_agent_raises_once_for_each_until_it_has_cooled_down_and_over_a_restart()
    {
        var rule = await MakeAsync("""{"name":"Unhappy","level":"agent","kpi":"csat","condition":{"kind":"threshold","below":60},"minCount":2,"coolDownHours":24}""");
        Assert.Equal($$"""{"id":"{{rule["id"]}}","name":"Unhappy","level":"agent","key":null,"kpi":"csat","condition":{"kind":"threshold","above":null,"below":60,"percent":null},"period":"LAST_7_DAYS","minCount":2,"coolDownHours":24,"enabled":true,"webhook":null}""", rule.ToJsonString());
        using var one = await node.GetAsync($"/v1/alert-rules/{rule["id"]}", key);
        Assert.Equal(rule.ToJsonString(), (await TestNode.ReadAsync(one)).ToJsonString());
        await AnswersAsync(("a-1", 1), ("a-1", 5), ("a-1", 2), ("a-2", 5), ("a-2", 5), ("a-3", 1));
        await LookAsync();
        var alert = Assert.Single(await AlertsAsync())!;
        Assert.Equal(("agent", "a-1", "csat"), ((string?)alert["scope"]!["level"], (string?)alert["scope"]!["key"], (string?)alert["kpi"]));
        Assert.Equal("Customer satisfaction of a-1 is 33.33 %: below 60", (string?)alert["message"]);
        await AnswersAsync(("a-1", 1), ("a-3", 1));
        await LookAsync();
        // It was told of a-1 already; a-3 has two answers now.
        Assert.Equal(["a-3", "a-1"], Keys(await AlertsAsync()));
        await node.StopAsync();
        await node.StartAsync();
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        Assert.Equal(2, (await AlertsAsync()).Count);
        node.Clock.Moved += TimeSpan.FromHours(25);
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        Assert.Equal(4, (await AlertsAsync()).Count);
    }

    [Fact]
    public async Task An_alert_is_acknowledged_and_is_no_longer_open()
    {
        await MakeAsync("""{"name":"Any","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60}}""");
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        var alert = Assert.Single(await AlertsAsync("?open=true"))!;
        Assert.Null(alert["scope"]!["key"]);
        using var answer = await node.PostAsync($"/v1/alerts/{alert["id"]}/acknowledge", key, TestNode.Json("{}"));
        Assert.NotNull((await TestNode.ReadAsync(answer))["acknowledgedAt"]);
        Assert.Empty(await AlertsAsync("?open=true"));
        Assert.NotNull(Assert.Single(await AlertsAsync("?open=false"))!["acknowledgedBy"]);
        using var unknown = await node.PostAsync("/v1/alerts/nothing/acknowledge", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(unknown, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_missed_target_is_told_wherever_it_is_inherited_from()
    {
        using var target = await node.PostAsync("/v1/targets", key, TestNode.Json("""{"level":"tenant","kpi":"csat","target":90}"""));
        using var own = await node.PostAsync("/v1/targets", key, TestNode.Json("""{"level":"agent","key":"a-2","kpi":"csat","target":40}"""));
        await MakeAsync("""{"name":"Missed","level":"agent","kpi":"csat","condition":{"kind":"targetMissed"}}""");
        await AnswersAsync(("a-1", 5), ("a-1", 1), ("a-2", 5), ("a-2", 1), ("a-3", 5));
        await LookAsync();
        Assert.Equal(["a-1"], Keys(await AlertsAsync()));
    }

    [Fact]
    public async Task A_change_is_told_against_the_four_weeks_before()
    {
        await MakeAsync("""{"name":"More","level":"team","key":"billing","kpi":"contact_volume","condition":{"kind":"change","percent":50},"period":"TODAY"}""");
        for (var day = 1; day <= 28; day++)
        {
            await SendAsync(Contact(TimeSpan.FromDays(day)), Contact(TimeSpan.FromDays(day)));
        }
        await LookAsync();
        Assert.Empty(await AlertsAsync());
        await SendAsync([.. Enumerable.Range(0, 20).Select(_ => Contact(TimeSpan.Zero))]);
        await LookAsync();
        Assert.Contains("in the four weeks before", (string)Assert.Single(await AlertsAsync())!["message"]!, StringComparison.Ordinal);
    }

    /// <summary>a-1 has one contact today, a-2 none since yesterday.</summary>
    [Fact]
    public async Task Who_has_none_of_what_is_counted_is_told_too()
    {
        await MakeAsync("""{"name":"None","level":"agent","kpi":"contacts_handled","condition":{"kind":"threshold","below":1},"period":"TODAY","minCount":3}""");
        await MakeAsync("""{"name":"Fewer","level":"agent","kpi":"contacts_handled","condition":{"kind":"change","percent":-50},"period":"TODAY"}""");
        await SendAsync(ContactOf("a-1", TimeSpan.Zero), ContactOf("a-1", TimeSpan.FromDays(1)), ContactOf("a-2", TimeSpan.FromDays(1)));
        await LookAsync();
        var told = await AlertsAsync();
        Assert.Equal(["a-2", "a-2"], Keys(told));
        Assert.Equal(["Contacts handled of a-2 is 0: -100 % against", "Contacts handled of a-2 is 0: below 1"], told.Select(static alert => (string)alert!["message"]!).Order(StringComparer.Ordinal).Select(static message => message.Contains("against", StringComparison.Ordinal) ? message[..(message.IndexOf("against", StringComparison.Ordinal) + 7)] : message));
    }

    [Fact]
    public async Task A_webhook_is_signed_tried_again_later_each_time_and_at_last_a_dead_letter()
    {
        var rule = await MakeAsync($$$"""{"name":"Hook","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/care","secret":"{{{Secret}}}"}}""");
        Assert.Equal("""{"url":"https://hooks.example.com/care","secret":"***"}""", rule["webhook"]!.ToJsonString());
        Assert.DoesNotContain(Secret, await (await node.GetAsync("/v1/alert-rules", key)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        node.Out.Status = 500;
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        var (url, signature, body) = Assert.Single(node.Out.Sent);
        Assert.Equal("https://hooks.example.com/care", url);
        var parts = signature.Split(',');
        var signed = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts[0][2..]}.{body}")));
        Assert.Equal($"v1={signed}", parts[1]);
        Assert.Equal("csat", (string?)JsonNode.Parse(body)!["kpi"]);
        await LookAsync();
        Assert.Single(node.Out.Sent);
        foreach (var wait in DeliveryRound.Waits)
        {
            var before = node.Out.Sent.Count;
            node.Clock.Moved += wait + TimeSpan.FromSeconds(1);
            await LookAsync();
            Assert.Equal(before + 1, node.Out.Sent.Count);
        }
        using var answer = await node.GetAsync("/v1/alerts/dead-letters", key);
        var dead = Assert.Single((await TestNode.ReadAsync(answer))["items"]!.AsArray())!;
        Assert.Equal((8, "answered 500"), ((int)dead["attempts"]!, (string?)dead["error"]));
        node.Clock.Moved += TimeSpan.FromDays(2);
        await LookAsync();
        Assert.Equal(8, node.Out.Sent.Count);
    }

    [Fact]
    public async Task A_webhook_that_is_taken_is_sent_once_and_a_rule_that_is_gone_sends_nothing()
    {
        var rule = await MakeAsync($$$"""{"name":"Hook","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/care","secret":"{{{Secret}}}"}}""");
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        node.Clock.Moved += TimeSpan.FromMinutes(1);
        await LookAsync();
        Assert.Single(node.Out.Sent);
        // A change of other fields keeps address and secret.
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/alert-rules/{rule["id"]}", key, TestNode.Json("""{"enabled":false}"""));
        var paused = await TestNode.ReadAsync(changed);
        Assert.Equal(("***", false), ((string?)paused["webhook"]!["secret"], (bool)paused["enabled"]!));
        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/alert-rules/{rule["id"]}", key);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        node.Clock.Moved += TimeSpan.FromDays(2);
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        Assert.Single(node.Out.Sent);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_keeps_neither_rules_nor_other_tenants_waiting()
    {
        var store = node.Services.GetRequiredService<AlertStore>();
        var queue = node.Services.GetRequiredService<DeliveryQueue>();
        await store.AddAsync("other", [], [Waiting("other", 0)], CancellationToken.None);
        await MakeAsync($$$"""{"name":"Hook","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/care","secret":"{{{Secret}}}"}}""");
        var hold = new TaskCompletionSource();
        node.Out.Hold = hold.Task;
        await AnswersAsync(("a-1", 1));
        await node.Services.GetServices<IHostedService>().OfType<AlertWorker>().Single().LookAsync(CancellationToken.None);
        var sending = node.Services.GetServices<IHostedService>().OfType<WebhookWorker>().Single().SendAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (node.Out.Sent.IsEmpty || (await queue.WaitingAsync(Lane.Webhook, patience.Token)).Contains("other", StringComparer.Ordinal))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await AnswersAsync(("a-2", 1));
        await node.Services.GetServices<IHostedService>().OfType<AlertWorker>().Single().LookAsync(CancellationToken.None);
        Assert.False(sending.IsCompleted);
        hold.SetResult();
        await sending;
    }

    [Fact]
    public async Task Deliveries_of_a_tenant_that_wait_are_bounded_and_the_oldest_are_dead_letters()
    {
        var store = node.Services.GetRequiredService<AlertStore>();
        var queue = node.Services.GetRequiredService<DeliveryQueue>();
        var deliveries = node.Services.GetRequiredService<DeliveryRound>();
        deliveries.KeptDue = 3;
        for (var i = 0; i < 5; i++)
        {
            var alert = new Alert($"alert-{i}", "rule", "tenant", "", "", "csat", DateTimeOffset.UnixEpoch.AddHours(i), "m", 1);
            await store.AddAsync("demo", [alert], [Waiting("demo", i)], CancellationToken.None);
            await deliveries.BoundAsync(Lane.Webhook, "demo", CancellationToken.None);
        }

        Assert.Equal(["d-2", "d-3", "d-4"], (await queue.DueAsync(Lane.Webhook, "demo", node.Clock.GetUtcNow(), 10, CancellationToken.None)).Select(row => row.Delivery.Id).Order(StringComparer.Ordinal));
        var dead = await store.FailedAsync("demo", CancellationToken.None);
        Assert.Equal(["d-0", "d-1"], dead.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.All(dead, static row => Assert.Equal("given up: more than 3 deliveries of the tenant waited", row.Error));
        await queue.ForgetAsync("demo", CancellationToken.None);
        Assert.Empty(await queue.WaitingAsync(Lane.Webhook, CancellationToken.None));
    }

    [Fact]
    public async Task A_round_leaves_no_more_waiting_than_is_kept()
    {
        var deliveries = node.Services.GetRequiredService<DeliveryRound>();
        deliveries.KeptDue = 1;
        foreach (var name in (string[])["One", "Two"])
        {
            await MakeAsync($$$"""{"name":"{{{name}}}","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/care","secret":"{{{Secret}}}"}}""");
        }

        await AnswersAsync(("a-1", 1));
        await node.Services.GetServices<IHostedService>().OfType<AlertWorker>().Single().LookAsync(CancellationToken.None);
        Assert.Equal(2, (await AlertsAsync()).Count);
        Assert.Single(await node.Services.GetRequiredService<DeliveryQueue>().AllAsync(Lane.Webhook, "demo", CancellationToken.None));
        Assert.Single(await node.Services.GetRequiredService<AlertStore>().FailedAsync("demo", CancellationToken.None));
    }

    private static Delivery Waiting(string tenant, int i) => new($"d-{i}", tenant, 0) { Rule = "rule", Alert = $"alert-{i}", Body = "{}" };

    [Theory]
    [InlineData("""{"name":"x","level":"tenant","kpi":"csatt","condition":{"kind":"targetMissed"}}""", "kpi")]
    [InlineData("""{"name":"x","level":"agent","kpi":"service_cost","condition":{"kind":"targetMissed"}}""", "level")]
    [InlineData("""{"name":"x","level":"tenant","kpi":"csat","condition":{"kind":"targetMissed"},"webhook":{"url":"https://example.com"}}""", "webhook.secret")]
    [InlineData("""{"name":"x","level":"tenant","kpi":"csat","condition":{"kind":"targetMissed"},"webhook":{"url":"https://example.com","secret":"short"}}""", "webhook.secret")]
    [InlineData("""{"name":"x","level":"tenant","kpi":"csat","condition":{"kind":"targetMissed"},"webhook":{"url":"http://example.com","secret":"a-secret-of-the-tests"}}""", "webhook.url")]
    public async Task A_rule_that_makes_no_sense_is_refused(string rule, string field)
    {
        using var refused = await node.PostAsync("/v1/alert-rules", key, TestNode.Json(rule));
        Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT"))["field"]);
    }

    [Fact]
    public async Task Rules_about_agents_hold_where_agents_are_shown_to_admins()
    {
        const string agents = """{"name":"Unhappy","level":"agent","kpi":"csat","condition":{"kind":"threshold","below":60},"webhook":{"url":"https://hooks.example.com/care","secret":"a-secret-of-the-tests"}}""";
        var rule = await MakeAsync(agents);
        node.Out.Status = 500;
        await AnswersAsync(("a-1", 1));
        await LookAsync();
        Assert.Single(node.Out.Sent);
        await VisibleAsync("""["lead","self"]""");
        node.Clock.Moved += TimeSpan.FromMinutes(1);
        await AnswersAsync(("a-2", 1));
        await LookAsync();
        // What was on its way is not sent again, and nothing new is raised.
        Assert.Single(node.Out.Sent);
        using var made = await node.PostAsync("/v1/alert-rules", key, TestNode.Json(agents));
        Assert.Equal("level", (string?)(await TestNode.IsProblemAsync(made, 403, "FORBIDDEN"))["field"]);
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/alert-rules/{rule["id"]}", key, TestNode.Json("""{"name":"Other"}"""));
        await TestNode.IsProblemAsync(changed, 403, "FORBIDDEN");
        await MakeAsync("""{"name":"All","level":"team","kpi":"csat","condition":{"kind":"threshold","below":60}}""");
        await VisibleAsync("""["admin"]""");
        Assert.Equal(["a-1"], Keys(await AlertsAsync()));
    }

    [Fact]
    public async Task A_key_that_reads_nothing_makes_no_rule()
    {
        const string body = """{"name":"Any","level":"tenant","kpi":"csat","condition":{"kind":"threshold","below":60}}""";
        var rule = await MakeAsync(body);
        var manager = await node.KeyAsync("manage");
        using var made = await node.PostAsync("/v1/alert-rules", manager, TestNode.Json(body));
        await TestNode.IsProblemAsync(made, 403, "FORBIDDEN");
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/alert-rules/{rule["id"]}", manager, TestNode.Json("""{"webhook":{"url":"https://evil.example.com","secret":"a-secret-of-the-tests"}}"""));
        await TestNode.IsProblemAsync(changed, 403, "FORBIDDEN");
    }

    private async Task VisibleAsync(string agents)
    {
        using var set = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json($$$$"""{"settings":{"visibility":{"agents":{{{{agents}}}}}}}"""));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:192.168.0.1]/")]
    public async Task What_is_not_public_is_not_asked(string url)
    {
        using var outbound = new PublicHttp();
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => outbound.SendAsync(request, CancellationToken.None));
        Assert.Contains(refused.Message.StartsWith("only", StringComparison.Ordinal) ? "only https" : "no public address", refused.InnerException?.Message ?? refused.Message, StringComparison.Ordinal);
    }

    private async Task LookAsync()
    {
        await node.Services.GetServices<IHostedService>().OfType<AlertWorker>().Single().LookAsync(CancellationToken.None);
        await node.Services.GetServices<IHostedService>().OfType<WebhookWorker>().Single().SendAsync(CancellationToken.None);
    }

    private async Task<JsonNode> MakeAsync(string rule)
    {
        using var made = await node.PostAsync("/v1/alert-rules", key, TestNode.Json(rule));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await TestNode.ReadAsync(made);
    }

    private async Task<JsonArray> AlertsAsync(string query = "")
    {
        using var answer = await node.GetAsync("/v1/alerts" + query, key);
        return (await TestNode.ReadAsync(answer))["items"]!.AsArray();
    }

    private static IEnumerable<string?> Keys(JsonArray alerts) => alerts.Select(alert => (string?)alert!["scope"]!["key"]);

    private Task AnswersAsync(params (string Agent, int Score)[] answers) =>
        SendAsync([.. answers.Select(answer => Event("survey.answered", TimeSpan.Zero, $$""" "survey":"s#","kind":"csat","score":{{answer.Score}},"agent":"{{answer.Agent}}" """))]);

    private string Contact(TimeSpan ago) => Event("contact.ended", ago, """ "contact":"c#","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":10,"team":"billing" """);

    private string ContactOf(string agent, TimeSpan ago) => Event("contact.ended", ago, $$""" "contact":"c#","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":10,"agent":"{{agent}}" """);

    private string Event(string type, TimeSpan ago, string data) =>
        $$$"""{"specversion":"1.0","id":"{{{++sent}}}","source":"demo","type":"care.{{{type}}}","time":"{{{(node.Clock.GetUtcNow() - ago).ToString("O", CultureInfo.InvariantCulture)}}}","data":{ {{{data.Replace("#", $"{sent}", StringComparison.Ordinal)}}} }}""";

    private async Task SendAsync(params string[] events)
    {
        using var answer = await node.PostAsync("/v1/events", key, TestNode.Body($"[{string.Join(',', events)}]", "application/cloudevents-batch+json"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var position = (string)(await TestNode.ReadAsync(answer))["position"]!;
        using var applied = await node.PostAsync("/v1/scorecards", key, TestNode.Json($$"""{"requests":[{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"kpis":[],"after":"{{position}}"}]}"""));
        Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
    }

    private sealed class AlertNode : EngineNode
    {
        public Caught Out { get; } = new();

        protected override void AddEngine(IServiceCollection services)
        {
            base.AddEngine(services);
            services.AddSingleton<IOutbound>(Out);
        }
    }

    private sealed class Caught : IOutbound
    {
        public int Status { get; set; } = 200;

        /// <summary>Set: whatever is sent waits for it.</summary>
        public Task Hold { get; set; } = Task.CompletedTask;

        public ConcurrentQueue<(string Url, string Signature, string Body)> Sent { get; } = new();

        public async Task<int> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Enqueue((request.RequestUri!.AbsoluteUri, request.Headers.GetValues("CareKpi-Signature").Single(), await request.Content!.ReadAsStringAsync(cancellationToken)));
            await Hold;
            return Status;
        }
    }
}
