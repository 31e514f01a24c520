using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CareKpi.Api.Access;

/// <summary>The connection came in on the operator port.</summary>
internal sealed class OperatorConnection
{
    public static readonly OperatorConnection Instance = new();
}

public static class Ports
{
    /// <summary>Listens on both ports. Which one a request came in on is a property of its connection, so no header can claim it.</summary>
    public static void ListenForCareKpi(this KestrelServerOptions kestrel, string publicUrls, string operatorUrls)
    {
        foreach (var url in Split(publicUrls))
        {
            Listen(kestrel, url, static _ => { });
        }

        foreach (var url in Split(operatorUrls))
        {
            Listen(kestrel, url, static options => options.Use(next => connection =>
            {
                connection.Features.Set(OperatorConnection.Instance);
                return next(connection);
            }));
        }
    }

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Listen(KestrelServerOptions kestrel, string url, Action<ListenOptions> configure)
    {
        var address = BindingAddress.Parse(url);
        if (!string.Equals(address.Scheme, "http", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"'{url}': the node speaks http; TLS ends at the proxy or ingress in front of it");
        }

        if (IPAddress.TryParse(address.Host, out var ip))
        {
            kestrel.Listen(ip, address.Port, configure);
        }
        else if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            kestrel.ListenLocalhost(address.Port, configure);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, configure);
        }
    }
}
