using System.Security.Cryptography;
using System.Text;
using CareKpi.EndToEnd.Door;
using Microsoft.AspNetCore.WebUtilities;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>Credentials that are none: changed, made up, over, or good for something else.</summary>
internal sealed class CredentialAttempts(FrontDoor door, IReadOnlyDictionary<Side, Loot> loot) : Attempts(door, loot)
{
    private const string Who = "{ viewer { name } tenant { id name teams { nodes { name } } } }";

    public override IEnumerable<(string Kind, Func<Random, Attempt> Make)> All =>
    [
        ("a token that was tampered with", Tampered), ("a widget token that was tampered with", TamperedWidget), ("a credential that is over", Stale), ("a key or session that was guessed", Guessed), ("a link a second time", Link), ("operator calls on the public port", Operator),
        ("a credential in another place", Misplaced),
    ];

    private Attempt Tampered(Random random)
    {
        var issuer = Door.Issuer;
        var claims = issuer.Claims(FrontDoor.Now);
        var now = FrontDoor.Now.ToUnixTimeSeconds();
        var (how, token) = random.Next(13) switch
        {
            0 => ("none", issuer.Sign(claims, alg: "none")),
            1 => ("hmac with the public key", issuer.Sign(claims, alg: "HS256", secret: Encoding.ASCII.GetBytes(issuer.RsaPem("rsa-1")))),
            2 => ("hmac with the modulus", issuer.Sign(claims, alg: "HS256", secret: issuer.Rsa("rsa-1").Modulus)),
            3 => ("wrong kid", issuer.Sign(claims, saidKid: "ec-1")),
            4 => ("unknown kid", issuer.Sign(claims, saidKid: $"made-up-{random.Next(3)}")),
            5 => ("wrong audience", issuer.Sign(With(claims, "aud", "another"))),
            6 => ("wrong issuer", issuer.Sign(With(claims, "iss", Door.Foreign.Url))),
            7 => ("expired", issuer.Sign(With(claims, "exp", now - 61 - random.Next(9_999)))),
            8 => ("not yet", issuer.Sign(With(claims, "nbf", now + 120 + random.Next(9_999)))),
            9 => ("another key", Door.Foreign.Sign(claims)),
            10 => ("not for access", issuer.Sign(With(claims, "aud", Api.Tests.SignIn.TestIssuer.ClientId), typ: "JWT")),
            11 => ("a changed payload", Swap(issuer.Sign(claims), issuer.Sign(With(claims, "sub", "another")))),
            _ => ("changed letters", Garbled(random, issuer.Sign(claims))),
        };
        return Refused("a token that was tampered with", random, how, token);
    }

