using System.Net;
using CareKpi.Api.Access;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Keys;

/// <summary>Body of a request for a key.</summary>
public sealed record NewKey(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt, IReadOnlyList<string>? Networks);

/// <summary>The answer to it: the only time that <see cref="Key"/> is shown.</summary>
public sealed record IssuedKey(string Id, string Key, string Name, IReadOnlyList<string> Scopes, DateTime CreatedAt, DateTime? ExpiresAt, IReadOnlyList<string> Networks);

public sealed record KeyInfo(string Id, string Name, IReadOnlyList<string> Scopes, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt, IReadOnlyList<string> Networks);

public sealed record KeyList(IReadOnlyList<KeyInfo> Items);

/// <summary>A checked <see cref="NewKey"/>.</summary>
internal sealed record KeySpec(string Name, KeyScopes Scopes, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Networks)
{
    private const int MaxName = 100;
    private const int MaxNetworks = 50;

    public static KeySpec Check(NewKey body, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > MaxName)
        {
            throw ProblemException.BadInput("A key needs a name of 1 to 100 characters.", "name");
        }

        if (body.ExpiresAt <= now)
        {
            throw ProblemException.BadInput("The key would have expired already.", "expiresAt");
        }

        var networks = body.Networks ?? [];
        if (networks.Count > MaxNetworks || !networks.All(network => IPNetwork.TryParse(network, out _)))
        {
            throw ProblemException.BadInput("Networks are written as CIDR, such as '203.0.113.0/24'; at most 50.", "networks");
        }

        return new(body.Name, ParseScopes(body.Scopes ?? []), body.ExpiresAt, networks);
    }

    private static KeyScopes ParseScopes(IReadOnlyList<string> words)
    {
        var scopes = KeyScopes.None;
        foreach (var word in words)
        {
            scopes |= KeyScopeWords.Parse(word) ?? throw ProblemException.BadInput("Scopes are 'ingest', 'read', 'export', 'widget' and 'manage'.", "scopes");
        }

        return scopes == KeyScopes.None ? throw ProblemException.BadInput("A key needs at least one scope.", "scopes") : scopes;
    }
}
