using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Disputes;
using CareKpi.Api.Events;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Tests.Node;
using CareKpi.Api.Tests.SignIn;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Disputes;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests;

/// <summary>
/// docs/contracts/management-api.md, "Disputes of surveys". Of Ann of billing four surveys were sent and three answered: 5, 1 and 4. CSAT 2 of 3, response rate 3 of 4.
/// Without the answer 1: CSAT 2 of 2; its sending counts no more, either, so the response rate is 2 of 3. Lea leads billing and answers its phones, too; Bob is of sales.
/// </summary>
public sealed class DisputeTests : IAsyncLifetime
{
    private const double TwoOfThree = 200.0 / 3;

    private readonly SignInNode fixture = new();
    private string key = "";
    private string ann = "";
    private string lea = "";
    private string admin = "";
    private int sent;

    private TestNode Node => fixture.Node;

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        key = await Node.KeyAsync("ingest", "read", "manage");
        await SendAsync(
            Event("agent.described", """ "agent":"ann","team":"billing" """), Event("agent.described", """ "agent":"lea","team":"billing" """), Event("agent.described", """ "agent":"bob","team":"sales" """),
            Asked("s1", "ann"), Asked("s2", "ann"), Asked("s3", "ann"), Asked("s4", "ann"), Asked("s5", "lea"), Asked("s6", "bob"),
            Answer("s1", 5), Answer("s2", 1), Answer("s3", 4), Answer("s5", 2), Answer("s6", 1));
        (ann, lea, admin) = (await PersonAsync("ann", "agent", [], "ann"), await PersonAsync("lea", "lead", ["billing"], "lea"), await PersonAsync("ada", "admin", [], null));
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task An_agent_disputes_a_lead_decides_and_the_figures_follow()
    {
        Assert.Equal((TwoOfThree, 75.0), await FiguresAsync());
        var raised = await RaiseAsync(ann, "s2", "meant for sales");
        var id = (string)raised["id"]!;
        Assert.Equal(
            ("s2", "ann", "open", "csat", 1.0, "said s2", "meant for sales", "ann"),
            ((string?)raised["survey"], (string?)raised["agent"], (string?)raised["state"], (string?)raised["kind"], (double)raised["score"]!, (string?)raised["comment"], (string?)raised["reason"], (string?)raised["raisedBy"]));
        Assert.Equal((TwoOfThree, 75.0), await FiguresAsync());

        var excluded = await DecideAsync(lea, id, true, "it was\nnot hers");
        Assert.Equal(("excluded", "lea", "it was\nnot hers"), ((string?)excluded["state"], (string?)excluded["decidedBy"], (string?)excluded["decision"]));
        Assert.Equal((100.0, TwoOfThree), await FiguresAsync());

        // It may be decided again, and the last decision holds: also when the clock has gone back meanwhile.
        Node.Clock.SetBy = TimeSpan.FromHours(-1);
        Assert.Equal("kept", (string?)(await DecideAsync(admin, id, false, "it was"))["state"]);
        Assert.Equal((TwoOfThree, 75.0), await FiguresAsync());
        Assert.Equal("excluded", (string?)(await DecideAsync(key, id, true, "after all"))["state"]);
        Assert.Equal((100.0, TwoOfThree), await FiguresAsync());
        Node.Clock.SetBy = TimeSpan.Zero;

        // A dispute anew, of an answer that is excluded: what is decided there comes after, too.
        var anew = (string)(await RaiseAsync(lea, "s2", "look again"))["id"]!;
        await DecideAsync(admin, anew, false, "looked");
        Assert.Equal((TwoOfThree, 75.0), await FiguresAsync());
        await DecideAsync(admin, anew, true, "looked twice");

        await Node.StopAsync();
        await Node.StartAsync();
        Assert.Equal((100.0, TwoOfThree), await FiguresAsync());
        await RebuildAsync();
        Assert.Equal((100.0, TwoOfThree), await FiguresAsync());
        Assert.Equal([(anew, "excluded"), (id, "excluded")], (await ListAsync(ann)).Select(static item => ((string)item!["id"]!, (string)item["state"]!)));

        var log = await AuditAsync();
        Assert.Equal(["dispute.decided", "dispute.decided", "dispute.raised", "dispute.decided", "dispute.decided", "dispute.decided", "dispute.raised"], log.Select(static entry => (string)entry!["action"]!));
        var first = log[^2]!;
        Assert.Equal(("lea", id, "s2", true, "it was\nnot hers"), ((string?)first["actor"]!["name"], (string?)first["target"], (string?)first["detail"]!["survey"], (bool)first["detail"]!["exclude"]!, (string?)first["detail"]!["reason"]));
        Assert.Equal(("ann", "meant for sales"), ((string?)log[^1]!["actor"]!["name"], (string?)log[^1]!["detail"]!["reason"]));
    }

