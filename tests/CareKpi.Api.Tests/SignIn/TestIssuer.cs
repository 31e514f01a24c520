using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Tests.SignIn;

/// <summary>An OpenID provider of our own: metadata, keys that roll over, codes for tokens. It signs whatever it is asked to, well or badly.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "carekpi-web";
    public const string ClientSecret = "s3cret: of the client";
    private readonly Dictionary<string, AsymmetricAlgorithm> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Challenge, JsonObject Claims, string Redirect)> codes = new(StringComparer.Ordinal);
    private WebApplication app = null!;

    public string Url { get; private set; } = "";

    /// <summary>Paths that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Set: metadata are somewhere else.</summary>
    public string? RedirectsTo { get; set; }

    public bool IsDown { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        issuer.app = builder.Build();
        issuer.app.Use(issuer.HandleAsync);
        await issuer.app.StartAsync();
        issuer.Url = issuer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        issuer.Add("rsa-1", RSA.Create(2048));
        issuer.Add("ec-1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        return issuer;
    }

    public void Add(string kid, AsymmetricAlgorithm key) => keys[kid] = key;

    public void Remove(string kid) => keys.Remove(kid);

    public RSAParameters Rsa(string kid) => ((RSA)keys[kid]).ExportParameters(includePrivateParameters: false);

    public string RsaPem(string kid) => ((RSA)keys[kid]).ExportSubjectPublicKeyInfoPem();

    /// <summary>The settings of a tenant that trusts it.</summary>
    public JsonObject Settings(bool hasClient = true, string? secret = ClientSecret) => new()
    {
        ["issuer"] = Url,
        ["audience"] = "carekpi",
        ["clientId"] = hasClient ? ClientId : null,
        ["clientSecret"] = hasClient ? secret : null,
        ["roles"] = new JsonObject { ["admins"] = "admin", ["coaches"] = "lead", ["staff"] = "agent" },
    };

    public JsonObject Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Url,
        ["sub"] = "u-1",
        ["aud"] = "carekpi",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        ["name"] = "Ann Lee",
        ["email"] = "ann@example.com",
        ["carekpi_role"] = "admins",
    };

    public string Sign(JsonObject claims, string kid = "rsa-1", string alg = "RS256", string? typ = "at+jwt", byte[]? secret = null, string? saidKid = null)
    {
        var header = new JsonObject { ["alg"] = alg, ["kid"] = saidKid ?? kid };
        if (typ is not null)
        {
            header["typ"] = typ;
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = alg switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(secret!, bytes),
            "PS256" => ((RSA)keys[kid]).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => ((ECDsa)keys[kid]).SignData(bytes, HashAlgorithmName.SHA256),
            _ => ((RSA)keys[kid]).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{WebEncoders.Base64UrlEncode(signature)}";
    }

    /// <summary>A person signs in: what the issuer sends back to the browser. <paramref name="change"/>: of the ID token's claims.</summary>
    public (string State, string Code) SignIn(string authorizeUrl, DateTimeOffset now, Action<JsonObject>? change = null)
    {
        var query = HttpUtility.ParseQueryString(new Uri(authorizeUrl).Query);
        Assert.Equal(("code", ClientId, "S256"), (query["response_type"], query["client_id"], query["code_challenge_method"]));
        var claims = Claims(now);
        claims["aud"] = ClientId;
        claims["nonce"] = query["nonce"];
        change?.Invoke(claims);
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (query["code_challenge"]!, claims, query["redirect_uri"]!);
        return (query["state"]!, code);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static string Encode(JsonObject json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        Asked.Enqueue(path);
        if (IsDown)
        {
            context.Response.StatusCode = 500;
        }
        else if (RedirectsTo is { } elsewhere && path.StartsWith("/.well-known", StringComparison.Ordinal))
        {
            context.Response.Redirect(elsewhere + path);
        }
        else
        {
            await (path switch
            {
                "/.well-known/openid-configuration" => context.Response.WriteAsJsonAsync(new { issuer = Url, jwks_uri = Url + "/keys", authorization_endpoint = Url + "/authorize?ui=1", token_endpoint = Url + "/token" }, context.RequestAborted),
                "/keys" => context.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. keys.Select(pair => (JsonNode)Jwk(pair.Key, pair.Value))]) }.ToJsonString(), context.RequestAborted),
                "/token" => ExchangeAsync(context),
                _ => next(context),
            });
        }
    }

    private async Task ExchangeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}"));
        var verifier = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (context.Request.Headers.Authorization != basic || !codes.TryRemove(form["code"].ToString(), out var known) || known.Challenge != verifier || known.Redirect != form["redirect_uri"])
        {
            context.Response.StatusCode = 400;
            return;
        }

        await context.Response.WriteAsJsonAsync(new { access_token = "opaque", token_type = "Bearer", id_token = Sign(known.Claims, typ: "JWT") }, context.RequestAborted);
    }

    private static JsonObject Jwk(string kid, AsymmetricAlgorithm key)
    {
        if (key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            return new() { ["kty"] = "RSA", ["kid"] = kid, ["use"] = "sig", ["n"] = WebEncoders.Base64UrlEncode(parameters.Modulus!), ["e"] = WebEncoders.Base64UrlEncode(parameters.Exponent!) };
        }

        var point = ((ECDsa)key).ExportParameters(includePrivateParameters: false).Q;
        return new() { ["kty"] = "EC", ["kid"] = kid, ["use"] = "sig", ["crv"] = "P-256", ["x"] = WebEncoders.Base64UrlEncode(point.X!), ["y"] = WebEncoders.Base64UrlEncode(point.Y!) };
    }
}
