using System.Security.Cryptography;
using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Suites;

/// <summary>People and programs at the front door: they sign in and out through the gateway, with links, with an issuer, with its access tokens, with keys and with widget tokens.</summary>
[Collection("front door"), Trait("Suite", "frontdoor")]
public sealed class FrontDoorTests(FrontDoor door)
{
    private const string Crm = "https://crm.example.com";
    private const string Who = "{ viewer { kind name role email teams { key } } tenant { key } }";
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    [FrontDoorFact]
    public async Task A_link_signs_in_once_and_out_again()
    {
        await TenantAsync("linked");
        var (_, link) = await door.InviteAsync("linked", "ann", "lead", ["billing"]);
        var redeemed = await door.RedeemAsync(link);
        Assert.Equal(("linked", 200), (redeemed.Json!["tenant"]!.GetValue<string>(), redeemed.Status));
        Assert.DoesNotContain("cs_", redeemed.Text, StringComparison.Ordinal);
        Assert.Contains("HttpOnly; SameSite=Lax", Assert.Single(redeemed.Cookies), StringComparison.Ordinal);
        var session = redeemed.Cookie("carekpi")!;
        var me = await door.DataAsync(session, Who);
        Assert.Equal(("PERSON", "LEAD", "ann@example.com", "linked", "billing"), (Text(me, "viewer", "kind"), Text(me, "viewer", "role"), Text(me, "viewer", "email"), Text(me, "tenant", "key"), me["viewer"]!["teams"]![0]!["key"]!.GetValue<string>()));

        var again = await door.RedeemAsync(link);
        Assert.Equal((401, 0), (again.Status, again.Cookies.Count));

        // Of another site's page, and then of one's own.
        (string, string) cookie = ("Cookie", $"carekpi={session}");
        var leave = new Uri(door.Gateway.Url, "/auth/sign-out");
        Assert.Equal(403, (await Wire.SendAsync(HttpMethod.Post, leave, "{}", [FrontDoor.From(), cookie, ("Origin", "https://evil.example.com")])).Status);
        await door.DataAsync(session, Who);
        var left = await Wire.SendAsync(HttpMethod.Post, leave, "{}", [FrontDoor.From(), cookie, ("Origin", door.Gateway.Origin)]);
        Assert.Equal((204, ""), (left.Status, left.Cookie("carekpi")));
        Assert.Equal("UNAUTHENTICATED", (await door.AskAsync(session, Who)).Code);
        Assert.Equal(401, (await door.CallAsync(session, HttpMethod.Get, "/v1/me")).Status);
    }

    [FrontDoorFact]
    public async Task The_cookie_is_good_for_pages_of_the_gateway_only()
    {
        await TenantAsync("forged");
        var session = await door.SignInAsync("forged", "ann", "admin");
        var body = new JsonObject { ["query"] = Who }.ToJsonString();
        var graphql = new Uri(door.Gateway.Url, "/graphql");
        (string, string) cookie = ("Cookie", $"carekpi={session}"), own = ("Origin", door.Gateway.Origin);
        Assert.Equal(200, (await Wire.SendAsync(HttpMethod.Post, graphql, body, [FrontDoor.From(), cookie, own])).Status);
        Assert.Equal(200, (await Wire.SendAsync(HttpMethod.Post, graphql, body, [FrontDoor.From(), cookie, ("Sec-Fetch-Site", "same-origin")])).Status);
        Assert.Equal("FORBIDDEN", (await Wire.SendAsync(HttpMethod.Post, graphql, body, [FrontDoor.From(), cookie])).Code);
        Assert.Equal("FORBIDDEN", (await Wire.SendAsync(HttpMethod.Post, graphql, body, [FrontDoor.From(), cookie, ("Origin", "https://evil.example.com")])).Code);
        Assert.Equal("FORBIDDEN", (await Wire.SendAsync(HttpMethod.Post, graphql, body, [FrontDoor.From(), cookie, own, ("Content-Type", "text/plain")])).Code);
        Assert.Equal("FORBIDDEN", (await Wire.SendAsync(HttpMethod.Get, new Uri(graphql, "?query=" + Uri.EscapeDataString(Who)), null, [FrontDoor.From(), cookie, own])).Code);
        Assert.Null((await Wire.SendAsync(HttpMethod.Post, graphql, body, [FrontDoor.From(), cookie, own])).Header("Access-Control-Allow-Origin"));
    }

