using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Tests.Node;
using CareKpi.Api.Widgets;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tests;

public sealed class WidgetTests : IAsyncLifetime
{
    private const string Crm = "https://crm.example.com";
    private readonly TestNode node = new();
    private string manager = "";
    private JsonObject minter = null!;

    private string Minter => (string)minter["key"]!;

    public async Task InitializeAsync()
    {
        await node.InitializeAsync();
        manager = await node.KeyAsync("manage");
        minter = await node.IssueAsync(new { name = "crm", scopes = new[] { "widget" } });
        await AddAsync("""{"name":"Customer card","origins":["https://CRM.example.com:443"],"kpis":["csat","nps"]}""");
    }

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task A_token_is_a_caller_of_one_scope_and_anyone_can_verify_it()
    {
        var (credential, _) = Credential(node);
        var token = await MintAsync("""{"level":"customer","key":"cu-1","kpis":["csat"],"origin":"https://crm.example.com"}""");
        var caller = await credential.ReadAsync(token, Request(Crm));
        var reach = Assert.IsType<Reach.OfWidget>(caller.Reach);
        Assert.Equal((new ScopeRef(Level.Customer, "cu-1"), Crm, "demo", (string?)minter["id"]), (reach.Scope, reach.Origin, caller.Tenant, caller.Id));
        Assert.Equal(["csat"], reach.Kpis);
        Assert.Equal(KeyScopes.Read, caller.Scopes);

        using var keys = await node.GetAsync("/v1/widgets/keys", null);
        var key = (await TestNode.ReadAsync(keys))["keys"]![0]!;
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) } });
        var parts = token.Split('.');
        Assert.True(pair.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        Assert.False(key.AsObject().ContainsKey("d"));
    }

    [Fact]
    public async Task A_token_that_is_minted_is_in_the_log_without_its_customer()
    {
        await MintAsync();
        using var answer = await node.GetAsync("/v1/audit?action=widget.token-minted", manager);
        var text = await answer.Content.ReadAsStringAsync();
        var entry = JsonNode.Parse(text)!["items"]!.AsArray()[0]!;
        Assert.Equal(((string?)minter["id"], "customer", Crm), ((string?)entry["detail"]!["minter"], (string?)entry["detail"]!["level"], (string?)entry["detail"]!["origin"]));
        Assert.Equal((string?)minter["id"], (string?)entry["actor"]!["id"]);
        Assert.DoesNotContain("cu-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_kpis_has_those_of_the_widget() =>
        Assert.Equal(["csat", "nps"], ((Reach.OfWidget)(await Credential(node).Form.ReadAsync(await MintAsync(), Request(null))).Reach).Kpis);

    [Theory]
    [InlineData("""{"key":"c","origin":"https://crm.example.com"}""", 400, "level")]
    [InlineData("""{"level":"customer","origin":"https://crm.example.com"}""", 400, "key")]
    [InlineData("""{"level":"customer","key":"c","origin":"https://crm.example.com/page"}""", 400, "origin")]
    [InlineData("""{"level":"customer","key":"c","origin":"http://crm.example.com"}""", 400, "origin")]
    [InlineData("""{"level":"customer","key":"c","origin":"https://evil.example.com"}""", 403, "origin")]
    [InlineData("""{"level":"customer","key":"c","kpis":["fcr"],"origin":"https://crm.example.com"}""", 403, "origin")]
    [InlineData("""{"level":"team","key":"c","origin":"https://crm.example.com"}""", 403, "level")]
    public async Task A_token_beyond_key_or_widgets_is_not_minted(string body, int status, string field)
    {
        using var answer = await node.PostAsync("/v1/widgets/tokens", Minter, TestNode.Json(body));
        Assert.Equal(field, (string)(await TestNode.IsProblemAsync(answer, status, status == 400 ? "BAD_INPUT" : "FORBIDDEN"))["field"]!);
    }

    [Fact]
    public async Task A_level_of_the_key_has_to_be_one_of_the_widget_too()
    {
        var wide = (string)(await node.IssueAsync(new { name = "wide", scopes = new[] { "widget" }, levels = new[] { "customer", "agent" } }))["key"]!;
        using var answer = await node.PostAsync("/v1/widgets/tokens", wide, TestNode.Json("""{"level":"agent","key":"a","origin":"https://crm.example.com"}"""));
        Assert.Equal("origin", (string)(await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN"))["field"]!);
        using var reader = await node.PostAsync("/v1/widgets/tokens", manager, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(reader, 403, "FORBIDDEN");
    }

    [Fact]
    public async Task What_was_changed_or_made_by_others_is_refused()
    {
        var parts = (await MintAsync()).Split('.');
        var (header, payload) = (Parse(parts[0]), Parse(parts[1]));
        using var keys = await node.GetAsync("/v1/widgets/keys", null);
        var key = (await TestNode.ReadAsync(keys))["keys"]![0]!;
        var point = Encoding.ASCII.GetBytes($"{key["x"]}{key["y"]}");
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        string With(JsonObject json, string name, string value)
        {
            var copy = (JsonObject)json.DeepClone();
            copy[name] = value;
            return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(copy.ToJsonString()));
        }

        string Hmac(string head) => $"{head}.{parts[1]}.{Base64Url.EncodeToString(HMACSHA256.HashData(point, Encoding.ASCII.GetBytes($"{head}.{parts[1]}")))}";
        string Own(string head) => $"{head}.{parts[1]}.{Base64Url.EncodeToString(mine.SignData(Encoding.ASCII.GetBytes($"{head}.{parts[1]}"), HashAlgorithmName.SHA256))}";
        string[] forged =
        [
            $"{parts[0]}.{With(payload, "tenant", "acme")}.{parts[2]}",
            $"{parts[0]}.{With(payload, "key", "cu-2")}.{parts[2]}",
            $"{parts[0]}.{With(payload, "origin", "https://evil.example.com")}.{parts[2]}",
            $"{With(header, "alg", "none")}.{parts[1]}.",
            $"{With(header, "alg", "none")}.{parts[1]}.{parts[2]}",
            Hmac(With(header, "alg", "HS256")),
            Hmac(parts[0]),
            Own(parts[0]),
            Own(With(header, "kid", "mine")),
            $"{With(header, "typ", "JWT")}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.",
            $"{parts[0]}.{parts[1]}.{parts[2][..^2]}",
            $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(new byte[64])}",
            $"{parts[0]}.{parts[1]}",
            $" {parts[0]}.{parts[1]}.{parts[2]}.",
        ];
        foreach (var token in forged)
        {
            using var answer = await node.GetAsync("/v1/tenant", token);
            await TestNode.IsProblemAsync(answer, 401, "UNAUTHENTICATED");
        }
    }

    [Fact]
    public async Task It_ends_after_fifteen_minutes()
    {
        var token = await MintAsync();
        node.Clock.Moved += TimeSpan.FromMinutes(14);
        await IsKnownAsync(node, token);
        node.Clock.Moved += TimeSpan.FromMinutes(1);
        await IsRefusedAsync(node, token);
    }

    [Fact]
    public async Task Pages_of_another_origin_are_refused_and_who_sends_none_is_not()
    {
        var token = await MintAsync();
        foreach (var origin in new[] { "https://evil.example.com", "null", "https://crm.example.com:8443", "http://crm.example.com", "https://crm.example.com.evil.com" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tenant") { Headers = { { "Authorization", $"Bearer {token}" }, { "Origin", origin } } };
            using var answer = await node.Public.SendAsync(request);
            Assert.Contains("another origin", (string)(await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN"))["detail"]!, StringComparison.Ordinal);
        }

        var (form, _) = Credential(node);
        Assert.NotNull(await form.ReadAsync(token, Request(Crm)));
        Assert.NotNull(await form.ReadAsync(token, Request(null)));
    }

    [Fact]
    public async Task It_ends_with_the_key_that_minted_it_on_every_node()
    {
        node.Clock.Stop();
        var sister = await node.SisterAsync();
        var token = await MintAsync();
        await IsKnownAsync(sister, token);
        using var revoked = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/keys/{minter["id"]}", manager);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await IsRefusedAsync(node, token);
        node.Clock.Moved += TimeSpan.FromSeconds(2);
        await IsRefusedAsync(sister, token);
        await sister.DisposeAsync();
    }

    [Fact]
    public async Task Signing_keys_rotate_and_old_ones_verify_until_their_tokens_are_over()
    {
        var sister = await node.SisterAsync();
        var first = await MintAsync();
        node.Clock.Moved += TimeSpan.FromDays(30) - TimeSpan.FromMinutes(5);
        var last = await MintAsync();
        node.Clock.Moved += TimeSpan.FromMinutes(6);
        var next = await MintAsync();
        Assert.Equal(Kid(first), Kid(last));
        Assert.NotEqual(Kid(last), Kid(next));
        await IsKnownAsync(sister, last);
        await IsKnownAsync(sister, next);
        Assert.Equal(2, await KeysAsync());
        node.Clock.Moved += TimeSpan.FromHours(1);
        Assert.Equal(1, await KeysAsync());
        await sister.DisposeAsync();
    }

    [Fact]
    public async Task A_flood_of_unknown_kids_reads_the_store_at_most_once_a_second()
    {
        var token = await MintAsync();
        var counting = new CountingStore(node.NodeStore);
        node.Clock.Stop();
        var tokens = new WidgetTokens(new(new(counting, node.Locks), node.Clock), node.Clock);
        var (header, parts) = (Parse(token.Split('.')[0]), token.Split('.'));
        for (var i = 0; i < 100; i++)
        {
            header["kid"] = $"unknown-{i}";
            Assert.Null(await tokens.VerifyAsync($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{parts[1]}.{parts[2]}", default));
        }

        Assert.Equal(1, counting.Reads);
    }

    [Fact]
    public async Task Widgets_are_listed_changed_and_removed_by_their_tenant()
    {
        using var made = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/acme", TestNode.Operator, TestNode.Json("""{"name":"Acme","timeZone":"UTC","currency":"EUR"}"""));
        var stranger = (string)(await node.IssueAsync(new { name = "o", scopes = new[] { "manage" } }, "acme"))["key"]!;
        var id = (string)(await AddAsync("""{"name":"Teams","origins":["http://localhost:3000"],"levels":["team"]}"""))["id"]!;
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/widgets/{id}", manager, TestNode.Json("""{"name":"Squads"}"""));
        var body = await TestNode.ReadAsync(changed);
        Assert.Equal(("Squads", """["http://localhost:3000"]""", """["team"]""", null), ((string)body["name"]!, body["origins"]!.ToJsonString(), body["levels"]!.ToJsonString(), body["kpis"]));
        using var page = await node.GetAsync("/v1/widgets?first=1", manager);
        Assert.True((bool)(await TestNode.ReadAsync(page))["hasNextPage"]!);
        using var others = await node.GetAsync("/v1/widgets", stranger);
        Assert.Empty((await TestNode.ReadAsync(others))["items"]!.AsArray());
        using var hidden = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/widgets/{id}", stranger);
        await TestNode.IsProblemAsync(hidden, 404, "NOT_FOUND");
        using var removed = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/widgets/{id}", manager);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/widgets/{id}", manager, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(again, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task Who_knows_a_widgets_id_reads_its_origins_and_nothing_else()
    {
        var id = (string)(await AddAsync("""{"name":"Secret name","origins":["https://a.example.com","http://localhost:3000"],"kpis":["nps"]}"""))["id"]!;
        Assert.Equal("""{"origins":["https://a.example.com","http://localhost:3000"]}""", await OriginsAsync(id));
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/widgets/{id}", manager, TestNode.Json("""{"origins":["https://b.example.com"]}"""));
        Assert.Equal("""{"origins":["https://b.example.com"]}""", await OriginsAsync(id));
        using var removed = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/widgets/{id}", manager);
        Assert.Null(await OriginsAsync(id));
        Assert.Null(await OriginsAsync("0000000000000000"));
    }

    [Fact]
    public async Task Origins_go_with_their_tenant()
    {
        using var made = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/acme", TestNode.Operator, TestNode.Json("""{"name":"Acme","timeZone":"UTC","currency":"EUR"}"""));
        var stranger = (string)(await node.IssueAsync(new { name = "o", scopes = new[] { "manage" } }, "acme"))["key"]!;
        using var widget = await node.PostAsync("/v1/widgets", stranger, TestNode.Json("""{"name":"x","origins":["https://a.example.com"]}"""));
        var id = (string)(await TestNode.ReadAsync(widget))["id"]!;
        Assert.NotNull(await OriginsAsync(id));
        using var removed = await TestNode.SendAsync(node.Operators, HttpMethod.Delete, "/v1/admin/tenants/acme?confirm=acme", TestNode.Operator);
        Assert.Null(await OriginsAsync(id));
    }

    [Theory]
    [InlineData("""{"origins":["https://a.example.com"]}""", "name")]
    [InlineData("""{"name":"x"}""", "origins")]
    [InlineData("""{"name":"x","origins":["https://*.example.com"]}""", "origins")]
    [InlineData("""{"name":"x","origins":["https://a.example.com/"]}""", "origins")]
    [InlineData("""{"name":"x","origins":["null"]}""", "origins")]
    [InlineData("""{"name":"x","origins":["https://u@a.example.com"]}""", "origins")]
    [InlineData("""{"name":"x","origins":["https://a.example.com"],"levels":["city"]}""", "levels")]
    [InlineData("""{"name":"x","origins":["https://a.example.com"],"kpis":[]}""", "kpis")]
    public async Task A_widget_that_makes_no_sense_is_refused(string body, string field)
    {
        using var answer = await node.PostAsync("/v1/widgets", manager, TestNode.Json(body));
        Assert.Equal(field, (string)(await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT"))["field"]!);
    }

    private static (WidgetCredential Form, KeyRing Ring) Credential(TestNode on)
    {
        var state = new Api.Node.NodeState(on.NodeStore, on.Locks);
        var ring = new KeyRing(state, on.Clock);
        return (new(new(new(state, on.Clock), on.Clock), ring), ring);
    }

    private static Microsoft.AspNetCore.Http.DefaultHttpContext Request(string? origin)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.Origin = origin;
        return context;
    }

    /// <summary>Whatever it may see, it is a caller.</summary>
    private static async Task IsKnownAsync(TestNode on, string token)
    {
        using var answer = await on.GetAsync("/v1/settings", token);
        await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN");
    }

    private static async Task IsRefusedAsync(TestNode on, string token)
    {
        using var answer = await on.GetAsync("/v1/settings", token);
        await TestNode.IsProblemAsync(answer, 401, "UNAUTHENTICATED");
    }

    private async Task<JsonObject> AddAsync(string body)
    {
        using var answer = await node.PostAsync("/v1/widgets", manager, TestNode.Json(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await TestNode.ReadAsync(answer);
    }

    private async Task<string> MintAsync(string body = """{"level":"customer","key":"cu-1","origin":"https://crm.example.com"}""")
    {
        using var answer = await node.PostAsync("/v1/widgets/tokens", Minter, TestNode.Json(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (string)(await TestNode.ReadAsync(answer))["token"]!;
    }

    private async Task<int> KeysAsync()
    {
        using var keys = await node.GetAsync("/v1/widgets/keys", null);
        return (await TestNode.ReadAsync(keys))["keys"]!.AsArray().Count;
    }

    /// <summary>As anybody reads them; null: there is no such widget.</summary>
    private async Task<string?> OriginsAsync(string id)
    {
        using var answer = await node.GetAsync($"/v1/widgets/{id}/origins", null);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return await answer.Content.ReadAsStringAsync();
        }

        await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
        return null;
    }

    private static JsonObject Parse(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Kid(string token) => (string)Parse(token.Split('.')[0])["kid"]!;
}
