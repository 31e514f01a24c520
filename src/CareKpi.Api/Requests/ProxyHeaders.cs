using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Requests;

/// <summary>Whom a request comes from when proxies stand before the node: <c>X-Forwarded-For</c> is believed of the proxies that the operator has named. Of others it is left aside, and said once: all who come through one would be one address.</summary>
internal static class ProxyHeaders
{
    public static void UseTrustedProxies(this WebApplication app, IReadOnlyList<string> trusted)
    {
        var networks = trusted.Select(System.Net.IPNetwork.Parse).ToArray();
        var log = app.Logger;
        var told = 0;
        app.Use((context, next) =>
        {
            if (context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && context.Connection.RemoteIpAddress is { } remote
                && !Array.Exists(networks, network => network.Contains(Plain(remote))) && Interlocked.Exchange(ref told, 1) == 0)
            {
                log.LogWarning("X-Forwarded-For came from {Address}, which is no proxy that this node trusts, and is not believed: if a proxy or the gateway runs there, name it in CareKpi__TrustedProxies. This is said once", remote);
            }

            return next(context);
        });
        if (networks.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
