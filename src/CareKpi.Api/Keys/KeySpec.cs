using System.Net;
using CareKpi.Api.Access;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;

namespace CareKpi.Api.Keys;

/// <summary>A checked <see cref="NewKey"/>.</summary>
internal sealed record KeySpec(string Name, KeyScopes Scopes, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Networks, IReadOnlyList<string> Levels)
{
    private const int MaxName = 100;
    private const int MaxNetworks = 50;
    private static readonly string[] UsualLevels = ["customer"];

    public static KeySpec Check(NewKey body, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > MaxName || body.Name.Any(char.IsControl))
        {
            throw ProblemException.BadInput("A key needs a name of 1 to 100 characters.", "name");
        }

        if (body.ExpiresAt <= now)
        {
            throw ProblemException.BadInput("The key would have expired already.", "expiresAt");
        }

        var networks = body.Networks ?? [];
        if (networks.Count > MaxNetworks || !networks.All(IsNetwork))
        {
            throw ProblemException.BadInput("Networks are written as CIDR, such as '203.0.113.0/24' or '2001:db8::/32', IPv4 as IPv4; at most 50.", "networks");
        }

        var scopes = ParseScopes(body.Scopes ?? []);
        return new(body.Name, scopes, body.ExpiresAt, networks, ParseLevels(body.Levels, scopes));
    }

    /// <summary>A key makes at most its like: otherwise whoever finds a key that may only manage reads everything with it, or outlives its end and its networks.</summary>
    public void CheckWithin(ApiKey maker)
    {
        if ((Scopes & ~maker.Scopes) is not KeyScopes.None and var missing)
        {
            throw Beyond($"it lacks the scope '{KeyScopeWords.Of(missing)[0]}'", "scopes");
        }

        if (maker.ExpiresAt is { } end && !(ExpiresAt <= end))
        {
            throw Beyond("it expires itself: give 'expiresAt', not later than its own", "expiresAt");
        }

        if (maker.Networks.Count > 0 && (Networks.Count == 0 || !Networks.All(network => maker.Encloses(IPNetwork.Parse(network)))))
        {
            throw Beyond("it is bound to networks: give 'networks' within them", "networks");
        }

        if (Levels.FirstOrDefault(level => maker.Levels?.Contains(level, StringComparer.Ordinal) is not true) is { } level)
        {
            throw Beyond($"it lacks the level '{level}'", "levels");
        }
    }

    private static ProblemException Beyond(string why, string field) =>
        new(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, $"A key cannot make one that may more than itself: {why}. People who are admins and operators can.", field);

    private static bool IsNetwork(string? text) => IPNetwork.TryParse(text, out var network) && !network.BaseAddress.IsIPv4MappedToIPv6;

    private static KeyScopes ParseScopes(IReadOnlyList<string> words)
    {
        var scopes = KeyScopes.None;
        foreach (var word in words)
        {
            scopes |= KeyScopeWords.Parse(word) ?? throw ProblemException.BadInput("Scopes are 'ingest', 'read', 'export', 'widget' and 'manage'.", "scopes");
        }

        return scopes == KeyScopes.None ? throw ProblemException.BadInput("A key needs at least one scope.", "scopes") : scopes;
    }

    private static IReadOnlyList<string> ParseLevels(IReadOnlyList<string>? words, KeyScopes scopes)
    {
        if (!scopes.HasFlag(KeyScopes.Widget))
        {
            return words is null or { Count: 0 } ? [] : throw ProblemException.BadInput("Only a key with the scope 'widget' has levels.", "levels");
        }

        if (words is { Count: 0 } || words?.Any(static word => word is null || Words.Level(word) is null) is true)
        {
            throw ProblemException.BadInput("Levels are 'tenant', 'team', 'agent' and 'customer'; at least one.", "levels");
        }

        return words is null ? UsualLevels : [.. words.Distinct(StringComparer.Ordinal)];
    }
}
