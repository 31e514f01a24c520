using System.Net;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Access;

/// <summary>An API key, <c>ck_…</c>.</summary>
internal sealed class KeyCredential(KeyRing keys, TimeProvider clock) : ICredential
{
    public bool Recognises(string token) => token.StartsWith(BearerSecret.Key, StringComparison.Ordinal);

    public async ValueTask<Caller> ReadAsync(string token, HttpContext context)
    {
        var key = await keys.FindAsync(token, context.RequestAborted).AsTask().WithinAsync(Patience.Store, context.RequestAborted);
        if (key is null || key.ExpiresAt <= clock.GetUtcNow())
        {
            throw ProblemException.Unauthenticated("This key is not known here, was revoked or has expired.");
        }

        if (!key.Allows(context.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            throw ProblemException.Forbidden("This key may not be used from this address.");
        }

        keys.Used(key);
        return new(key.Tenant, CallerKind.Key, key.Id, key.Name, key.Scopes, Reach.All) { ExpiresAt = key.ExpiresAt };
    }
}
