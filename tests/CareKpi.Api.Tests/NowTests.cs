using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;
using CareKpi.Api.Tests.SignIn;

namespace CareKpi.Api.Tests;

/// <summary>docs/contracts/management-api.md, "Now", over HTTP, on the engine.</summary>
public sealed class NowTests(SignInNode fixture) : IClassFixture<SignInNode>
{
    private static int tenants;
    private int sent;

    [Fact]
    public async Task Tells_statuses_and_queues_in_the_shape_of_the_contract()
    {
        var key = await CompanyAsync();
        var now = await NowAsync(key, "?first=2");
        var at = now["at"]!.GetValue<DateTimeOffset>();
        Assert.True(at - fixture.Now < TimeSpan.FromMinutes(1) && fixture.Now - at < TimeSpan.FromMinutes(1));
        Assert.Equal("""{"available":1,"assisting":1,"wrap":0,"training":0,"break":1,"offline":1}""", now["agents"]!.ToJsonString());
        Assert.Equal($$"""[{"channel":"voice","queue":"bills","waiting":2,"longestSince":"{{Ago(30)}}"},{"channel":"chat","queue":null,"waiting":1,"longestSince":"{{Ago(10)}}"}]""", now["queues"]!.ToJsonString());
        Assert.Equal($$"""[{"agent":"ann","name":"Ann","team":"bills","status":"available","since":"{{Ago(60)}}"},{"agent":"bob","name":"bob","team":"sales","status":"break","since":"{{Ago(50)}}"}]""", now["items"]!.ToJsonString());
        Assert.Equal(("false", "true", "bob"), (now["capped"]!.ToJsonString(), now["hasNextPage"]!.ToJsonString(), now["cursor"]!.GetValue<string>()));

        var rest = await NowAsync(key, "?first=2&after=bob");
        Assert.Equal($$"""[{"agent":"cid","name":"cid","team":"bills","status":"offline","since":null},{"agent":"dan","name":"dan","team":"care","status":"assisting","since":"{{Ago(20)}}"}]""", rest["items"]!.ToJsonString());
        Assert.False(rest["hasNextPage"]!.GetValue<bool>());
        Assert.Equal(("ann", "1 1"), (Names(await NowAsync(key, "?status=available")), Counts(await NowAsync(key, "?status=available&team=bills"))));
        Assert.Equal(("ann cid dan", "1 2"), (Names(await NowAsync(key, "?team=care")), Counts(await NowAsync(key, "?team=care"))));
        var none = await NowAsync(key, "?after=zoe");
        Assert.Equal(("", true), (Names(none), none["cursor"] is null));
    }

