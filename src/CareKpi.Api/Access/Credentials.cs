using CareKpi.Api.Problems;

namespace CareKpi.Api.Access;

/// <summary>From a request to who calls. What lasts longer than its credential may (a stream) asks again.</summary>
internal sealed class Credentials(IEnumerable<ICredential> forms)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;

    private readonly ICredential[] forms = [.. forms];

    /// <summary>Throws <see cref="ProblemException"/> when there is no credential, or none that is good.</summary>
    public ValueTask<Caller> ReadAsync(HttpContext context)
    {
        var token = TokenOf(context.Request) ?? throw ProblemException.Unauthenticated("Give a key or token: 'Authorization: Bearer …'.");
        var form = token.Length <= LongestToken ? Array.Find(forms, form => form.Recognises(token)) : null;
        return form?.ReadAsync(token, context) ?? throw ProblemException.Unauthenticated("This is no credential of this node: it takes API keys (ck_…), sessions (cs_…) and tokens of a tenant's issuers.");
    }

    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
    }
}
