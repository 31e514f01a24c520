using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Suites;

/// <summary>What a tenant manages and looks into, in GraphQL, with the node that ships behind the gateway that ships.</summary>
[Collection("front door"), Trait("Suite", "frontdoor")]
public sealed class ManagementTests(FrontDoor door)
{
    private const int Contacts = 45;
    private const string Errors = "errors { field message code position length }";
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(30);

    [FrontDoorFact]
    public async Task Everything_that_is_managed_is_managed_through_the_gateway()
    {
        var key = await FilledAsync("managed");
        await KeysAsync(key);
        await SettingsAsync(key);
        await TargetsAsync(key);
        await CustomKpisAsync(key);
        await AlertsAsync(key);
        await AnnotationsAsync(key);
        await MonthsAsync(key);
        await PeopleAsync(key);
        var actions = (await DataAsync(key, "{ tenant { audit(first: 100) { nodes { action actor { kind name } target detail { name value } } } } }"))["tenant"]!["audit"]!["nodes"]!.AsArray().Select(static entry => entry!["action"]!.GetValue<string>()).ToHashSet();
        Assert.Superset(new HashSet<string>(["key.created", "key.revoked", "settings.changed", "target.created", "kpi.defined", "alert-rule.created", "annotation.created", "user.created"], StringComparer.Ordinal), actions);
    }

    [FrontDoorFact]
    public async Task What_stands_behind_a_value_is_listed_to_the_end_and_adds_up()
    {
        var key = await FilledAsync("evident");
        var keys = new List<string>();
        string? after = null;
        do
        {
            var page = (await DataAsync(key, """query ($after: String) { tenant { scorecard(period: { preset: LAST_28_DAYS }) { value(kpi: "contact_volume") { value evidence(first: 10, after: $after) { nodes { kind key amount agent { key name } customer { key } } pageInfo { hasNextPage endCursor } } } } } }""", new() { ["after"] = after }))
                ["tenant"]!["scorecard"]!["value"]!;
            Assert.Equal(Contacts, page["value"]!.GetValue<double>());
            keys.AddRange(page["evidence"]!["nodes"]!.AsArray().Select(static node => node!["key"]!.GetValue<string>()));
            after = page["evidence"]!["pageInfo"]!["hasNextPage"]!.GetValue<bool>() ? Text(page, "evidence", "pageInfo", "endCursor") : null;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(0, Contacts).Select(static number => $"c-{number}").Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));

