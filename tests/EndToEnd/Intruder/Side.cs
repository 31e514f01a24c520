using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>One of the tenants. All have teams, agents and customers of the same keys; names, words and amounts are unmistakably their own.</summary>
internal sealed class Side(FrontDoor door, string tenant, int number, string[] visibility)
{
    public const string Period = "period: { preset: LAST_28_DAYS }";
    public const string Origin = "https://crm.example.com";
    private static readonly string[] Everyone = ["admin", "lead", "self"];
    private int events;

    public string Tenant => tenant;

    /// <summary>In every name and word of it, and nowhere else.</summary>
    public string Mark => $"Xq{tenant}";

    public string[] Teams { get; } = ["t-1", "t-2", "t-3"];

    public string[] Customers { get; } = ["u-1", "u-2", "u-3", "u-4"];

    /// <summary>a-3 and a-4 belong to a team below that of a-1 and a-2.</summary>
    public Dictionary<string, string> TeamOf { get; } = new(StringComparer.Ordinal) { ["a-1"] = "t-1", ["a-2"] = "t-1", ["a-3"] = "t-2", ["a-4"] = "t-2", ["a-5"] = "t-3", ["a-6"] = "t-3" };

    public IReadOnlyList<string> Visibility => visibility;

    /// <summary>A key for everything.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Keys with one scope each.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    public List<Viewer> Viewers { get; } = [];

    /// <summary>Each shows <c>contact_volume</c>, those of customers the tenant's own KPI, too.</summary>
    public List<(string Level, string Key, string Token)> Widgets { get; } = [];

    /// <summary>Credentials that were good once.</summary>
    public List<(string Why, string Credential)> Stale { get; } = [];

    public string UsedLink { get; private set; } = "";

    /// <summary>An import.</summary>
    public string Job { get; private set; } = "";

    public IEnumerable<(string Level, string Key)> Scopes => [("tenant", tenant), .. Teams.Select(static team => ("team", team)), .. TeamOf.Keys.Select(static agent => ("agent", agent)), .. Customers.Select(static customer => ("customer", customer))];

    public string NameOf(string level, string key) => level is "tenant" ? $"{Mark}-tenant" : $"{Mark}-{key}";

    public bool IsBelow(string team, IReadOnlyList<string> teams) => teams.Contains(team) || (team is "t-2" && teams.Contains("t-1"));

    public async Task FillAsync()
    {
        await door.Server.Operator.SendAsync(HttpMethod.Put, $"/v1/admin/tenants/{tenant}", $$"""{"name":"{{NameOf("tenant", tenant)}}","timeZone":"UTC","currency":"EUR"}""");
        Key = await door.KeyAsync(tenant, $"{Mark}-key", ["ingest", "read", "export", "widget", "manage"]);
        var answer = await door.DoneAsync(Key, HttpMethod.Post, "/v1/events", $"[{string.Join(',', Events())}]", ("Content-Type", "application/cloudevents-batch+json"));
        Assert.True(answer["rejected"]!.AsArray().Count == 0, answer.ToJsonString());
        var position = answer["position"]!.GetValue<string>();
        await door.DoneAsync(Key, HttpMethod.Post, "/v1/scorecards", $$"""{"requests":[{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"kpis":[],"after":"{{position}}"}]}""");
        await DefineAsync();
        await InviteAsync();
        foreach (var (level, key) in Scopes)
        {
            var asked = level is "tenant" ? null : $"\"key\":\"{key}\",";
            var token = await door.DoneAsync(Keys["widget"], HttpMethod.Post, "/v1/widgets/tokens", $$"""{"level":"{{level}}",{{asked}}"kpis":{{(level is "customer" ? """["contact_volume","own_index"]""" : """["contact_volume"]""")}},"origin":"{{Origin}}"}""");
            Widgets.Add((level, key, token["token"]!.GetValue<string>()));
        }

        await SpoilAsync();
    }

    /// <summary>From now on; until then a key sees agents, whose marks are learnt.</summary>
    public async Task HideAsync()
    {
        if (visibility.Length < Everyone.Length)
        {
            await door.DoneAsync(Key, HttpMethod.Patch, "/v1/settings", new JsonObject { ["settings"] = new JsonObject { ["visibility"] = new JsonObject { ["agents"] = new JsonArray([.. visibility.Select(static word => (JsonNode)word)]) } } }.ToJsonString());
        }
    }