    [Fact]
    public async Task Who_may_raise()
    {
        // Another agent's, one that was not answered, and one that never was, are the same: not there.
        foreach (var (who, survey) in new[] { (ann, "s5"), (ann, "s6"), (lea, "s6"), (ann, "s4"), (admin, "s4"), (admin, "never-was"), (key, "never-was") })
        {
            using var refused = await PostAsync(who, "", $$"""{"survey":"{{survey}}","reason":"no"}""");
            await TestNode.IsProblemAsync(refused, 404, "NOT_FOUND");
        }

        using var widget = await PostAsync(await WidgetAsync(), "", """{"survey":"s2","reason":"no"}""");
        await TestNode.IsProblemAsync(widget, 403, "FORBIDDEN");
        using var reads = await PostAsync(await Node.KeyAsync("read"), "", """{"survey":"s2","reason":"no"}""");
        await TestNode.IsProblemAsync(reads, 403, "FORBIDDEN");
        foreach (var (body, field) in new[] { ("""{"survey":"s2","reason":" "}""", "reason"), ("""{"survey":"s2"}""", "reason"), ("""{"reason":"no"}""", "survey"), ($$"""{"survey":"s2","reason":"{{new string('x', 1_001)}}"}""", "reason"), ("""{"survey":"s2","reason":"no","why":1}""", "why") })
        {
            using var bad = await PostAsync(ann, "", body);
            Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(bad, 400, "BAD_INPUT"))["field"]);
        }

        foreach (var (who, survey) in new[] { (ann, "s1"), (lea, "s3"), (lea, "s5"), (admin, "s6"), (key, "s2") })
        {
            await RaiseAsync(who, survey, new string('x', 1_000));
        }

        using var second = await PostAsync(lea, "", """{"survey":"s1","reason":"again"}""");
        Assert.Equal("survey", (string?)(await TestNode.IsProblemAsync(second, 400, "BAD_INPUT"))["field"]);
    }

    [Fact]
    public async Task Who_may_decide()
    {
        var hers = (string)(await RaiseAsync(ann, "s2", "no"))["id"]!;
        var leas = (string)(await RaiseAsync(lea, "s5", "no"))["id"]!;
        var bobs = (string)(await RaiseAsync(admin, "s6", "no"))["id"]!;
        const string decision = """{"exclude":true,"reason":"yes"}""";
        foreach (var (who, id, status, code) in new[]
        {
            // No agent, and nobody about the own answers, decides; what is not seen is not there.
            (ann, hers, 403, "FORBIDDEN"), (lea, leas, 403, "FORBIDDEN"), (lea, bobs, 404, "NOT_FOUND"), (ann, leas, 404, "NOT_FOUND"), (admin, "never-was", 404, "NOT_FOUND"),
            (await Node.KeyAsync("read"), hers, 403, "FORBIDDEN"), (await WidgetAsync(), hers, 403, "FORBIDDEN"),
        })
        {
            using var refused = await PostAsync(who, $"/{id}/decide", decision);
            await TestNode.IsProblemAsync(refused, status, code);
        }

        foreach (var (body, field) in new[] { ("""{"reason":"yes"}""", "exclude"), ("""{"exclude":true}""", "reason"), ("""{"exclude":"yes","reason":"yes"}""", "exclude") })
        {
            using var bad = await PostAsync(lea, $"/{hers}/decide", body);
            Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(bad, 400, "BAD_INPUT"))["field"]);
        }

        Assert.Equal((TwoOfThree, 75.0), await FiguresAsync());
        Assert.All(await ListAsync(admin), static item => Assert.Equal("open", (string?)item!["state"]));
        await DecideAsync(admin, leas, true, "yes");
        // An answer that counts for Lea by now is hers, whomever it counted for when Ann disputed it.
        await SendAsync(Event("survey.answered", """ "survey":"s2","kind":"csat","score":1,"agent":"lea" """));
        using var own = await PostAsync(lea, $"/{hers}/decide", decision);
        await TestNode.IsProblemAsync(own, 403, "FORBIDDEN");
    }

    [Fact]
    public async Task A_list_has_what_its_reader_may_see()
    {
        var (hers, leas, bobs) = ((string)(await RaiseAsync(ann, "s2", "no"))["id"]!, (string)(await RaiseAsync(lea, "s5", "no"))["id"]!, (string)(await RaiseAsync(admin, "s6", "no"))["id"]!);
        await DecideAsync(lea, hers, false, "it counts");
        Assert.Equal([hers], Ids(await ListAsync(ann)));
        Assert.Equal([leas, hers], Ids(await ListAsync(lea)));
        Assert.Equal([bobs, leas, hers], Ids(await ListAsync(admin)));
        Assert.Equal([bobs, leas], Ids(await ListAsync(key, "?state=open")));
        Assert.Equal([hers], Ids(await ListAsync(key, "?state=kept&agent=ann")));
        Assert.Empty(await ListAsync(lea, "?agent=bob"));
        using var odd = await Node.GetAsync("/v1/disputes?state=odd", key);
        Assert.Equal("state", (string?)(await TestNode.IsProblemAsync(odd, 400, "BAD_INPUT"))["field"]);
        using var page = await Node.GetAsync("/v1/disputes?first=2", admin);
        var told = await TestNode.ReadAsync(page);
        Assert.True((bool)told["hasNextPage"]!);
        Assert.Equal([hers], Ids(await ListAsync(admin, $"?first=2&after={told["cursor"]}")));
        using var widget = await Node.GetAsync("/v1/disputes", await WidgetAsync());
        await TestNode.IsProblemAsync(widget, 403, "FORBIDDEN");

        // One by itself is as in the list.
        using var one = await Node.GetAsync($"/v1/disputes/{hers}", ann);
        Assert.Equal((await ListAsync(ann))[0]!.ToJsonString(), (await TestNode.ReadAsync(one)).ToJsonString());
        foreach (var unseen in (string[])[bobs, "nothing"])
        {
            using var none = await Node.GetAsync($"/v1/disputes/{unseen}", ann);
            await TestNode.IsProblemAsync(none, 404, "NOT_FOUND");
        }

        using var shown = await Node.GetAsync($"/v1/disputes/{hers}", await WidgetAsync());
        await TestNode.IsProblemAsync(shown, 403, "FORBIDDEN");

        // Where admins see no single agents, disputes name none.
        using var set = await fixture.SetAsync(fixture.Manage, new() { ["visibility"] = new JsonObject { ["agents"] = new JsonArray("self") } });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.All(await ListAsync(admin), static item => Assert.Equal((null, null), ((string?)item!["agent"], (string?)item["raisedBy"])));
        Assert.Empty(await ListAsync(admin, "?agent=ann"));
        Assert.Empty(await ListAsync(lea));
        Assert.Equal([hers], Ids(await ListAsync(ann)));
    }

    /// <summary>The answer was given to Bob of sales after Ann had disputed it.</summary>
    [Fact]
    public async Task What_a_customer_says_is_for_who_may_see_the_answer_as_it_is_now()
    {
        await RaiseAsync(ann, "s2", "no");
        Assert.Equal("said s2", (string?)(await ListAsync(ann))[0]!["comment"]);
        await SendAsync(Event("survey.answered", """ "survey":"s2","kind":"csat","score":1,"agent":"bob","comment":"Bob was rude" """));
        foreach (var (who, comment) in new[] { (ann, null), (lea, null), (admin, "Bob was rude"), (key, "Bob was rude") })
        {
            Assert.Equal(comment, (string?)Assert.Single(await ListAsync(who))!["comment"]);
        }
    }

    [Fact]
    public async Task Who_raised_it_withdraws_it_while_it_is_open()
    {
        var id = (string)(await RaiseAsync(ann, "s2", "no"))["id"]!;
        foreach (var (who, status, code) in new[] { (lea, 403, "FORBIDDEN"), (admin, 403, "FORBIDDEN"), (await PersonAsync("bob", "agent", [], "bob"), 404, "NOT_FOUND") })
        {
            using var refused = await DeleteAsync(who, id);
            await TestNode.IsProblemAsync(refused, status, code);
        }

        using var gone = await DeleteAsync(ann, id);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var twice = await DeleteAsync(ann, id);
        await TestNode.IsProblemAsync(twice, 400, "BAD_INPUT");
        using var late = await PostAsync(lea, $"/{id}/decide", """{"exclude":true,"reason":"yes"}""");
        await TestNode.IsProblemAsync(late, 400, "BAD_INPUT");
        Assert.Equal("withdrawn", (string?)(await ListAsync(ann))[0]!["state"]);
        var anew = (string)(await RaiseAsync(ann, "s2", "no"))["id"]!;
        await DecideAsync(lea, anew, true, "yes");
        using var decided = await DeleteAsync(ann, anew);
        await TestNode.IsProblemAsync(decided, 400, "BAD_INPUT");
        Assert.Equal(["dispute.decided", "dispute.raised", "dispute.withdrawn", "dispute.raised"], (await AuditAsync()).Select(static entry => (string)entry!["action"]!));
    }

    [Fact]
    public async Task Who_raises_and_withdraws_again_and_again_has_to_wait_and_pushes_out_no_decision()
    {
        var book = Node.Services.GetRequiredService<DisputeBook>();
        var looked = Instants.Microseconds(fixture.Now);
        for (var i = 0; i < DisputeBook.MaxRaises; i++)
        {
            var raised = await book.RaiseAsync("demo", Raised($"d-{i}", "ann", looked + i), CancellationToken.None);
            Assert.NotNull(await book.ChangeAsync("demo", raised.Id, static dispute => dispute.Withdrawn(), CancellationToken.None));
        }

        var refused = await Assert.ThrowsAsync<ProblemException>(() => book.RaiseAsync("demo", Raised("more", "ann", looked + 60), CancellationToken.None));
        Assert.Equal((429, TimeSpan.FromDays(1) - TimeSpan.FromMicroseconds(60)), (refused.Status, refused.RetryAfter));
        await book.RaiseAsync("demo", Raised("next-day", "ann", looked + (86_400L * 1_000_000)), CancellationToken.None);
        Assert.NotNull(await book.ChangeAsync("demo", "next-day", static dispute => dispute.Withdrawn(), CancellationToken.None));
        await book.RaiseAsync("demo", Raised("another", "lea", looked + 60), CancellationToken.None);

        var decided = Raised("decided", "ann", 1).Decided(new("ruling", 2, true, "yes", new(DisputeParty.Person, "lea", "Lea"), 2)).Finished();
        Assert.Equal("first", DisputeBook.MakingRoom([Raised("open", "ann", 0), decided, Raised("first", "ann", 3).Withdrawn(), Raised("second", "ann", 4).Withdrawn()])?.Id);
        Assert.Equal("decided", DisputeBook.MakingRoom([Raised("open", "ann", 0), decided])?.Id);
        Assert.Null(DisputeBook.MakingRoom([Raised("open", "ann", 0)]));

        static Dispute Raised(string id, string who, long at) => new("s2", 1, "csat", 1, 1, "ann", "billing", "no", at, new(DisputeParty.Person, who, who)) { Id = id };
    }

    /// <summary>A node that dies after the decision was written, before or after its event was: nobody was answered. Whoever looks next finds it finished, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_decision_that_a_crash_cut_off_is_finished(bool isEventThere)
    {
        var id = (string)(await RaiseAsync(ann, "s2", "no"))["id"]!;
        var known = Dispute.Of((await Node.Services.GetRequiredService<IGrains>().Intake("demo").DefinitionsAsync(DefinitionCollection.Disputes, 0, 10)).Items[0]);
        var now = (fixture.Now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var pending = known.Decided(new Ruling("ruling-1", now, true, "yes", new DisputeParty("person", "lea", "Lea"), now));
        await Node.Services.GetRequiredService<IGrains>().Intake("demo").DefineAsync(new DefinitionChange(DefinitionCollection.Disputes, id, pending.ToDocument()));
        if (isEventThere)
        {
            await Node.Services.GetRequiredService<EventIntake>().WriteRulingAsync("demo", "s2", pending.Pending!, CancellationToken.None);
        }

        await Node.StopAsync();
        await Node.StartAsync();
        foreach (var _ in new int[2])
        {
            Assert.Equal(("excluded", "Lea", "yes"), (await ListAsync(ann))[0]!.AsObject() is var item ? ((string)item["state"]!, (string)item["decidedBy"]!, (string)item["decision"]!) : default);
        }

        Assert.Equal((100.0, TwoOfThree), await FiguresAsync());
        var finished = (await AuditAsync())[0]!;
        Assert.Equal(("dispute.finished", "system", id, "Lea"), ((string)finished["action"]!, (string)finished["actor"]!["kind"]!, (string)finished["target"]!, (string)finished["detail"]!["by"]!));
        // The next decision comes after it.
        await DecideAsync(lea, id, false, "no");
        Assert.Equal((TwoOfThree, 75.0), await FiguresAsync());
    }

    /// <summary>Nothing was finished, so nothing is in the audit log.</summary>
    [Fact]
    public async Task A_decision_that_cannot_be_finished_yet_is_not_told_as_finished()
    {
        var id = (string)(await RaiseAsync(ann, "s2", "no"))["id"]!;
        var grains = Node.Services.GetRequiredService<IGrains>();
        var known = Dispute.Of((await grains.Intake("demo").DefinitionsAsync(DefinitionCollection.Disputes, 0, 10)).Items[0]);
        // The node's own event is refused: no event may have such a time.
        var pending = known.Decided(new Ruling("ruling-1", Instants.Microseconds(new DateTimeOffset(2300, 1, 1, 0, 0, 0, TimeSpan.Zero)), true, "yes", new DisputeParty("person", "lea", "Lea"), 1));
        await grains.Intake("demo").DefineAsync(new DefinitionChange(DefinitionCollection.Disputes, id, pending.ToDocument()));
        var book = Node.Services.GetRequiredService<DisputeBook>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => book.AllAsync("demo", CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => book.AllAsync("demo", CancellationToken.None));
        Assert.Equal(["dispute.raised"], (await AuditAsync()).Select(static entry => (string)entry!["action"]!));
    }

    /// <summary>Both decide at once: one of the two decisions holds, in the dispute and in the figures.</summary>
    [Fact]
    public async Task Of_two_who_decide_at_once_one_is_last()
    {
        var id = (string)(await RaiseAsync(ann, "s2", "no"))["id"]!;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => DecideAsync(number % 2 == 0 ? lea : admin, id, number % 3 == 0, $"no. {number}")));
        var last = (string?)(await ListAsync(ann))[0]!["state"];
        Assert.Equal(last == "excluded" ? (100.0, TwoOfThree) : (TwoOfThree, 75.0), await FiguresAsync());
    }

    private async Task<(double Csat, double ResponseRate)> FiguresAsync()
    {
        using var answer = await Node.PostAsync("/v1/scorecards", key, TestNode.Json("""{"requests":[{"scope":{"level":"agent","key":"ann"},"period":{"preset":"LAST_7_DAYS"},"kpis":["csat","survey_response_rate"]}]}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var values = (await TestNode.ReadAsync(answer))["answers"]![0]!["result"]!["values"]!;
        return ((double)values[0]!["value"]!, (double)values[1]!["value"]!);
    }

    private async Task<JsonObject> RaiseAsync(string who, string survey, string reason)
    {
        using var answer = await PostAsync(who, "", new JsonObject { ["survey"] = survey, ["reason"] = reason }.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await TestNode.ReadAsync(answer);
    }

    private async Task<JsonObject> DecideAsync(string who, string id, bool exclude, string reason)
    {
        using var answer = await PostAsync(who, $"/{id}/decide", new JsonObject { ["exclude"] = exclude, ["reason"] = reason }.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TestNode.ReadAsync(answer);
    }

    private async Task<JsonArray> ListAsync(string who, string query = "")
    {
        using var answer = await Node.GetAsync($"/v1/disputes{query}", who);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await TestNode.ReadAsync(answer))["items"]!.AsArray();
    }

    private async Task<JsonArray> AuditAsync()
    {
        using var answer = await Node.GetAsync("/v1/audit?action=dispute", key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await TestNode.ReadAsync(answer))["items"]!.AsArray();
    }

    private async Task RebuildAsync()
    {
        var grain = Node.Services.GetRequiredService<IGrains>().Intake("demo");
        var job = await grain.RebuildAsync();
        while (await grain.JobAsync(job.Id) is { State: not JobState.Done } running)
        {
            Assert.NotEqual(JobState.Failed, running.State);
            await Task.Yield();
        }
    }

    private static IEnumerable<string> Ids(JsonArray items) => items.Select(static item => (string)item!["id"]!);

    private Task<HttpResponseMessage> PostAsync(string who, string path, string body) => Node.PostAsync($"/v1/disputes{path}", who, TestNode.Json(body));

    private Task<HttpResponseMessage> DeleteAsync(string who, string id) => TestNode.SendAsync(Node.Public, HttpMethod.Delete, $"/v1/disputes/{id}", who);

    private async Task<string> PersonAsync(string name, string role, string[] teams, string? agent)
    {
        using var made = await Node.PostAsync("/v1/users", fixture.Manage, System.Net.Http.Json.JsonContent.Create(new { email = $"{name}@example.com", name, role, teams, agent }));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await fixture.RedeemAsync((string)(await TestNode.ReadAsync(made))["token"]!);
    }

    private async Task<string> WidgetAsync()
    {
        using var made = await Node.PostAsync("/v1/widgets", key, TestNode.Json("""{"name":"Wall","origins":["https://wall.example.com"],"levels":["agent"]}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var minter = (string)(await Node.IssueAsync(new { name = "minter", scopes = new[] { "widget" }, levels = new[] { "agent" } }))["key"]!;
        using var minted = await Node.PostAsync("/v1/widgets/tokens", minter, TestNode.Json("""{"level":"agent","key":"ann","origin":"https://wall.example.com"}"""));
        Assert.Equal(HttpStatusCode.Created, minted.StatusCode);
        return (string)(await TestNode.ReadAsync(minted))["token"]!;
    }

    private string Asked(string survey, string agent) => Event("survey.sent", $$""" "survey":"{{survey}}","kind":"csat","agent":"{{agent}}" """);

    private string Answer(string survey, int score) => Event("survey.answered", $$""" "survey":"{{survey}}","kind":"csat","score":{{score}},"comment":"said {{survey}}" """);

    private string Event(string type, string data) =>
        $$$"""{"specversion":"1.0","id":"{{{++sent}}}","source":"demo","type":"care.{{{type}}}","time":"{{{fixture.Now.AddMinutes(-60).AddSeconds(sent):O}}}","data":{ {{{data}}} }}""";

    private Task SendAsync(params string[] events) => fixture.Node.IngestAsync(key, events);
}