        var value = (await DataAsync(key, """{ tenant { scorecard(period: { preset: LAST_7_DAYS }) { value(kpi: "contact_volume") { value drivers(by: TEAM, first: 1) { now before change items { value scope { name } contribution } rest { contribution } } } } } }"""))["tenant"]!["scorecard"]!["value"]!;
        var drivers = value["drivers"]!;
        Assert.Equal(drivers["change"]!.GetValue<double>(), Assert.Single(drivers["items"]!.AsArray())!["contribution"]!.GetValue<double>() + (drivers["rest"]?["contribution"]!.GetValue<double>() ?? 0), 6);
        var ranked = (await DataAsync(key, """{ tenant { teams { nodes { scorecard(period: { preset: LAST_28_DAYS }) { value(kpi: "average_handle_time") { benchmark { peers { tenants } rank { position of } } } } } } } }"""))["tenant"]!["teams"]!["nodes"]!.AsArray();
        Assert.Equal([1, 2, 3], ranked.Select(static team => team!["scorecard"]!["value"]!["benchmark"]!["rank"]!["position"]!.GetValue<int>()).Order());
        var quality = (await DataAsync(key, "{ tenant { dataQuality { sources { source events duplicates } rejected { code count } findings { code } } } }"))["tenant"]!["dataQuality"]!;
        Assert.Equal(("test", (long)Contacts), (quality["sources"]![0]!["source"]!.GetValue<string>(), quality["sources"]![0]!["events"]!.GetValue<long>()));
    }

    [FrontDoorFact]
    public async Task Changes_are_told_as_they_come_until_the_key_is_revoked()
    {
        var key = await FilledAsync("streamed");
        var id = Text(await DataAsync(key, """{ tenant { team(key: "t-0") { id } } }"""), "tenant", "team", "id");
        const string Query = """subscription ($id: ID!) { scorecardChanged(scope: $id, period: { preset: LAST_28_DAYS }) { value(kpi: "contact_volume") { value } } }""";
        foreach (var overSse in (bool[])[true, false])
        {
            var made = await DataAsync(key, """mutation { createKey(input: { name: "live", scopes: [READ] }) { key { id } secret errors { message } } }""");
            var secret = Text(made, "createKey", "secret");
            await using var stream = overSse ? await Door.Stream.OverSseAsync(door, secret, Query, new() { ["id"] = id }) : await Door.Stream.OverWebSocketAsync(door, secret, Query, new() { ["id"] = id });
            var before = Value(await stream.TakeAsync());
            await SendAsync(key, Contact(1_000 + (overSse ? 0 : 1), team: 0, daysAgo: 1));
            await stream.TakeAsync(told => Value(told) == before + 1);
            await DataAsync(key, "mutation ($id: ID!) { revokeKey(id: $id) { revoked errors { message } } }", new() { ["id"] = Text(made, "createKey", "key", "id") });
            await stream.EndedAsync().WaitAsync(Promise + TimeSpan.FromSeconds(1));
        }

        static double Value(JsonObject told) => told["data"]?["scorecardChanged"]?["value"]?["value"]?.GetValue<double>() ?? -1;
    }

    private async Task KeysAsync(string key)
    {
        var made = (await DataAsync(key, $$"""mutation { createKey(input: { name: "CRM", scopes: [READ, WIDGET], networks: ["10.0.0.0/8"] }) { key { id name scopes networks levels } secret {{Errors}} } }"""))["createKey"]!;
        Assert.Equal("10.0.0.0/8", made["key"]!["networks"]![0]!.GetValue<string>());
        await DataAsync(Text(made, "secret"), "{ tenant { key } }");
        Assert.Contains(await ListAsync(key, "keys", "id name"), node => Text(node, "name") == "CRM");
        Assert.True((await DataAsync(key, $$"""mutation ($id: ID!) { revokeKey(id: $id) { revoked {{Errors}} } }""", new() { ["id"] = Text(made, "key", "id") }))["revokeKey"]!["revoked"]!.GetValue<bool>());
        var refused = (await DataAsync(key, $$"""mutation { createKey(input: { name: "", scopes: [READ] }) { secret {{Errors}} } }"""))["createKey"]!;
        Assert.Equal(["input", "name"], refused["errors"]![0]!["field"]!.AsArray().Select(static name => name!.GetValue<string>()));
    }

    private async Task SettingsAsync(string key)
    {
        var changed = (await DataAsync(key, $$"""
            mutation { updateSettings(input: { fromBeginning: true, settings: { repeatWindowDays: 10, weekStart: SUN, serviceLevel: { thresholds: [{ channel: "voice", seconds: 30 }] } } }) {
              settings { repeatWindowDays weekStart serviceLevel { mode thresholds { channel seconds } } history { validFrom given } } job { id kind state } {{Errors}} } }
            """))["updateSettings"]!;
        Assert.True(changed["errors"]!.AsArray().Count == 0, changed.ToJsonString());
        Assert.Equal((10, "SUN"), (changed["settings"]!["repeatWindowDays"]!.GetValue<int>(), Text(changed, "settings", "weekStart")));
        var job = Text(changed, "job", "id");
        await Until.TrueAsync("the past is judged anew", Rounds, async () => (await DataAsync(key, "query ($id: ID!) { tenant { job(id: $id) { state } } }", new() { ["id"] = job }))["tenant"]!["job"] is not { } at || Text(at, "state") is "DONE");
        var refused = (await DataAsync(key, $$"""mutation { updateSettings(input: { settings: { repeatWindowDays: -1 } }) { settings { repeatWindowDays } {{Errors}} } }"""))["updateSettings"]!;
        Assert.Equal("BAD_INPUT", Text(refused, "errors", 0, "code"));
    }

    private async Task TargetsAsync(string key)
    {
        var set = (await DataAsync(key, $$"""mutation { setTarget(input: { level: TEAM, key: "t-0", kpi: "answer_rate", target: 95, warning: 90 }) { target { id scope { key } kpi { code } target warning from to } {{Errors}} } }"""))["setTarget"]!;
        Assert.Equal("t-0", Text(set, "target", "scope", "key"));
        var target = (await DataAsync(key, """{ tenant { team(key: "t-0") { targets { target } scorecard(period: { preset: LAST_28_DAYS }) { value(kpi: "answer_rate") { target { target { target } state attainment inheritedFrom } } } } } }"""))["tenant"]!["team"]!;
        Assert.Equal((95, "MET"), (target["targets"]![0]!["target"]!.GetValue<double>(), Text(target, "scorecard", "value", "target", "state")));
        Assert.True((await DataAsync(key, $$"""mutation ($id: ID!) { removeTarget(id: $id) { removed {{Errors}} } }""", new() { ["id"] = Text(set, "target", "id") }))["removeTarget"]!["removed"]!.GetValue<bool>());
    }

    private async Task CustomKpisAsync(string key)
    {
        const string Kpi = """{ code: "double_volume", name: "Twice", formula: "contact_volume * 2", unit: "n", direction: UP, keyResultArea: QUALITY }""";
        var tried = (await DataAsync(key, $$"""{ previewKpi(input: { level: TENANT, period: { preset: LAST_28_DAYS }, interval: WEEK, kpi: {{Kpi}} }) { value { value } series { points { value } } {{Errors}} } }"""))["previewKpi"]!;
        Assert.True(tried["value"] is not null, tried.ToJsonString());
        Assert.Equal(Contacts * 2, tried["value"]!["value"]!.GetValue<double>());
        var wrong = (await DataAsync(key, $$"""{ previewKpi(input: { level: TENANT, period: { preset: LAST_28_DAYS }, kpi: {{Kpi.Replace("* 2", "+ csatt", StringComparison.Ordinal)}} }) { value { value } {{Errors}} } }"""))["previewKpi"]!;
        Assert.Equal((17, 5), (wrong["errors"]![0]!["position"]!.GetValue<int>(), wrong["errors"]![0]!["length"]!.GetValue<int>()));
        var defined = (await DataAsync(key, $$"""mutation { defineKpi(input: {{Kpi}}) { kpi { id code version custom } {{Errors}} } }"""))["defineKpi"]!;
        Assert.True(defined["kpi"]!["custom"]!.GetValue<bool>());
        var shown = (await DataAsync(key, """{ tenant { customKpis { code name formula } scorecard(period: { preset: LAST_28_DAYS }) { value(kpi: "double_volume") { value definitionVersion } } } }"""))["tenant"]!;
        Assert.Equal(("double_volume", Contacts * 2), (shown["customKpis"]![0]!["code"]!.GetValue<string>(), shown["scorecard"]!["value"]!["value"]!.GetValue<double>()));
        Assert.True((await DataAsync(key, $$"""mutation ($id: ID!) { removeKpi(id: $id) { removed {{Errors}} } }""", new() { ["id"] = Text(defined, "kpi", "id") }))["removeKpi"]!["removed"]!.GetValue<bool>());
    }

    private async Task AlertsAsync(string key)
    {
        var rule = (await DataAsync(key, $$"""mutation { setAlertRule(input: { name: "Busy", level: TEAM, kpi: "contact_volume", condition: { kind: THRESHOLD, above: 1 }, period: LAST_28_DAYS }) { alertRule { id name enabled condition { kind above } } {{Errors}} } }"""))["setAlertRule"]!;
        Assert.True(rule["alertRule"] is not null, rule.ToJsonString());
        await Until.TrueAsync("an alert is raised", Rounds, async () => (await ListAsync(key, "alerts", "id")).Count > 0);
        var alert = (await ListAsync(key, "alerts", "id scope { key name } kpi { code } message value rule { name } acknowledgedAt"))[0];
        Assert.Equal(("contact_volume", "Busy"), (Text(alert, "kpi", "code"), Text(alert, "rule", "name")));
        var seen = (await DataAsync(key, $$"""mutation ($id: ID!) { acknowledgeAlert(id: $id) { alert { acknowledgedAt acknowledgedBy } {{Errors}} } }""", new() { ["id"] = Text(alert, "id") }))["acknowledgeAlert"]!;
        Assert.Equal("test", Text(seen, "alert", "acknowledgedBy"));
        var changed = (await DataAsync(key, $$"""mutation ($id: ID!) { setAlertRule(input: { id: $id, name: "Quiet", level: TEAM, kpi: "contact_volume", condition: { kind: THRESHOLD, below: 1 }, period: LAST_7_DAYS }) { alertRule { id name } {{Errors}} } }""", new() { ["id"] = Text(rule, "alertRule", "id") }))["setAlertRule"]!;
        Assert.Equal((Text(rule, "alertRule", "id"), "Quiet"), (Text(changed, "alertRule", "id"), Text(changed, "alertRule", "name")));
    }

    private async Task AnnotationsAsync(string key)
    {
        var day = Day(3);
        var added = (await DataAsync(key, $$"""mutation { addAnnotation(input: { from: "{{day}}", text: "New prices", level: TEAM, key: "t-0" }) { annotation { id from text scope { key } } {{Errors}} } }"""))["addAnnotation"]!;
        var note = Assert.Single((await DataAsync(key, $$"""{ tenant { annotations(from: "{{day}}", to: "{{day}}") { nodes { id text scope { key } } } } }"""))["tenant"]!["annotations"]!["nodes"]!.AsArray())!;
        Assert.Equal((Text(added, "annotation", "id"), "New prices", "t-0"), (Text(note, "id"), Text(note, "text"), Text(note, "scope", "key")));
        Assert.True((await DataAsync(key, $$"""mutation ($id: ID!) { removeAnnotation(id: $id) { removed {{Errors}} } }""", new() { ["id"] = Text(note, "id") }))["removeAnnotation"]!["removed"]!.GetValue<bool>());
    }

    private async Task MonthsAsync(string key)
    {
        var first = FrontDoor.Now.AddMonths(-2);
        var month = $"{first:yyyy-MM}-01";
        var last = $"{first:yyyy-MM}-{DateTime.DaysInMonth(first.Year, first.Month)}";
        var closed = (await DataAsync(key, $$"""mutation { closeMonth(input: { month: "{{month}}" }) { month { month closedAt closedBy } {{Errors}} } }"""))["closeMonth"]!;
        Assert.True(closed["month"] is not null, closed.ToJsonString());
        Assert.Equal((month, "test"), (Text(closed, "month", "month"), Text(closed, "month", "closedBy")));
        var value = (await DataAsync(key, $$"""{ tenant { months { nodes { month } } scorecard(period: { from: "{{month}}", to: "{{last}}" }) { value(kpi: "contact_volume") { value closedAt revised } } } }"""))["tenant"]!["scorecard"]!["value"]!;
        Assert.NotNull(value["closedAt"]);
        Assert.True((await DataAsync(key, $$"""mutation { reopenMonth(input: { month: "{{month}}" }) { reopened {{Errors}} } }"""))["reopenMonth"]!["reopened"]!.GetValue<bool>());
        var early = (await DataAsync(key, $$"""mutation { closeMonth(input: { month: "{{FrontDoor.Now:yyyy-MM}}-01" }) { month { month } {{Errors}} } }"""))["closeMonth"]!;
        Assert.Equal("BAD_INPUT", Text(early, "errors", 0, "code"));
    }

    private async Task PeopleAsync(string key)
    {
        var invited = (await DataAsync(key, $$"""mutation { inviteUser(input: { email: "lee@example.com", name: "Lee", role: LEAD, teams: ["t-0"] }) { user { id email role teams { key } disabled } link token expiresAt {{Errors}} } }"""))["inviteUser"]!;
        Assert.StartsWith($"{door.Gateway.Origin}/auth/link#ci_", Text(invited, "link"), StringComparison.Ordinal);
        await DataAsync((await door.RedeemAsync(Text(invited, "token"))).Cookie("carekpi")!, "{ viewer { name } }");
        Assert.Contains(await ListAsync(key, "users", "name lastSeenAt"), static user => Text(user, "name") == "Lee" && user!["lastSeenAt"] is not null);
        var changed = (await DataAsync(key, $$"""mutation ($id: ID!) { updateUser(input: { id: $id, role: ADMIN, name: "Leah" }) { user { name role } {{Errors}} } }""", new() { ["id"] = Text(invited, "user", "id") }))["updateUser"]!;
        Assert.Equal(("Leah", "ADMIN"), (Text(changed, "user", "name"), Text(changed, "user", "role")));
        Assert.Contains(await ListAsync(key, "users", "name role"), static user => Text(user, "name") == "Leah" && Text(user, "role") == "ADMIN");
        Assert.True((await DataAsync(key, $$"""mutation ($id: ID!) { removeUser(id: $id) { removed {{Errors}} } }""", new() { ["id"] = Text(invited, "user", "id") }))["removeUser"]!["removed"]!.GetValue<bool>());
    }

    private async Task<JsonArray> ListAsync(string key, string list, string fields) => (await DataAsync(key, $$"""{ tenant { {{list}}(first: 50) { nodes { {{fields}} } } } }"""))["tenant"]![list]!["nodes"]!.AsArray();

    private Task<JsonNode> DataAsync(string key, string query, JsonObject? variables = null) => door.DataAsync(key, query, variables);

    private async Task<string> FilledAsync(string tenant)
    {
        await door.Server.Operator.SendAsync(HttpMethod.Put, $"/v1/admin/tenants/{tenant}", $$"""{"name":"{{tenant}}","timeZone":"UTC","currency":"EUR"}""");
        var key = await door.KeyAsync(tenant, "test", ["ingest", "read", "export", "widget", "manage"]);
        await SendAsync(key, [.. Enumerable.Range(0, Contacts).Select(static number => Contact(number, number % 3, 1 + (number % 10)))]);
        return key;
    }

    private async Task SendAsync(string key, params string[] events)
    {
        var answer = await door.DoneAsync(key, HttpMethod.Post, "/v1/events", $"[{string.Join(',', events)}]", ("Content-Type", "application/cloudevents-batch+json"));
        await DataAsync(key, "query ($p: String) { tenant { scorecard(period: { preset: TODAY }, after: $p) { asOf } } }", new() { ["p"] = answer["position"]!.GetValue<string>() });
    }

    private static string Day(int ago) => FrontDoor.Now.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Contact(int number, int team, int daysAgo) =>
        $$$"""{"specversion":"1.0","id":"c-{{{number}}}","source":"test","type":"care.contact.ended","time":"{{{FrontDoor.Now.AddDays(-daysAgo):yyyy-MM-dd'T'HH:mm:ss'Z'}}}","data":{"contact":"c-{{{number}}}","customer":"u-{{{number % 7}}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"talk":{{{60 + number}}},"agent":"a-{{{team}}}","team":"t-{{{team}}}"}}""";

    /// <summary>The text at a path of names and places.</summary>
    private static string Text(JsonNode? node, params object[] path) => path.Aggregate(node, static (at, step) => step is int place ? at![place] : at![(string)step])!.GetValue<string>();
}