    private async Task DefineAsync()
    {
        foreach (var (level, key) in Scopes)
        {
            var scope = level is "tenant" ? "\"level\":\"tenant\"" : $"\"level\":\"{level}\",\"key\":\"{key}\"";
            await door.DoneAsync(Key, HttpMethod.Post, "/v1/targets", $$"""{{{scope}},"kpi":"contact_volume","target":{{Amount(900 + key.Length, key)}}}""");
            await door.DoneAsync(Key, HttpMethod.Post, "/v1/annotations", $$"""{"from":"{{Day(2)}}","text":"{{Mark}}-note-{{key}}",{{scope}}}""");
        }

        foreach (var level in (string[])["tenant", "team", "agent"])
        {
            await door.DoneAsync(Key, HttpMethod.Post, "/v1/alert-rules", $$"""{"name":"{{Mark}}-rule-{{level}}","level":"{{level}}","kpi":"csat","condition":{"kind":"threshold","below":99},"period":"LAST_28_DAYS","minCount":1}""");
        }

        await door.DoneAsync(Key, HttpMethod.Post, "/v1/kpis", $$"""{"code":"own_index","name":"{{Mark}}-index","formula":"contact_volume + {{number}}7531","unit":"n","direction":"up","keyResultArea":"efficiency"}""");
        await door.DoneAsync(Key, HttpMethod.Post, "/v1/widgets", $$"""{"name":"{{Mark}}-widget","origins":["{{Origin}}"],"levels":["tenant","team","agent","customer"],"kpis":null}""");
        var import = await door.DoneAsync(Key, HttpMethod.Post, "/v1/imports?mapping=call-center", "Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating\n", ("Content-Type", "text/csv"));
        Job = import["id"]!.GetValue<string>();
        if (number <= 2)
        {
            var issuers = new JsonArray((number == 1 ? door.Issuer : door.Foreign).Settings());
            await door.DoneAsync(Key, HttpMethod.Patch, "/v1/settings", new JsonObject { ["settings"] = new JsonObject { ["oidc"] = new JsonObject { ["issuers"] = issuers } } }.ToJsonString());
        }
    }

    private async Task InviteAsync()
    {
        foreach (var scope in (string[])["ingest", "read", "export", "widget", "manage"])
        {
            Keys[scope] = await door.KeyAsync(tenant, $"{Mark}-{scope}", [scope]);
        }

        Viewers.Add(new("a key", this, Key, "key", [], null));
        Viewers.Add(new("a key that reads", this, Keys["read"], "key", [], null));
        await AddAsync("admin", [], null);
        await AddAsync("lead", ["t-1"], null);
        await AddAsync("lead", ["t-2"], null);
        await AddAsync("lead", ["t-3"], null);
        await AddAsync("lead", ["team-of-nobody"], null);
        await AddAsync("agent", [], "a-1");
        await AddAsync("agent", [], "a-4");
        await AddAsync("agent", [], "a-6");
    }

    private async Task AddAsync(string role, string[] teams, string? agent)
    {
        var name = $"{Mark}-{role}{string.Concat(teams)}{agent}";
        Viewers.Add(new(role + string.Concat(teams) + agent, this, await door.SignInAsync(tenant, name, role, teams.Length == 0 ? null : teams, agent), role, teams, agent));
    }

