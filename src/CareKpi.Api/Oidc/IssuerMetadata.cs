using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace CareKpi.Api.Oidc;

/// <summary>What an issuer tells of itself (OpenID Connect Discovery 1.0), and its keys.</summary>
/// <param name="SecretInBody">The client's secret goes into the form; usually it goes into a header.</param>
internal sealed record IssuerMetadata(Uri Keys, Uri? Authorization, Uri? Token, bool SecretInBody)
{
    private const int MaxKeys = 100;
    private const int LeastRsaBits = 2_048;

    /// <summary>Throws <see cref="FormatException"/> with what is wrong.</summary>
    public static IssuerMetadata Parse(string issuer, byte[] body)
    {
        using var document = Json(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "issuer") is not { } said || !string.Equals(said, issuer, StringComparison.Ordinal))
        {
            throw new FormatException("the metadata is not that of the issuer: 'issuer' must be exactly what the setting says");
        }

        var methods = root.TryGetProperty("token_endpoint_auth_methods_supported", out var supported) && supported.ValueKind == JsonValueKind.Array
            ? supported.EnumerateArray().Where(static method => method.ValueKind == JsonValueKind.String).Select(static method => method.GetString()!).ToList()
            : [];
        return new(
            Address(root, "jwks_uri") ?? throw new FormatException("the metadata has no usable 'jwks_uri'"), Address(root, "authorization_endpoint"), Address(root, "token_endpoint"),
            methods.Contains("client_secret_post", StringComparer.Ordinal) && !methods.Contains("client_secret_basic", StringComparer.Ordinal));
    }

    /// <summary>Public keys for signatures, of key pairs only. Others are left out.</summary>
    public static IReadOnlyList<JsonWebKey> ParseKeys(byte[] body)
    {
        using var document = Json(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("the issuer's keys are no JWK set");
        }

        return [.. keys.EnumerateArray().Take(MaxKeys).Where(static key => key.ValueKind == JsonValueKind.Object).Select(Key).OfType<JsonWebKey>()];
    }

    private static JsonWebKey? Key(JsonElement json)
    {
        try
        {
            var key = new JsonWebKey(json.GetRawText());
            var isPair = key.Kty is JsonWebAlgorithmsKeyTypes.RSA ? key.KeySize >= LeastRsaBits : key.Kty is JsonWebAlgorithmsKeyTypes.EllipticCurve;
            return isPair && (key.Use is null or "" or JsonWebKeyUseNames.Sig) ? key : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static JsonDocument Json(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException fault)
        {
            throw new FormatException("the answer is not JSON", fault);
        }
    }

    private static Uri? Address(JsonElement root, string name) => Uri.TryCreate(Text(root, name), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
