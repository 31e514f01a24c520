using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Reports;
using CareKpi.Api.Tests.Node;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests.Reports;

/// <summary>Scheduled reports over HTTP, real mail and a webhook, with the engine behind.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private const string Mail = """{"name":"Weekly","level":"tenant","every":"week","email":{"to":["ann@example.com"]}}""";
    private const string Hook = """{"name":"Weekly","level":"tenant","every":"week","webhook":{"url":"https://hooks.example.com/care","secret":"a-secret-of-the-tests"}}""";
    private readonly ReportNode node = new();
    private string key = "";
    private int sent;

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

    /// <summary>Satisfied: 5, 4, 5 of 4 answers, 1 of 2 before. Handled: 100 + 20 and 200 + 10 + 30 seconds, 240 before.</summary>
    [Fact]
    public async Task A_week_by_hand_as_mail_webhook_and_preview()
    {
        await node.IngestAsync(key,
        [
            Event("team.described", "2026-02-01T00:00:00Z", """ "team":"billing","name":"=Billing <b>" """),
            Answer("2026-02-25T03:00:00Z", 5), Answer("2026-03-01T15:59:59Z", 1), Answer("2026-03-01T16:00:00Z", 5), Answer("2026-03-04T03:00:00Z", 4), Answer("2026-03-05T03:00:00Z", 5), Answer("2026-03-08T15:59:59Z", 1), Answer("2026-03-08T16:00:00Z", 1),
            Contact("2026-02-26T03:00:00Z", 240, 0, 0), Contact("2026-03-03T03:00:00Z", 100, 0, 20), Contact("2026-03-06T03:00:00Z", 200, 10, 30),
        ]);
        using var target = await node.PostAsync("/v1/targets", key, TestNode.Json("""{"level":"team","key":"billing","kpi":"csat","target":80,"warning":70}"""));
        Assert.Equal(HttpStatusCode.Created, target.StatusCode);
        var report = await node.MakeAsync(key, """{"name":"每週 <b>","level":"team","key":"billing","kpis":["csat","average_handle_time","contact_volume","nps"],"every":"week","at":"07:00","email":{"to":["ann@example.com","bob@example.com"]},"webhook":{"url":"https://hooks.example.com/care","secret":"a-secret-of-the-tests"}}""");
        Assert.Equal("""{"name":"每週 <b>","level":"team","key":"billing","kpis":["csat","average_handle_time","contact_volume","nps"],"every":"week","at":"07:00","locale":"en","email":{"to":["ann@example.com","bob@example.com"]},"webhook":{"url":"https://hooks.example.com/care","secret":"***"},"enabled":true,"nextAt":"2026-03-08T23:00:00Z","lastAt":null,"lastError":null}""", Without(report, "id"));
        node.At("2026-03-08T23:00:00Z");
        await node.SendAllAsync();

        var csv = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Reports", "week.csv"));
        var rows = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Reports", "week-rows.html"));
        Assert.Equal(["ann@example.com", "bob@example.com"], node.Sink.Mails.Select(static mail => mail.To).Order(StringComparer.Ordinal));
        foreach (var (to, data) in node.Sink.Mails)
        {
            // None sees the others.
            Assert.DoesNotContain(to == "ann@example.com" ? "bob@" : "ann@", data, StringComparison.Ordinal);
            Assert.Equal(rows, Rows(ReportNode.Text(data, "text/html")));
            Assert.Equal("\uFEFF" + csv, ReportNode.Text(data, "text/csv"));
            Assert.Contains("Customer satisfaction: 75.0% (+25.0 pp)", ReportNode.Text(data, "text/plain"), StringComparison.Ordinal);
        }

        var (url, signature, body) = Assert.Single(node.Out.Sent);
        var message = JsonNode.Parse(body)!;
        Assert.Equal(("https://hooks.example.com/care", "report", (string?)report["id"]), (url, (string?)message["type"], (string?)message["report"]));
        Assert.Equal("""{"from":"2026-03-02","to":"2026-03-08"}""", message["period"]!.ToJsonString());
        Assert.Equal((csv, rows), ((string)message["csv"]!, Rows((string)message["html"]!)));
        var parts = signature.Split(',');
        Assert.Equal($"v1={WebhookPost.Sign("a-secret-of-the-tests", long.Parse(parts[0][2..], null), body)}", parts[1]);

        using var html = await node.GetAsync($"/v1/reports/{report["id"]}/preview", key);
        Assert.Equal(("text/html", rows), (html.Content.Headers.ContentType?.MediaType, Rows(await html.Content.ReadAsStringAsync())));
        Assert.Contains("default-src 'none'", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var file = await node.GetAsync($"/v1/reports/{report["id"]}/preview?format=csv", key);
        Assert.Equal(Encoding.UTF8.GetBytes("\uFEFF" + csv), await file.Content.ReadAsByteArrayAsync());

        var delivery = Assert.Single(await node.DeliveriesAsync(key, report))!;
        Assert.Equal((string?)message["id"], (string?)delivery["id"]);
        Assert.Equal("""{"period":{"from":"2026-03-02","to":"2026-03-08"},"at":"2026-03-08T23:00:00Z","state":"sent","attempts":1,"error":null}""", Without(delivery, "id"));
    }

    [Fact]
    public async Task Each_week_is_sent_once_late_if_the_node_was_down_and_only_the_last_of_several()
    {
        var report = await node.MakeAsync(key, Hook);
        await node.SendAllAsync();
        Assert.Empty(node.Out.Sent);
        await node.StopAsync();
        node.At("2026-03-09T02:00:00Z");
        await node.StartAsync();
        await node.SendAllAsync();
        await node.SendAllAsync();
        Assert.Equal(["2026-03-02"], Weeks());
        node.At("2026-04-01T00:00:00Z");
        await node.SendAllAsync();
        node.At("2026-04-01T02:00:00Z");
        await node.SendAllAsync();
        Assert.Equal(["2026-03-02", "2026-03-23"], Weeks());
        // Nor was it made once more and left unsent.
        Assert.Equal(2, (await node.DeliveriesAsync(key, report)).Count);
        node.At("2026-04-05T22:59:59Z");
        await node.SendAllAsync();
        Assert.Equal(2, node.Out.Sent.Count);
        node.At("2026-04-05T23:00:00Z");
        await node.SendAllAsync();
        Assert.Equal("2026-03-30", Weeks()[^1]);
    }

    [Fact]
    public async Task What_was_claimed_and_not_sent_is_sent_after_a_restart_once()
    {
        await node.MakeAsync(key, Mail);
        var gate = new TaskCompletionSource();
        node.Sink.Gate = gate.Task;
        node.At("2026-03-08T23:00:00Z");
        await node.LookAsync();
        Assert.Empty(node.Sink.Mails);
        await node.StopAsync();
        gate.SetResult();
        await node.StartAsync();
        await node.SendAllAsync();
        await node.SendAllAsync();
        Assert.Single(node.Sink.Mails);
    }

    /// <summary>Down for longer than all attempts take.</summary>
    [Theory]
    [InlineData(13, "sent 1 ")]
    [InlineData(15, "failed 0 it was made too long ago")]
    public async Task What_was_made_before_a_long_outage_is_sent_for_two_weeks(int days, string state)
    {
        var report = await node.MakeAsync(key, Mail);
        node.At("2026-03-08T23:00:00Z");
        await node.LookAsync();
        node.Clock.Moved += TimeSpan.FromDays(days);
        await node.Services.GetRequiredService<Expiry>().SweepAsync(CancellationToken.None);
        await node.MailAsync();
        Assert.Equal([state], await StatesAsync(report));
    }

    /// <summary>The mail was taken, and nobody told us: it comes twice, with one id.</summary>
    [Fact]
    public async Task What_may_have_been_sent_is_sent_again_with_the_same_id()
    {
        await node.MakeAsync(key, Mail);
        node.Sink.Answers = false;
        node.At("2026-03-08T23:00:00Z");
        await node.SendAllAsync();
        node.Sink.Answers = true;
        node.Clock.Moved += TimeSpan.FromMinutes(1);
        await node.SendAllAsync();
        Assert.Equal(2, node.Sink.Mails.Count);
        Assert.Single(node.Sink.Mails.Select(static mail => mail.Data.Split('\n').Single(static line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_address_that_is_refused_is_tried_for_a_day_and_the_others_get_theirs()
    {
        var report = await node.MakeAsync(key, """{"name":"W","level":"tenant","every":"week","email":{"to":["gone@example.com","ann@example.com"]},"webhook":{"url":"https://hooks.example.com/care","secret":"a-secret-of-the-tests"}}""");
        node.Sink.Recipient = static to => to.StartsWith("gone", StringComparison.Ordinal) ? "550 no such user" : "250 ok";
        node.At("2026-03-08T23:00:00Z");
        await node.SendAllAsync();
        Assert.Equal(["waiting 1 the mail server refused the address: 550"], await StatesAsync(report));
        foreach (var wait in DeliveryRound.Waits)
        {
            node.Clock.Moved += wait + TimeSpan.FromSeconds(1);
            await node.SendAllAsync();
        }

        Assert.Equal(["failed 8 the mail server refused the address: 550"], await StatesAsync(report));
        Assert.Equal("ann@example.com", Assert.Single(node.Sink.Mails).To);
        Assert.Single(node.Out.Sent);
        using var list = await node.GetAsync("/v1/reports", key);
        var listed = (await TestNode.ReadAsync(list))["items"]![0]!;
        Assert.Equal("the mail server refused the address: 550", (string?)listed["lastError"]);
        using var one = await node.GetAsync($"/v1/reports/{report["id"]}", key);
        Assert.Equal(listed.ToJsonString(), (await TestNode.ReadAsync(one)).ToJsonString());
    }

    [Fact]
    public async Task An_address_that_was_taken_away_gets_nothing_more()
    {
        var report = await node.MakeAsync(key, Mail);
        node.Sink.Greeting = "421 later";
        node.At("2026-03-08T23:00:00Z");
        await node.SendAllAsync();
        await node.PatchAsync(key, report, """{"email":{"to":["bob@example.com"]}}""");
        node.Sink.Greeting = "220 sink";
        node.Clock.Moved += TimeSpan.FromMinutes(1);
        await node.SendAllAsync();
        Assert.Empty(node.Sink.Mails);
        Assert.Equal(["failed 1 the address is no longer the report's"], await StatesAsync(report));
    }

    [Fact]
    public async Task Who_was_disabled_gets_nothing_more_and_the_audit_log_names_the_reports_left()
    {
        var report = await node.MakeAsync(key, Mail);
        using var made = await node.PostAsync("/v1/users", key, TestNode.Json("{\"email\":\"Ann@example.com\",\"name\":\"Ann\",\"role\":\"lead\",\"teams\":[\"billing\"]}"));
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var user = (string)(await TestNode.ReadAsync(made))["user"]!["id"]!;
        using var disabled = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/users/{user}", key, TestNode.Json("{\"disabled\":true}"));
        Assert.Equal(HttpStatusCode.OK, disabled.StatusCode);
        node.At("2026-03-08T23:00:00Z");
        await node.SendAllAsync();
        Assert.Empty(node.Sink.Mails);
        Assert.Equal(["failed 0 the address is that of a user who is disabled"], await StatesAsync(report));
        using var removed = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/users/{user}", key);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var audit = await node.GetAsync("/v1/audit?action=user", key);
        Assert.Equal(["user.removed " + report["id"], "user.changed " + report["id"]],
            (await TestNode.ReadAsync(audit))["items"]!.AsArray().Take(2).Select(static entry => $"{entry!["action"]} {Assert.Single(entry["detail"]!["reports"]!.AsArray())}"));
    }

    [Fact]
    public async Task A_mail_server_that_hangs_keeps_no_webhook_waiting()
    {
        var gate = new TaskCompletionSource();
        node.Sink.Gate = gate.Task;
        await node.MakeAsync(key, Mail);
        await node.MakeAsync(key, Hook);
        node.At("2026-03-08T23:00:00Z");
        await node.LookAsync();
        var mailing = node.MailAsync();
        await node.PostWebhooksAsync();
        Assert.Single(node.Out.Sent);
        Assert.False(mailing.IsCompleted);
        gate.SetResult();
        await mailing;
        Assert.Single(node.Sink.Mails);
    }

    [Fact]
    public async Task A_report_that_is_paused_changed_or_gone_sends_nothing_of_before()
    {
        var report = await node.MakeAsync(key, Hook);
        await node.PatchAsync(key, report, """{"enabled":false}""");
        node.At("2026-03-08T23:30:00Z");
        await node.SendAllAsync();
        Assert.Null((await node.PatchAsync(key, report, """{"name":"Other"}"""))["nextAt"]);
        Assert.Equal("2026-03-15T23:00:00Z", (string?)(await node.PatchAsync(key, report, """{"enabled":true}"""))["nextAt"]);
        await node.SendAllAsync();
        await node.PatchAsync(key, report, """{"every":"month"}""");
        await node.SendAllAsync();
        Assert.Empty(node.Out.Sent);
        node.Out.Status = 500;
        using var made = await node.PostAsync($"/v1/reports/{report["id"]}/send", key, TestNode.Json("{}"));
        Assert.Equal(HttpStatusCode.Accepted, made.StatusCode);
        await node.SendAllAsync();
        Assert.Equal(["2026-02-01"], Weeks());
        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/reports/{report["id"]}", key);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        node.Clock.Moved += TimeSpan.FromDays(40);
        await node.SendAllAsync();
        Assert.Single(node.Out.Sent);
    }

    /// <summary>It takes seconds to make a report. Who pauses it meanwhile and lets it go on has a plan that begins then.</summary>
    [Fact]
    public async Task A_look_that_is_over_late_leaves_a_newer_plan_as_it_is()
    {
        var store = node.Services.GetRequiredService<ReportStore>();
        var now = DateTimeOffset.UnixEpoch.AddDays(1);
        await store.PlanAsync("demo", "r", new(now, now), CancellationToken.None);
        var (key, look, _, _) = Assert.Single(await store.DueAsync(now, 10, CancellationToken.None));
        var anew = new ReportRowOf(now.AddSeconds(2), now.AddSeconds(2));
        await store.PlanAsync("demo", "r", anew, CancellationToken.None);
        Assert.False(await store.LookedAsync(key, look, "demo", "r", now.AddHours(1), CancellationToken.None));
        Assert.Equal(anew, await store.RowAsync("demo", "r", CancellationToken.None));
        var left = Assert.Single(await store.DueAsync(now.AddHours(2), 10, CancellationToken.None));
        Assert.Equal(anew.Look, left.Look);
        Assert.True(await store.LookedAsync(left.Key, left.Look, "demo", "r", now.AddHours(1), CancellationToken.None));
        Assert.Equal(anew with { Look = now.AddHours(1) }, await store.RowAsync("demo", "r", CancellationToken.None));
    }

    [Fact]
    public async Task A_scope_that_is_not_there_is_told_and_not_tried_again()
    {
        var report = await node.MakeAsync(key, Hook.Replace("\"tenant\"", "\"team\",\"key\":\"nobody\"", StringComparison.Ordinal));
        node.At("2026-03-08T23:00:00Z");
        await node.SendAllAsync();
        await node.SendAllAsync();
        Assert.Equal(["failed 0 there is no such team any more, or not yet"], await StatesAsync(report));
        using var preview = await node.GetAsync($"/v1/reports/{report["id"]}/preview", key);
        await TestNode.IsProblemAsync(preview, 400, "BAD_INPUT");
    }

    private async Task<IEnumerable<string>> StatesAsync(JsonNode report) => (await node.DeliveriesAsync(key, report)).Select(static item => $"{item!["state"]} {item["attempts"]} {item["error"]}");

    /// <summary>First days of the periods that were posted.</summary>
    private string[] Weeks() => [.. node.Out.Sent.Select(static sent => (string)JsonNode.Parse(sent.Body)!["period"]!["from"]!)];

    private static string Rows(string html) => string.Concat(html.Split('\n').Where(static line => line.StartsWith("<tr><th scope=\"row\"", StringComparison.Ordinal)).Select(static line => line + "\n"));

    private static string Without(JsonNode node, string field)
    {
        var rest = node.DeepClone().AsObject();
        rest.Remove(field);
        return rest.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private string Answer(string at, int score) => Event("survey.answered", at, $$""" "survey":"s#","kind":"csat","score":{{score}},"team":"billing" """);

    private string Contact(string at, int talk, int hold, int wrap) => Event("contact.ended", at, $$""" "contact":"c#","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":{{talk}},"hold":{{hold}},"wrap":{{wrap}},"team":"billing" """);

    private string Event(string type, string at, string data) =>
        $$$"""{"specversion":"1.0","id":"{{{++sent}}}","source":"demo","type":"care.{{{type}}}","time":"{{{at}}}","data":{ {{{data.Replace("#", $"{sent}", StringComparison.Ordinal)}}} }}""";
}
