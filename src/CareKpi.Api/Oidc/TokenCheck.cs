using System.Text.Json;
using CareKpi.Kpis.Settings;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CareKpi.Api.Oidc;

/// <summary>Whether a token is the issuer's, for us, and of now. Signatures are checked with the issuer's public keys and the algorithms that the tenant believes, never 'none' and never a shared secret.</summary>
internal sealed class TokenCheck(IssuerDirectory issuers, TimeProvider clock)
{
    /// <summary>How far the issuer's clock may be from this one's.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>What the token says, and until when. null: it is not good.</summary>
    public async ValueTask<(JsonElement Claims, DateTimeOffset ExpiresAt)?> ReadAsync(string token, OidcIssuer issuer, string audience, CancellationToken cancellationToken)
    {
        if (Parse(token) is not { } said || !issuer.Algorithms.Contains(said.Alg, StringComparer.Ordinal))
        {
            return null;
        }

        var keys = await issuers.KeysAsync(issuer.Issuer, string.IsNullOrEmpty(said.Kid) ? null : said.Kid, cancellationToken);
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = audience,
            ValidAlgorithms = issuer.Algorithms,
            IssuerSigningKeys = [.. keys.Where(key => string.IsNullOrEmpty(key.Alg) || string.Equals(key.Alg, said.Alg, StringComparison.Ordinal))],
            TryAllIssuerSigningKeys = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsOfNow,
        });
        return result.IsValid ? (Payload(said), new DateTimeOffset(said.ValidTo, TimeSpan.Zero)) : null;
    }

    /// <summary>As it stands, nothing checked. null: no token.</summary>
    public static JsonWebToken? Parse(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonElement Payload(JsonWebToken token) => JsonElement.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));

    private bool IsOfNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || now >= start - Skew);
    }
}
