using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.SignIn;

namespace CareKpi.Api.Access;

/// <summary>The session of a person who has signed in, <c>cs_…</c>.</summary>
internal sealed class SessionCredential(SessionStore sessions) : ICredential
{
    public bool Recognises(string token) => token.StartsWith(BearerSecret.Session, StringComparison.Ordinal);

    public async ValueTask<Caller> ReadAsync(string token, HttpContext context) =>
        await sessions.FindAsync(token, context.RequestAborted).AsTask().WithinAsync(Patience.Store, context.RequestAborted)
        ?? throw ProblemException.Unauthenticated("This session has ended: sign in again.");
}
