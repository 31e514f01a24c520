using CareKpi.Api.Outbound;

namespace CareKpi.Api.Oidc;

/// <summary>How issuers are asked: https, to the address that was checked and no other, no redirects, no proxy, little time, little room. Issuers that the operator has named
/// (<see cref="CareKpiApiOptions.InsecureIssuers"/>) may also be on http and on private addresses.</summary>
internal sealed class IssuerHttp(CareKpiApiOptions options) : IDisposable
{
    private const int MaxBody = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient strict = Client(isChecked: true);
    private readonly HttpClient named = Client(isChecked: false);

    public bool IsNamed(string issuer) => options.InsecureIssuers.Contains(issuer, StringComparer.Ordinal);

    /// <summary>The answer to a request on behalf of an issuer. Throws <see cref="HttpRequestException"/> or <see cref="TaskCanceledException"/>.</summary>
    public async Task<(int Status, byte[] Body)> SendAsync(string issuer, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isNamed = IsNamed(issuer);
        if (!isNamed && request.RequestUri!.Scheme != Uri.UriSchemeHttps)
        {
            throw new HttpRequestException("only https is asked");
        }

        using var answer = await (isNamed ? named : strict).SendAsync(request, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public void Dispose()
    {
        strict.Dispose();
        named.Dispose();
    }

    private static HttpClient Client(bool isChecked)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Patience,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        };
        if (isChecked)
        {
            handler.ConnectCallback = static (context, cancellationToken) => PublicHttp.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
        }

        return new(handler) { Timeout = Patience, MaxResponseContentBufferSize = MaxBody };
    }
}
