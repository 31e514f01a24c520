using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Access;

/// <summary>From a request to who calls. What lasts longer than its credential may (a stream) asks again.</summary>
internal sealed class Credentials(IEnumerable<ICredential> forms, GoingTenants going)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;

    private readonly ICredential[] forms = [.. forms];

    /// <summary>Throws <see cref="ProblemException"/> when there is no credential, or none that is good.</summary>
    public async ValueTask<Caller> ReadAsync(HttpContext context)
    {
        var token = TokenOf(context.Request) ?? throw ProblemException.Unauthenticated("Give a key or token: 'Authorization: Bearer …'.");
        var form = token.Length <= LongestToken ? Array.Find(forms, form => form.Recognises(token)) : null;
        if (form is null)
        {
            throw ProblemException.Unauthenticated("This is no credential of this node: it takes API keys (ck_…), sessions (cs_…) and tokens of a tenant's issuers.");
        }

        var caller = await form.ReadAsync(token, context);
        return await going.SoonAsync(caller.Tenant, context.RequestAborted) ? throw ProblemException.Unauthenticated("The tenant of this credential is being removed.") : caller;
    }

    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
    }
}
