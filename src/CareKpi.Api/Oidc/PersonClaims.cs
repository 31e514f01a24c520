using System.Text.Json;
using CareKpi.Api.People;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Oidc;

/// <summary>From an issuer's claims to a person. Of several roles the widest counts.</summary>
internal static class PersonClaims
{
    private const int MaxTeams = 100;
    private const int MaxText = 200;

    /// <summary>Throws <see cref="ProblemException"/>, 403, for who has no role here.</summary>
    public static Person Of(JsonElement claims, OidcIssuer issuer)
    {
        var id = Text(claims, "sub") ?? throw ProblemException.Forbidden("The token does not say whose it is: it has no 'sub'.");
        var roles = Texts(claims, issuer.Claims.Role).Select(word => PersonRoles.Parse(issuer.Roles.GetValueOrDefault(word, word))).OfType<PersonRole>().Order().ToList();
        if (roles.Count == 0)
        {
            throw ProblemException.Forbidden($"The issuer gives this person no role here: the claim '{issuer.Claims.Role}' must say admin, lead or agent, or what the tenant's setting maps to one.");
        }

        var agent = roles[0] == PersonRole.Agent
            ? Text(claims, issuer.Claims.Agent) ?? throw ProblemException.Forbidden($"The issuer does not say which agent this person is: the claim '{issuer.Claims.Agent}' is missing.")
            : Text(claims, issuer.Claims.Agent);
        var name = Text(claims, "name") ?? Text(claims, "preferred_username") ?? Text(claims, "email") ?? id;
        return new(id, name, Text(claims, "email"), roles[0], roles[0] == PersonRole.Lead ? [.. Texts(claims, issuer.Claims.Teams).Distinct(StringComparer.Ordinal).Take(MaxTeams)] : [], agent);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxText } text ? text : null;

    private static IEnumerable<string> Texts(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)],
            _ => [],
        };
    }
}
