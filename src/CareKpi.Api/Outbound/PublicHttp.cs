using System.Net.Sockets;
using CareKpi.Api.Oidc;

namespace CareKpi.Api.Outbound;

/// <summary>Asks an address that a tenant gave: https only, connected to the public address that was looked up and no other, no redirects, no proxy, no cookies, little time, little room.</summary>
internal sealed class PublicHttp : IOutbound, IDisposable
{
    private const int MaxBody = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Patience,
        MaxConnectionsPerServer = 4,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = static (context, cancellationToken) => ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken),
    })
    { Timeout = Patience, MaxResponseContentBufferSize = MaxBody };

    public async Task<int> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address || address.Scheme != Uri.UriSchemeHttps)
        {
            throw new HttpRequestException("only https is asked");
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (int)answer.StatusCode;
    }

    public void Dispose() => client.Dispose();

    /// <summary>Looks the name up once and connects to what was found: a second look-up could say something else.</summary>
    internal static async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = Array.FindAll(await System.Net.Dns.GetHostAddressesAsync(host, cancellationToken), PublicAddress.Is);
        if (addresses.Length == 0)
        {
            throw new HttpRequestException("the host has no public address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>How the node reaches addresses that tenants gave.</summary>
internal interface IOutbound
{
    /// <summary>The status of the answer. Throws <see cref="HttpRequestException"/> or <see cref="TaskCanceledException"/>.</summary>
    Task<int> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
