using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

/// <summary>A node with the engine, and an issuer that the tenant <c>demo</c> trusts and the operator has named.</summary>
public sealed class SignInNode : IAsyncLifetime
{
    public EngineNode Node { get; } = new();

    internal TestIssuer Issuer { get; private set; } = null!;

    /// <summary>Named by the operator too; nobody's.</summary>
    internal TestIssuer Foreign { get; private set; } = null!;

    public string Manage { get; private set; } = "";

    internal DateTimeOffset Now => Node.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        (Issuer, Foreign) = (await TestIssuer.StartAsync(), await TestIssuer.StartAsync());
        Node.InsecureIssuers = [Issuer.Url, Foreign.Url];
        await Node.InitializeAsync();
        Manage = await Node.KeyAsync("read", "export", "widget", "manage");
        using var set = await TrustAsync(Manage, Issuer.Settings());
        Assert.Equal(System.Net.HttpStatusCode.OK, set.StatusCode);
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        await Issuer.DisposeAsync();
        await Foreign.DisposeAsync();
    }

    public Task<HttpResponseMessage> TrustAsync(string key, params JsonObject[] issuers) => SetAsync(key, new() { ["oidc"] = new JsonObject { ["issuers"] = new JsonArray([.. issuers]) } });

    public Task<HttpResponseMessage> SetAsync(string key, JsonObject settings) =>
        TestNode.SendAsync(Node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json(new JsonObject { ["settings"] = settings }.ToJsonString()));

    /// <summary>Another tenant, and a key of it.</summary>
    public async Task<string> TenantAsync(string tenant)
    {
        using var made = await TestNode.SendAsync(Node.Operators, HttpMethod.Put, $"/v1/admin/tenants/{tenant}", TestNode.Operator, TestNode.Json("""{"name":"Other","timeZone":"UTC","currency":"EUR"}"""));
        made.EnsureSuccessStatusCode();
        return (await Node.IssueAsync(new { name = "test", scopes = new[] { "ingest", "read", "export", "widget", "manage" } }, tenant))["key"]!.GetValue<string>();
    }

    public Task<HttpResponseMessage> AuthAsync(string call, object body) => TestNode.SendAsync(Node.Public, HttpMethod.Post, $"/v1/auth/{call}", null, System.Net.Http.Json.JsonContent.Create(body));

    /// <summary>A new user of a tenant: id and link.</summary>
    public async Task<(string Id, string Link)> UserAsync(string key, string email, string role, string[]? teams = null, string? agent = null)
    {
        using var made = await Node.PostAsync("/v1/users", key, System.Net.Http.Json.JsonContent.Create(new { email, name = email, role, teams, agent }));
        Assert.Equal(System.Net.HttpStatusCode.Created, made.StatusCode);
        var body = await TestNode.ReadAsync(made);
        return (body["user"]!["id"]!.GetValue<string>(), body["token"]!.GetValue<string>());
    }

    public async Task<string> RedeemAsync(string link)
    {
        using var signedIn = await AuthAsync("redeem", new { token = link });
        Assert.Equal(System.Net.HttpStatusCode.OK, signedIn.StatusCode);
        return (await TestNode.ReadAsync(signedIn))["token"]!.GetValue<string>();
    }

    public Task<int> StatusAsync(string token, string path = "/v1/me") => StatusAsync(Node, token, path);

    /// <summary>A node that a busy machine keeps waiting says so (503), and is asked again as any client would.</summary>
    public static async Task<int> StatusAsync(TestNode node, string token, string path = "/v1/me")
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await node.GetAsync(path, token);
            if (answer.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable || tries == 10)
            {
                return (int)answer.StatusCode;
            }
        }
    }
}
