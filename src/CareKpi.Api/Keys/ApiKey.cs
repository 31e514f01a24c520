using System.Net;
using CareKpi.Api.Access;

namespace CareKpi.Api.Keys;

/// <summary>A key of a tenant, as it is kept. Its secret is not: only the hash by which it is found. <see cref="Levels"/> (scope <c>widget</c>): those that tokens may be minted for.</summary>
internal sealed record ApiKey(string Id, string Tenant, string Name, KeyScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Networks, string Hash,
    IReadOnlyList<string>? Levels = null)
{
    private IPNetwork[]? networks;

    public bool Allows(IPAddress address)
    {
        if (Networks.Count == 0)
        {
            return true;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(Parsed(), network => network.Contains(plain));
    }

    /// <summary>The network lies within one of the key's.</summary>
    public bool Encloses(IPNetwork inner) => Array.Exists(Parsed(), outer => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress));

    private IPNetwork[] Parsed() => networks ??= [.. Networks.Select(IPNetwork.Parse)];
}