    /// <summary>Keys and sessions that end, in all the ways there are.</summary>
    private async Task SpoilAsync()
    {
        var expiring = await door.KeyAsync(tenant, $"{Mark}-expired", ["read", "manage"], FrontDoor.Now.AddSeconds(2));
        var revoked = await door.KeyAsync(tenant, $"{Mark}-revoked", ["read", "manage"]);
        var minter = await door.KeyAsync(tenant, $"{Mark}-minter", ["widget"]);
        var orphan = (await door.DoneAsync(minter, HttpMethod.Post, "/v1/widgets/tokens", $$"""{"level":"tenant","origin":"{{Origin}}"}"""))["token"]!.GetValue<string>();
        foreach (var key in (await door.DoneAsync(Key, HttpMethod.Get, "/v1/keys"))["items"]!.AsArray().Where(key => key!["name"]!.GetValue<string>() is var name && (name.EndsWith("-revoked", StringComparison.Ordinal) || name.EndsWith("-minter", StringComparison.Ordinal))).ToList())
        {
            await door.DoneAsync(Key, HttpMethod.Delete, $"/v1/keys/{key!["id"]}");
        }

        var left = await door.SignInAsync(tenant, $"{Mark}-left", "admin");
        await door.DoneAsync(left, HttpMethod.Post, "/v1/auth/sign-out");
        var (disabled, link) = await door.InviteAsync(tenant, $"{Mark}-disabled", "admin");
        var session = (await door.RedeemAsync(link)).Cookie("carekpi")!;
        await door.DoneAsync(Key, HttpMethod.Patch, $"/v1/users/{disabled}", """{"disabled":true}""");
        var (removed, other) = await door.InviteAsync(tenant, $"{Mark}-removed", "admin");
        var gone = (await door.RedeemAsync(other)).Cookie("carekpi")!;
        await door.DoneAsync(Key, HttpMethod.Delete, $"/v1/users/{removed}");
        UsedLink = link;
        Stale.AddRange([("expired key", expiring), ("revoked key", revoked), ("widget token of a revoked key", orphan), ("session after sign-out", left), ("session of a disabled person", session), ("session of a removed person", gone)]);
        foreach (var (why, credential) in Stale)
        {
            await Until.TrueAsync($"{why} is refused", TimeSpan.FromSeconds(10), async () => (await door.CallAsync(credential, HttpMethod.Get, "/v1/me")).Status == 401);
        }
    }

    private static string Day(int ago) => FrontDoor.Now.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Of no other tenant and no other key, and so are the sums of some of them.</summary>
    private int Amount(int kind, string key) => 100_003 + (number * 300_007) + (kind * 1_709) + ((key[^1] - '0') * 23_011);

    private IEnumerable<string> Events()
    {
        foreach (var team in Teams)
        {
            yield return Event("care.team.described", 9, $$"""{"team":"{{team}}","name":"{{NameOf("team", team)}}","parent":{{(team is "t-2" ? "\"t-1\"" : "null")}}}""");
        }

        foreach (var customer in Customers)
        {
            yield return Event("care.customer.described", 9, $$"""{"customer":"{{customer}}","name":"{{NameOf("customer", customer)}}","segment":"{{Mark}}-segment"}""");
            yield return Event("care.revenue.recorded", 4, $$"""{"customer":"{{customer}}","amount":{{Amount(7, customer)}}.57,"margin":{{Amount(5, customer)}}.31}""");
        }

        foreach (var (agent, team) in TeamOf)
        {
            yield return Event("care.agent.described", 9, $$"""{"agent":"{{agent}}","name":"{{NameOf("agent", agent)}}","team":"{{team}}"}""");
            for (var i = 0; i < 4; i++)
            {
                var credit = $"\"agent\":\"{agent}\",\"team\":\"{team}\"";
                yield return Event("care.contact.ended", 2 + i, $$"""{"contact":"c-{{agent}}-{{i}}","customer":"{{Customers[i]}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"talk":{{Amount(i * i, agent)}},{{credit}},"topic":"{{Mark}}-topic-{{agent}}","queue":"{{Mark}}-queue-{{agent}}","resolved":true}""");
                yield return Event("care.survey.answered", 2 + i, $$"""{"survey":"s-{{agent}}-{{i}}","kind":"csat","score":{{1 + (i % 4)}},"comment":"{{Mark}}-comment-{{agent}}","customer":"{{Customers[i]}}","contact":"c-{{agent}}-{{i}}",{{credit}}}""");
            }
        }
    }

    private string Event(string type, int daysAgo, string data) =>
        $$"""{"specversion":"1.0","id":"{{tenant}}-{{events++}}","source":"{{Mark}}-source","type":"{{type}}","time":"{{FrontDoor.Now.AddDays(-daysAgo):yyyy-MM-dd'T'HH:mm:ss'Z'}}","data":{{data}}}""";
}