    [FrontDoorFact]
    public async Task People_sign_in_with_the_issuer_of_their_tenant()
    {
        var key = await TenantAsync("issued");
        await TrustAsync(key, door.Login.Settings());
        var login = await GetAsync("/auth/login?tenant=issued&to=/teams");
        Assert.Equal(303, login.Status);
        var (state, code) = door.Login.SignIn(login.Header("Location")!, FrontDoor.Now, static claims => (claims["carekpi_role"], claims["carekpi_teams"]) = ("coaches", new JsonArray("billing")));
        (string, string) binding = ("Cookie", $"carekpi-sign-in={login.Cookie("carekpi-sign-in")}");

        // Without what the browser was given, nobody finishes what it began.
        Assert.Equal(400, (await GetAsync($"/auth/callback?state={state}&code={code}")).Status);
        var back = await GetAsync($"/auth/callback?state={state}&code={code}", binding);
        Assert.Equal((303, $"{door.Gateway.Origin}/teams"), (back.Status, back.Header("Location")));
        var me = await door.DataAsync(back.Cookie("carekpi")!, Who);
        Assert.Equal(("LEAD", "Ann Lee", "issued"), (Text(me, "viewer", "role"), Text(me, "viewer", "name"), Text(me, "tenant", "key")));
        Assert.Equal(400, (await GetAsync($"/auth/callback?state={state}&code={code}", binding)).Status);
        Assert.Equal(404, (await GetAsync("/auth/login?tenant=nobody")).Status);

        // Whoever has no role is told so; and the tenant that gives its issuer up ends its sessions.
        var second = await GetAsync("/auth/login?tenant=issued");
        var (otherState, otherCode) = door.Login.SignIn(second.Header("Location")!, FrontDoor.Now, static claims => claims["carekpi_role"] = "visitors");
        Assert.Equal(403, (await GetAsync($"/auth/callback?state={otherState}&code={otherCode}", ("Cookie", $"carekpi-sign-in={second.Cookie("carekpi-sign-in")}"))).Status);
        await TrustAsync(key, null);
        await RefusedWithinAsync(back.Cookie("carekpi")!);
    }

    [FrontDoorFact]
    public async Task Access_tokens_are_credentials_and_keys_roll_over()
    {
        var key = await TenantAsync("tokens");
        await TrustAsync(key, door.Tokens.Settings());
        var issuer = door.Tokens;
        foreach (var (kid, algorithm) in new[] { ("rsa-1", "RS256"), ("ec-1", "ES256") })
        {
            var me = await door.DataAsync(issuer.Sign(issuer.Claims(FrontDoor.Now), kid, algorithm), Who);
            Assert.Equal(("PERSON", "ADMIN", "tokens"), (Text(me, "viewer", "kind"), Text(me, "viewer", "role"), Text(me, "tenant", "key")));
        }

        Assert.Equal("UNAUTHENTICATED", (await door.AskAsync(issuer.Sign(issuer.Claims(FrontDoor.Now), alg: "none"), Who)).Code);
        Assert.Equal("UNAUTHENTICATED", (await door.AskAsync(door.Login.Sign(issuer.Claims(FrontDoor.Now)), Who)).Code);

        if (Size.IsProof)
        {
            // A key that is not known is asked for, at most every half minute.
            issuer.Add("rsa-2", RSA.Create(2048));
            await Until.TrueAsync("the new key is known", TimeSpan.FromSeconds(40), async () => (await door.AskAsync(issuer.Sign(issuer.Claims(FrontDoor.Now), "rsa-2"), Who)).Codes.Count == 0);
        }

        await TrustAsync(key, null);
        await RefusedWithinAsync(issuer.Sign(issuer.Claims(FrontDoor.Now)));
    }