    [Theory]
    [InlineData("?first=0", "first")]
    [InlineData("?first=1001", "first")]
    [InlineData("?status=asleep", "status")]
    public async Task What_makes_no_sense_is_refused(string query, string field)
    {
        using var answer = await fixture.Node.GetAsync($"/v1/now{query}", await fixture.Node.KeyAsync("read"));
        Assert.Equal(field, (await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT"))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_lead_sees_the_own_teams_and_all_queues()
    {
        var key = await CompanyAsync();
        var lead = await PersonAsync(key, "lead", ["bills"], null);
        var now = await NowAsync(lead, "");
        Assert.Equal(("ann cid", "1 1", 2), (Names(now), Counts(now), now["queues"]!.AsArray().Count));
        Assert.Equal("ann cid", Names(await NowAsync(lead, "?team=bills")));
        foreach (var other in (string[])["care", "sales", "nobody"])
        {
            using var answer = await fixture.Node.GetAsync($"/v1/now?team={other}", lead);
            await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
        }
        Assert.Equal("ann cid dan", Names(await NowAsync(await PersonAsync(key, "lead", ["care"], null), "")));
    }

    [Fact]
    public async Task An_agent_sees_itself()
    {
        var key = await CompanyAsync();
        var agent = await PersonAsync(key, "agent", null, "bob");
        var now = await NowAsync(agent, "");
        Assert.Equal(("bob", "0 0", 0), (Names(now), Counts(now), now["queues"]!.AsArray().Count));
        Assert.Equal(1, now["agents"]!["break"]!.GetValue<int>());
        using var answer = await fixture.Node.GetAsync("/v1/now?team=sales", agent);
        await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
    }

    /// <summary>Whom the setting leaves out sees counts and queues; an agent that may not see itself has no count of one either.</summary>
    [Fact]
    public async Task Where_agents_are_not_to_be_seen_only_counts_and_queues_are()
    {
        var key = await CompanyAsync();
        var (lead, agent) = (await PersonAsync(key, "lead", ["care"], null), await PersonAsync(key, "agent", null, "bob"));
        using var set = await fixture.SetAsync(key, new() { ["visibility"] = new JsonObject { ["agents"] = new JsonArray() } });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(2);
        var all = await NowAsync(key, "");
        Assert.Equal(("", "1 2", 2), (Names(all), Counts(all), all["queues"]!.AsArray().Count));
        Assert.Equal(1, all["agents"]!["break"]!.GetValue<int>());
        var led = await NowAsync(lead, "");
        Assert.Equal(("", "1 2", 2), (Names(led), Counts(led), led["queues"]!.AsArray().Count));
        Assert.Equal(0, led["agents"]!["break"]!.GetValue<int>());
        Assert.Equal(0, (await NowAsync(agent, ""))["agents"]!["break"]!.GetValue<int>());
    }

    [Fact]
    public async Task Widgets_and_keys_that_may_not_read_are_refused()
    {
        using var made = await fixture.Node.PostAsync("/v1/widgets", fixture.Manage, TestNode.Json("""{"name":"Wall","origins":["https://wall.example.com"],"levels":["tenant"]}"""));
        var minter = (await fixture.Node.IssueAsync(new { name = "wall", scopes = new[] { "widget" }, levels = new[] { "tenant" } }))["key"]!.GetValue<string>();
        using var minted = await fixture.Node.PostAsync("/v1/widgets/tokens", minter, TestNode.Json("""{"level":"tenant","origin":"https://wall.example.com"}"""));
        using var widget = await fixture.Node.GetAsync("/v1/now", (await TestNode.ReadAsync(minted))["token"]!.GetValue<string>());
        await TestNode.IsProblemAsync(widget, 403, "FORBIDDEN");
        using var ingest = await fixture.Node.GetAsync("/v1/now", await fixture.Node.KeyAsync("ingest"));
        await TestNode.IsProblemAsync(ingest, 403, "FORBIDDEN");
    }

    private static string Names(JsonObject now) => string.Join(' ', now["items"]!.AsArray().Select(item => item!["agent"]!.GetValue<string>()));

    /// <summary>Available, and assisting or offline.</summary>
    private static string Counts(JsonObject now) => $"{now["agents"]!["available"]} {now["agents"]!["assisting"]!.GetValue<int>() + now["agents"]!["offline"]!.GetValue<int>()}";

    private Task<JsonObject> NowAsync(string token, string query) => fixture.Node.AnswerAsync($"/v1/now{query}", token);

    private async Task<string> PersonAsync(string key, string role, string[]? teams, string? agent)
    {
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(1);
        return await fixture.RedeemAsync((await fixture.UserAsync(key, $"person-{sent++}@example.com", role, teams, agent)).Link);
    }

    /// <summary>bills under care, and sales; four agents; three who wait.</summary>
    private async Task<string> CompanyAsync()
    {
        began = new DateTimeOffset(fixture.Now.Ticks - (fixture.Now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var key = await fixture.TenantAsync($"now-{Interlocked.Increment(ref tenants)}");
        await fixture.Node.IngestAsync(key,
        [
            Event("care.team.described", 2_000, """{"team":"bills","parent":"care"}"""),
            Event("care.agent.described", 2_000, """{"agent":"ann","team":"bills","name":"Ann"}"""), Event("care.agent.described", 2_000, """{"agent":"bob","team":"sales"}"""),
            Event("care.agent.described", 2_000, """{"agent":"cid","team":"bills"}"""), Event("care.agent.described", 2_000, """{"agent":"dan","team":"care"}"""),
            Event("care.agent.status", 60, """{"agent":"ann","status":"available"}"""), Event("care.agent.status", 50, """{"agent":"bob","status":"break"}"""),
            Event("care.agent.status", 1_000, """{"agent":"cid","status":"available"}"""), Event("care.agent.status", 20, """{"agent":"dan","status":"assisting"}"""),
            Event("care.contact.queued", 30, """{"contact":"k1","channel":"voice","queue":"bills"}"""), Event("care.contact.queued", 20, """{"contact":"k2","channel":"voice","queue":"bills"}"""),
            Event("care.contact.queued", 10, """{"contact":"k3","channel":"chat"}"""), Event("care.contact.queued", 40, """{"contact":"k4","channel":"chat"}"""),
            Event("care.contact.ended", 35, """{"contact":"k4","channel":"chat","direction":"inbound","outcome":"answered","wait":3}"""),
        ]);
        return key;
    }

    private DateTimeOffset began;

    private string Ago(int minutes) => began.AddMinutes(-minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private string Event(string type, int minutesAgo, string data) => $$"""{"specversion":"1.0","id":"e{{sent++}}","source":"test","type":"{{type}}","time":"{{Ago(minutesAgo)}}","data":{{data}}}""";
}