    private Attempt TamperedWidget(Random random)
    {
        var (_, _, token) = Pick(random, AnySide(random).Widgets);
        var parts = token.Split('.');
        var payload = Read(parts[1]);
        var (name, value) = Pick<(string, JsonNode)>(random, [("key", "u-3"), ("level", "tenant"), ("tenant", AnySide(random).Tenant), ("exp", payload["exp"]!.GetValue<long>() + 3600), ("kpis", new JsonArray("csat")), ("origin", "https://evil.example.com"), ("minter", "another")]);
        var changed = Write(With((JsonObject)payload.DeepClone(), name, name == "tenant" || payload[name]?.ToJsonString() != value.ToJsonString() ? value.DeepClone() : "x"));
        changed = changed == parts[1] ? Write(With(payload, "minter", "x")) : changed;
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (how, made) = random.Next(5) switch
        {
            0 => ("payload", $"{parts[0]}.{changed}.{parts[2]}"),
            1 => ("none", $"{Write(With(Read(parts[0]), "alg", "none"))}.{changed}."),
            2 => ("hmac with the kid", Hmac(Write(With(Read(parts[0]), "alg", "HS256")), changed, Read(parts[0])["kid"]!.GetValue<string>())),
            3 => ("own key", $"{parts[0]}.{changed}.{WebEncoders.Base64UrlEncode(own.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{changed}"), HashAlgorithmName.SHA256))}"),
            _ => ("changed letters", Garbled(random, token)),
        };
        return Refused("a widget token that was tampered with", random, $"{how}, {name}", made, ("Origin", Side.Origin));
    }

    private Attempt Stale(Random random)
    {
        var (why, credential) = Pick(random, AnySide(random).Stale);
        return Refused("a credential that is over", random, why, credential, why.StartsWith("widget", StringComparison.Ordinal) ? [("Origin", Side.Origin)] : []);
    }

    private Attempt Guessed(Random random)
    {
        var viewer = Any(random);
        var good = random.Next(2) == 0 ? viewer.Side.Key : viewer.Credential;
        var (how, credential) = random.Next(4) switch
        {
            0 => ("cut", good[..^(1 + random.Next(4))]),
            1 => ("another letter", Garbled(random, good)),
            2 => ("a kind for another", good.StartsWith("cs_", StringComparison.Ordinal) ? $"ck_{good[3..]}" : $"cs_{good[3..]}"),
            _ => ("made up", $"{Pick(random, ["ck_", "cs_", "ci_", ""])}{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}"),
        };
        return Refused("a key or session that was guessed", random, how, credential);
    }

    private Attempt Link(Random random)
    {
        var side = AnySide(random);
        var link = random.Next(3) switch { 0 => side.UsedLink, 1 => $"ci_{random.NextInt64():x16}{random.NextInt64():x16}", _ => side.UsedLink[..^1] };
        var viewer = side.Viewers[0];
        return random.Next(2) == 0
            ? new("a link a second time", viewer, link, () => Door.RedeemAsync(link), static answer => answer.Cookies.Count > 0 ? "it signs in" : Verdict.Status(401)(answer))
            : new("a link a second time", viewer, link, () => Door.CallAsync(null, HttpMethod.Post, "/v1/auth/redeem", new JsonObject { ["token"] = link }.ToJsonString()), Verdict.Status(401));
    }

    private Attempt Operator(Random random)
    {
        var viewer = Any(random);
        var other = AnySide(random).Tenant;
        var (method, path) = Pick(random, [("GET", "/v1/admin/tenants"), ("DELETE", $"/v1/admin/tenants/{other}?confirm={other}"), ("POST", $"/v1/admin/tenants/{other}/keys"), ("POST", $"/v1/admin/tenants/{other}/users"), ("GET", $"/v1/admin/tenants/{other}/digest"), ("GET", "/v1/admin/audit"), ("PUT", $"/v1/admin/tenants/{other}"), ("PUT", $"/v1/admin/tenants/{other}/limits"), ("POST", $"/v1/admin/tenants/{other}/rebuild")]);
        var credential = random.Next(2) == 0 ? Door.Server.OperatorKey : viewer.Credential;
        return Call("operator calls on the public port", viewer, method, path, method is "GET" or "DELETE" ? null : """{"name":"x","scopes":["read"],"email":"x@example.com","role":"admin"}""", Verdict.Status(404), credential, ("Host", Door.Server.OperatorUrl.Authority));
    }

    /// <summary>A credential is taken from where it belongs only: not from an address, and no session of another site's request.</summary>
    private Attempt Misplaced(Random random)
    {
        var viewer = Pick(random, AnySide(random).Viewers.FindAll(static viewer => viewer.Credential.StartsWith("cs_", StringComparison.Ordinal)));
        var body = new JsonObject { ["query"] = Who }.ToJsonString();
        var gateway = new Uri(Door.Gateway.Url, "/graphql");
        (string, string) cookie = ("Cookie", $"carekpi={viewer.Credential}"), own = ("Origin", Door.Gateway.Origin), foreign = ("Origin", Pick(random, ["https://evil.example.com", "null", Door.Gateway.Origin + ".evil.example.com", "http://127.0.0.1"]));
        return random.Next(6) switch
        {
            0 => Send("cookie of another site", () => Wire.SendAsync(HttpMethod.Post, gateway, body, [FrontDoor.From(), cookie, foreign]), Verdict.Forbidden),
            1 => Send("cookie without origin", () => Wire.SendAsync(HttpMethod.Post, gateway, body, [FrontDoor.From(), cookie]), Verdict.Forbidden),
            2 => Send("cookie and text/plain", () => Wire.SendAsync(HttpMethod.Post, gateway, body, [FrontDoor.From(), cookie, own, ("Content-Type", "text/plain")]), Verdict.Forbidden),
            3 => Send("cookie and GET", () => Wire.SendAsync(HttpMethod.Get, new Uri(gateway, "?query=" + Uri.EscapeDataString(Who)), null, [FrontDoor.From(), cookie, own]), Verdict.Forbidden),
            4 => Send("cookie at the node", () => Wire.SendAsync(HttpMethod.Get, new Uri(Door.Server.Url, "/v1/tenant"), null, [FrontDoor.From(), cookie, own]), Verdict.Status(401)),
            _ => Send("in the address", () => Wire.SendAsync(HttpMethod.Get, new Uri(Door.Server.Url, $"/v1/tenant?access_token={viewer.Credential}&key={viewer.Side.Key}"), null, [FrontDoor.From()]), Verdict.Status(401)),
        };

        Attempt Send(string what, Func<Task<Answer>> send, Func<Answer, string?> judge) => new("a credential in another place", viewer, what, send, judge);
    }

    /// <summary>Refused at both doors. Nobody is who tries: no word of any tenant is for them, so that it is a stranger's to see nothing.</summary>
    private Attempt Refused(string kind, Random random, string how, string credential, params (string Name, string Value)[] headers)
    {
        var viewer = AnySide(random).Viewers[0];
        var attempt = random.Next(2) == 0
            ? Call(kind, viewer, "GET", Pick(random, ["/v1/me", "/v1/tenant", "/v1/scopes?level=team", "/v1/keys", "/v1/changes?scope=tenant"]), null, Unmarked(Verdict.Status(401)), credential, headers)
            : new(kind, viewer, Who, () => Door.PostAsync(null, new JsonObject { ["query"] = Who }, [("Authorization", $"Bearer {credential}"), .. headers]), Unmarked(Verdict.Unauthenticated));
        return attempt with { What = $"{how}: {attempt.What}" };
    }

    private static Func<Answer, string?> Unmarked(Func<Answer, string?> judge) => answer => answer.Text.Contains("Xq", StringComparison.Ordinal) ? "it tells names" : judge(answer);

    private static string Garbled(Random random, string token)
    {
        // Not the last letter, of which some bits say nothing.
        var at = 3 + random.Next(token.Length - 5);
        var letter = token[at] switch { 'A' => 'B', '.' => '_', _ => 'A' };
        return $"{token[..at]}{letter}{token[(at + 1)..]}";
    }

    private static JsonObject Read(string part) => JsonNode.Parse(WebEncoders.Base64UrlDecode(part))!.AsObject();

    private static string Write(JsonObject part) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Hmac(string header, string payload, string secret) => $"{header}.{payload}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{header}.{payload}")))}";

    private static string Swap(string one, string other) => string.Join('.', one.Split('.')[0], other.Split('.')[1], one.Split('.')[2]);

    private static JsonObject With(JsonObject claims, string name, JsonNode value)
    {
        claims[name] = value;
        return claims;
    }
}
