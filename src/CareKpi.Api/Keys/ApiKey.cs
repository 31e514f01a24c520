using System.Net;
using CareKpi.Api.Access;

namespace CareKpi.Api.Keys;

/// <summary>A key of a tenant, as it is kept. Its secret is not: only the hash by which it is found.</summary>
internal sealed record ApiKey(string Id, string Tenant, string Name, KeyScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Networks, string Hash)
{
    private IPNetwork[]? networks;

    public bool Allows(IPAddress address)
    {
        if (Networks.Count == 0)
        {
            return true;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        networks ??= [.. Networks.Select(IPNetwork.Parse)];
        return Array.Exists(networks, network => network.Contains(plain));
    }
}
