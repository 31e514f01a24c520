using System.Net;
using CareKpi.Api.Tests.SignIn;

namespace CareKpi.EndToEnd.Door;

/// <summary>Node and gateway as they ship, and issuers that the operator lets tenants trust. Callers have addresses of their own, which the gateway tells the node.</summary>
public sealed class FrontDoor : IAsyncLifetime
{
    private static int addresses;

    internal ServerProcess Server { get; private set; } = null!;

    internal GatewayProcess Gateway { get; private set; } = null!;

    internal TestIssuer Issuer { get; private set; } = null!;

    internal TestIssuer Foreign { get; private set; } = null!;

    /// <summary>For people who sign in, and for access tokens: an issuer belongs to one tenant.</summary>
    internal TestIssuer Login { get; private set; } = null!;

    internal TestIssuer Tokens { get; private set; } = null!;

    internal static DateTimeOffset Now => DateTimeOffset.UtcNow;

    public async Task InitializeAsync()
    {
        (Issuer, Foreign, Login, Tokens) = (await TestIssuer.StartAsync(), await TestIssuer.StartAsync(), await TestIssuer.StartAsync(), await TestIssuer.StartAsync());
        Server = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["CareKpi__InsecureIssuers"] = $"{Issuer.Url},{Foreign.Url},{Login.Url},{Tokens.Url}", ["CareKpi__TrustedProxies"] = "127.0.0.0/8,::1/128" });
        if (GatewayProcess.IsBuilt)
        {
            await Server.StartAsync();
            Gateway = await GatewayProcess.StartedAsync(Server.Url);
        }
    }

    public async Task DisposeAsync()
    {
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
        }

        await Server.DisposeAsync();
        foreach (var issuer in (TestIssuer[])[Issuer, Foreign, Login, Tokens])
        {
            await issuer.DisposeAsync();
        }
    }

    /// <summary>Refused tries are limited by address, and each of ours is another caller's.</summary>
    internal static (string Name, string Value) From()
    {
        var number = Interlocked.Increment(ref addresses);
        return ("X-Forwarded-For", new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]).ToString());
    }

    /// <summary>As a browser sends a session, and as everybody else sends anything.</summary>
    internal IEnumerable<(string Name, string Value)> Headers(string? credential) => credential switch
    {
        null => [From()],
        ['c', 's', '_', ..] => [From(), ("Cookie", $"other=1; carekpi={credential}"), ("Origin", Gateway.Origin)],
        _ => [From(), ("Authorization", $"Bearer {credential}")],
    };

    /// <summary>A document at the gateway.</summary>
    internal Task<Answer> AskAsync(string? credential, string query, JsonObject? variables = null, params (string Name, string Value)[] headers) =>
        PostAsync(credential, new JsonObject { ["query"] = query, ["variables"] = variables?.DeepClone() }, headers);

    internal Task<Answer> PostAsync(string? credential, JsonObject body, params (string Name, string Value)[] headers) =>
        Wire.SendAsync(HttpMethod.Post, new Uri(Gateway.Url, "/graphql"), body.ToJsonString(), [.. Headers(credential), .. headers]);

    /// <summary>The data of an answer without errors; what has to be mended is in the data.</summary>
    internal async Task<JsonNode> DataAsync(string credential, string query, JsonObject? variables = null)
    {
        var answer = await AskAsync(credential, query, variables);
        Assert.True(answer.Status == 200 && answer.Json!["errors"] is null && answer.Data is not null, $"{query}\n{answer}");
        return answer.Data;
    }

    /// <summary>A call of the node itself.</summary>
    internal Task<Answer> CallAsync(string? credential, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        Wire.SendAsync(method, new Uri(Server.Url, path), body, [From(), .. credential is null ? [] : new[] { ("Authorization", $"Bearer {credential}") }, .. headers]);

    /// <summary>What a call of the node gave that had to go well.</summary>
    internal async Task<JsonNode> DoneAsync(string credential, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var answer = await CallAsync(credential, method, path, body, headers);
        Assert.True(answer.Status is >= 200 and < 300, $"{method} {path}: {answer}");
        return answer.Json ?? new JsonObject();
    }

    /// <summary>A one-time link of a new person.</summary>
    internal async Task<(string Id, string Link)> InviteAsync(string tenant, string name, string role, string[]? teams = null, string? agent = null)
    {
        var body = new JsonObject { ["email"] = $"{name}@example.com", ["name"] = name, ["role"] = role, ["teams"] = teams is null ? null : new JsonArray([.. teams.Select(static team => (JsonNode)team)]), ["agent"] = agent };
        var made = await Server.Operator.SendAsync(HttpMethod.Post, $"/v1/admin/tenants/{tenant}/users", body.ToJsonString());
        return (made["user"]!["id"]!.GetValue<string>(), made["token"]!.GetValue<string>());
    }

    /// <summary>What the gateway's page does with a link.</summary>
    internal Task<Answer> RedeemAsync(string link) =>
        Wire.SendAsync(HttpMethod.Post, new Uri(Gateway.Url, "/auth/redeem"), new JsonObject { ["token"] = link }.ToJsonString(), [From(), ("Origin", Gateway.Origin)]);

    /// <summary>The session of somebody who is invited and opens the link.</summary>
    internal async Task<string> SignInAsync(string tenant, string name, string role, string[]? teams = null, string? agent = null)
    {
        var (_, link) = await InviteAsync(tenant, name, role, teams, agent);
        var answer = await RedeemAsync(link);
        return answer.Cookie("carekpi") ?? throw new InvalidOperationException(answer.ToString());
    }

    internal async Task<string> KeyAsync(string tenant, string name, string[] scopes, DateTimeOffset? expiresAt = null)
    {
        var body = new JsonObject { ["name"] = name, ["scopes"] = new JsonArray([.. scopes.Select(static scope => (JsonNode)scope)]), ["expiresAt"] = expiresAt?.ToString("O", CultureInfo.InvariantCulture) };
        if (scopes.Contains("widget"))
        {
            body["levels"] = new JsonArray("tenant", "team", "agent", "customer");
        }

        return (await Server.Operator.SendAsync(HttpMethod.Post, $"/v1/admin/tenants/{tenant}/keys", body.ToJsonString()))["key"]!.GetValue<string>();
    }
}

[CollectionDefinition("front door")]
public sealed class FrontDoorCollection : ICollectionFixture<FrontDoor>;

/// <summary>Skipped where the gateway is not built, but never in CI.</summary>
internal sealed class FrontDoorFactAttribute : FactAttribute
{
    public FrontDoorFactAttribute()
    {
        if (!GatewayProcess.IsBuilt && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = "src/gateway is not built: npm ci && npm run build there";
        }
    }
}
