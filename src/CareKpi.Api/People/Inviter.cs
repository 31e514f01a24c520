using CareKpi.Api.Access;
using CareKpi.Api.Keys;
using CareKpi.Api.Problems;

namespace CareKpi.Api.People;

/// <summary>Who lets people in. A person stays when the key that made it ends, and signs in from anywhere: so a key that is bound in time or to networks lets nobody in, and none makes somebody who sees more than itself.</summary>
/// <param name="Key">null: an admin or an operator, who may let in anybody.</param>
internal sealed record Inviter(ApiKey? Key)
{
    public static readonly Inviter Unbound = new((ApiKey?)null);

    private const KeyScopes OfAdmins = KeyScopes.Read | KeyScopes.Export | KeyScopes.Widget | KeyScopes.Manage;

    public static async ValueTask<Inviter> OfAsync(HttpContext context, KeyRing ring) => context.Caller() is { Kind: CallerKind.Key } caller
        ? new(await ring.FindAsync(caller.Tenant, caller.Id, context.RequestAborted) ?? throw ProblemException.Unauthenticated("The key that asks for it was revoked or has expired."))
        : Unbound;

    /// <summary>Throws <see cref="ProblemException"/>, 403, where the key may not make, change or invite somebody of this role.</summary>
    public void Check(PersonRole role, string field = "role")
    {
        if (Key is null)
        {
            return;
        }

        if (((role == PersonRole.Admin ? OfAdmins : KeyScopes.Read) & ~Key.Scopes) is not KeyScopes.None and var missing)
        {
            throw Beyond(role, $"it lacks the scope '{KeyScopeWords.Of(missing)[0]}'", field);
        }

        if (Key.ExpiresAt is not null || Key.Networks.Count > 0)
        {
            throw Beyond(role, Key.Networks.Count > 0 ? "it is bound to networks, and a person is not" : "it expires, and a person does not", field);
        }
    }

    private static ProblemException Beyond(PersonRole role, string why, string field) =>
        new(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, $"A key lets nobody in who may more than itself, and this one has no say over the role '{role.Word()}': {why}. People who are admins and operators can.", field);
}
