using CareKpi.Api.Oidc;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Access;

/// <summary>An access token of a tenant's issuer: a JWT. The issuer decides the tenant, the tenant's settings what is believed.</summary>
internal sealed class AccessTokenCredential(IssuerRegistry issuers, AccessSettingsCache settings, TokenCheck check) : ICredential
{
    private static readonly string[] Types = ["", "JWT", "at+jwt", "application/at+jwt"];

    /// <summary>Three parts: one of five is encrypted, and not for us.</summary>
    public bool Recognises(string token) => token.StartsWith("ey", StringComparison.Ordinal) && token.AsSpan().Count('.') == 2;

    public async ValueTask<Caller> ReadAsync(string token, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (TokenCheck.Parse(token) is not { } said || !Types.Contains(said.Typ ?? "", StringComparer.OrdinalIgnoreCase) || await issuers.FindAsync(said.Issuer, cancellationToken) is not { } claim)
        {
            throw NotGood();
        }

        var issuer = (await settings.OfAsync(claim.Tenant, cancellationToken))?.IssuerOf(claim.Issuer) ?? throw NotGood();
        var (claims, expiresAt) = await check.ReadAsync(token, issuer, issuer.Audience, cancellationToken) ?? throw NotGood();
        return PersonClaims.Of(claims, issuer).AsCaller(claim.Tenant, expiresAt);
    }

    /// <summary>One answer to all that can be wrong: which issuers there are is nobody's business.</summary>
    private static ProblemException NotGood() => ProblemException.Unauthenticated("This token is not good here: its issuer, audience, signature or time does not hold.");
}