    [FrontDoorFact]
    public async Task A_widget_shows_its_document_on_its_page_and_nothing_else()
    {
        var key = await TenantAsync("embedded");
        await SendAsync(key, Contact("c-1", "u-1", 100), Contact("c-2", "u-2", 200));
        var made = await door.DataAsync(key, $$"""mutation { createWidget(input: { name: "Card", origins: ["{{Crm}}"], levels: [CUSTOMER], kpis: ["contact_volume"] }) { widget { id origins } errors { message } } }""");
        Assert.Equal(Crm, made["createWidget"]!["widget"]!["origins"]![0]!.GetValue<string>());
        var created = await door.DataAsync(key, """mutation { createKey(input: { name: "crm", scopes: [WIDGET] }) { key { id } secret errors { message } } }""");
        var minter = Text(created, "createKey", "secret");
        var token = Text(await door.DataAsync(minter, $$"""mutation { issueWidgetToken(input: { level: CUSTOMER, key: "u-1", kpis: ["contact_volume"], origin: "{{Crm}}" }) { token errors { message } } }"""), "issueWidgetToken", "token");

        Task<Answer> ShownAsync(string document, string customer, string? origin, string kpi = "contact_volume") => door.PostAsync(token, new()
        {
            ["documentId"] = Documents.IdOf(document),
            ["variables"] = new JsonObject { ["level"] = "CUSTOMER", ["key"] = customer, ["kpi"] = kpi, ["period"] = new JsonObject { ["preset"] = "LAST_28_DAYS" } },
        }, origin is null ? [] : [("Origin", origin)]);

        var shown = await ShownAsync("kpi", "u-1", Crm);
        Assert.True(shown.Codes.Count == 0, shown.ToString());
        Assert.Equal(1, shown.Data!["scope"]!["scorecard"]!["value"]!["value"]!.GetValue<double>());
        Assert.Equal(Crm, shown.Header("Access-Control-Allow-Origin"));
        Assert.Equal("FORBIDDEN", (await ShownAsync("kpi", "u-1", "https://evil.example.com")).Code);
        Assert.Equal("FORBIDDEN", (await ShownAsync("kpi", "u-1", null)).Code);
        Assert.Equal("FORBIDDEN", (await ShownAsync("kpi", "u-1", Crm, "average_handle_time")).Code);
        Assert.Null((await ShownAsync("kpi", "u-2", Crm)).Data?["scope"]);
        Assert.Equal("FORBIDDEN", (await door.AskAsync(token, "{ tenant { name } }", null, ("Origin", Crm))).Code);

        await door.DataAsync(key, "mutation ($id: ID!) { revokeKey(id: $id) { revoked errors { message } } }", new() { ["id"] = Text(created, "createKey", "key", "id") });
        await RefusedWithinAsync(async () => (await ShownAsync("kpi", "u-1", Crm)).Code is "UNAUTHENTICATED");
    }

    [FrontDoorFact]
    public async Task What_is_taken_away_is_refused_within_two_seconds()
    {
        var manage = await TenantAsync("ended");
        var made = await door.DataAsync(manage, """mutation { createKey(input: { name: "bi", scopes: [READ] }) { key { id } secret errors { message } } }""");
        var key = Text(made, "createKey", "secret");
        var (id, link) = await door.InviteAsync("ended", "bob", "admin");
        var session = (await door.RedeemAsync(link)).Cookie("carekpi")!;
        await door.DataAsync(key, "{ tenant { key } }");
        await door.DataAsync(session, Who);
        await door.DataAsync(manage, "mutation ($id: ID!) { revokeKey(id: $id) { revoked errors { message } } }", new() { ["id"] = Text(made, "createKey", "key", "id") });
        await RefusedWithinAsync(key);
        await door.DoneAsync(manage, HttpMethod.Patch, $"/v1/users/{id}", """{"disabled":true}""");
        await RefusedWithinAsync(session);
    }

    private async Task<string> TenantAsync(string tenant)
    {
        await door.Server.Operator.SendAsync(HttpMethod.Put, $"/v1/admin/tenants/{tenant}", $$"""{"name":"{{tenant}}","timeZone":"UTC","currency":"EUR"}""");
        return await door.KeyAsync(tenant, "test", ["ingest", "read", "export", "widget", "manage"]);
    }

    private Task TrustAsync(string key, JsonObject? issuer) => door.DoneAsync(key, HttpMethod.Patch, "/v1/settings",
        new JsonObject { ["settings"] = new JsonObject { ["oidc"] = issuer is null ? null : new JsonObject { ["issuers"] = new JsonArray(issuer) } } }.ToJsonString());

    private async Task SendAsync(string key, params string[] events)
    {
        var answer = await door.DoneAsync(key, HttpMethod.Post, "/v1/events", $"[{string.Join(',', events)}]", ("Content-Type", "application/cloudevents-batch+json"));
        await door.DataAsync(key, "query ($p: String) { tenant { scorecard(period: { preset: TODAY }, after: $p) { asOf } } }", new() { ["p"] = answer["position"]!.GetValue<string>() });
    }

    private static string Contact(string contact, string customer, int talk) =>
        $$$"""{"specversion":"1.0","id":"{{{contact}}}","source":"test","type":"care.contact.ended","time":"{{{FrontDoor.Now.AddDays(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}}}","data":{"contact":"{{{contact}}}","customer":"{{{customer}}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"talk":{{{talk}}},"agent":"a-1","team":"billing"}}""";

    private Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => Wire.SendAsync(HttpMethod.Get, new Uri(door.Gateway.Url, path), null, [FrontDoor.From(), .. headers]);

    private Task RefusedWithinAsync(string credential) => RefusedWithinAsync(async () => (await door.AskAsync(credential, Who)).Code is "UNAUTHENTICATED");

    private static Task RefusedWithinAsync(Func<Task<bool>> isRefused) => Until.TrueAsync("the credential is refused", Promise, isRefused);

    private static string Text(JsonNode node, params string[] path) => path.Aggregate(node, static (at, name) => at[name]!).GetValue<string>();
}
