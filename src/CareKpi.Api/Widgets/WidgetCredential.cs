using CareKpi.Api.Access;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Widgets;

/// <summary>A widget token. It ends with the key that minted it, within two seconds on every node.</summary>
internal sealed class WidgetCredential(WidgetTokens tokens, KeyRing keys) : ICredential
{
    public bool Recognises(string token) => WidgetTokens.Claims(token);

    public async ValueTask<Caller> ReadAsync(string token, HttpContext context)
    {
        var (claims, key) = await CheckAsync(token, context.RequestAborted).WithinAsync(Patience.Store, context.RequestAborted);
        if (claims is null || key is null)
        {
            throw ProblemException.Unauthenticated("This widget token is not valid, is over, or the key that minted it was revoked: ask the page's back end for a new one.");
        }

        // Browsers say where a page comes from; other clients need not, and have no more from lying.
        var origin = context.Request.Headers.Origin;
        if (origin.Count > 0 && !string.Equals(origin.ToString(), claims.Origin, StringComparison.Ordinal))
        {
            throw ProblemException.Forbidden("This widget token was minted for pages of another origin.");
        }

        return new(claims.Tenant, CallerKind.Widget, key.Id, key.Name, KeyScopes.Read, new Reach.OfWidget(claims.Scope, claims.Kpis, claims.Origin)) { ExpiresAt = claims.ExpiresAt };
    }

    private async Task<(WidgetClaims? Claims, ApiKey? Minter)> CheckAsync(string token, CancellationToken cancellationToken)
    {
        var claims = await tokens.VerifyAsync(token, cancellationToken);
        return (claims, claims is null ? null : await keys.FindAsync(claims.Tenant, claims.Minter, cancellationToken));
    }
}
