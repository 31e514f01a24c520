using System.Globalization;
using System.Text.Json;

namespace CareKpi.Kpis.Settings;

/// <summary>The setting <c>oidc</c>: <c>{"issuers": […]}</c>, as docs/sign-in.md shows it. What is refused is never shown, since a secret may stand in it.</summary>
public static class OidcSettings
{
    public const string Key = "oidc";

    /// <summary>Stands for a client secret that is kept and not shown.</summary>
    public const string Hidden = "***";

    private const int MostIssuers = 10;
    private const int MostRoles = 100;
    private const int LongestUrl = 500;
    private const int LongestText = 500;
    private const int LongestSecret = 1_000;

    private static readonly string[] s_roles = ["admin", "lead", "agent"];

    /// <summary>Signatures by key pair only: with a shared secret, whoever can check a token could make one.</summary>
    private static readonly (string Word, string Value)[] s_algorithms = [.. ((string[])["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]).Select(word => (word, word))];

    /// <param name="settings">A tenant's settings, or a patch of them.</param>
    /// <exception cref="SettingsException">It is something else, or does not hold.</exception>
    public static IReadOnlyList<OidcIssuer> Of(JsonElement settings)
    {
        var given = new SettingsReader(settings, "").Member(Key);
        if (!given.Given) return [];
        Is(given, JsonValueKind.Object, "an object with \"issuers\"");
        given.HasKeys("issuers");
        var list = given.Member("issuers");
        if (!list.Given) return [];
        Is(list, JsonValueKind.Array, "a list of issuers");
        var issuers = new List<OidcIssuer>();
        foreach (var item in list.Items(MostIssuers, "{…}"))
        {
            var issuer = Issuer(item);
            if (issuers.Exists(other => string.Equals(other.Issuer, issuer.Issuer, StringComparison.Ordinal))) throw new SettingsException(item.Member("issuer").Path, "is given twice: give each issuer once.");
            issuers.Add(issuer);
        }
        return issuers;
    }

    private static OidcIssuer Issuer(SettingsReader given)
    {
        Is(given, JsonValueKind.Object, "an issuer");
        given.HasKeys("issuer", "audience", "clientId", "clientSecret", "algorithms", "claims", "roles");
        var claims = given.Member("claims");
        claims.HasKeys("role", "teams", "agent");
        var algorithms = given.Member("algorithms");
        var believed = algorithms.Given ? algorithms.Items(s_algorithms.Length, "[\"RS256\"]").ConvertAll(item => item.Word(s_algorithms, "")) : ["RS256", "ES256"];
        if (believed.Count == 0) throw new SettingsException(algorithms.Path, "is empty: name the algorithms by which the issuer signs, such as [\"RS256\"].");
        return new OidcIssuer(
            Url(given.Member("issuer")), given.Member("audience").Text(LongestText, "\"carekpi\""), Optional(given.Member("clientId"), LongestText), Optional(given.Member("clientSecret"), LongestSecret), believed,
            new OidcClaims(Optional(claims.Member("role"), LongestText) ?? "carekpi_role", Optional(claims.Member("teams"), LongestText) ?? "carekpi_teams", Optional(claims.Member("agent"), LongestText) ?? "carekpi_agent"),
            Roles(given.Member("roles")));
    }

    private static string Url(SettingsReader given)
    {
        const string example = "\"https://login.example.com\"";
        var text = given.Text(LongestUrl, example);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0 && url.Host.Length > 0
            ? text
            : throw new SettingsException(given.Path, $"must be the issuer's address, without user, query or fragment; for example {example}.");
    }

    private static Dictionary<string, string> Roles(SettingsReader given)
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!given.Given) return roles;
        Is(given, JsonValueKind.Object, "an object, such as {\"admins\": \"admin\"}");
        foreach (var property in given.Value.EnumerateObject())
        {
            var at = given.Member(property.Name);
            if (property.Value.ValueKind != JsonValueKind.String || !s_roles.Contains(property.Value.GetString(), StringComparer.Ordinal)) throw new SettingsException(at.Path, "must be \"admin\", \"lead\" or \"agent\".");
            if (roles.Count == MostRoles) throw new SettingsException(given.Path, string.Create(CultureInfo.InvariantCulture, $"has too many entries: give at most {MostRoles}."));
            if (!roles.TryAdd(property.Name, property.Value.GetString()!)) throw new SettingsException(at.Path, "is given twice: give it once.");
        }
        return roles;
    }

    private static string? Optional(SettingsReader given, int longest)
    {
        if (!given.Given) return null;
        return given.Value.ValueKind == JsonValueKind.String && given.Value.GetString() is { Length: > 0 } text && text.Length <= longest
            ? text
            : throw new SettingsException(given.Path, string.Create(CultureInfo.InvariantCulture, $"must be a text of 1 to {longest} characters."));
    }

    private static void Is(SettingsReader given, JsonValueKind kind, string wanted)
    {
        if (given.Value.ValueKind != kind) throw new SettingsException(given.Path, $"must be {wanted}.");
    }
}
