using System.Net;
using System.Net.Sockets;

namespace CareKpi.Api.Oidc;

/// <summary>Addresses of the public internet. Everything else (this machine, private networks, link-local with the clouds' metadata services, carriers' networks, what wraps such an address) is not to be reached by a URL that a tenant gave.</summary>
internal static class PublicAddress
{
    // IANA's special-purpose registries, IPv4; of IPv6 only global unicast is public, less what is listed.
    private static readonly IPNetwork[] s_special4 = [.. ((string[])[
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"]).Select(IPNetwork.Parse)];

    private static readonly IPNetwork s_global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] s_special6 = [.. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]).Select(IPNetwork.Parse)];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(s_special4, network => network.Contains(address))
            : address.AddressFamily == AddressFamily.InterNetworkV6 && s_global6.Contains(address) && !Array.Exists(s_special6, network => network.Contains(address));
    }
}
