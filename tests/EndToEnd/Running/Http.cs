using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CareKpi.EndToEnd.Running;

/// <summary>A node or gateway over HTTP with one credential. The address is asked for each time: a server has other ports after a restart.</summary>
internal sealed class Http(Func<Uri> address, string key)
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1), UseProxy = false }) { Timeout = TimeSpan.FromSeconds(100) };

    public Task<JsonObject> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>An answer of 2xx, or an exception with what the node said. A busy node is asked again.</summary>
    public Task<JsonObject> SendAsync(HttpMethod method, string path, string? json) => Until.FoundAsync($"{method} {path} is answered", Busy, async () =>
    {
        using var response = await TryAsync(method, path, json is null ? null : Encoding.UTF8.GetBytes(json), "application/json");
        var body = await response.Content.ReadAsStringAsync();
        return response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests ? null
            : response.IsSuccessStatusCode ? JsonNode.Parse(body)!.AsObject()
            : throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {body}", null, response.StatusCode);
    });

    /// <summary>Once, whatever the answer is.</summary>
    public async Task<HttpResponseMessage> TryAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, string type)
    {
        using var request = new HttpRequestMessage(method, new Uri(address(), path)) { Content = body is { } bytes ? new ReadOnlyMemoryContent(bytes) : null };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (request.Content is not null)
        {
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>0: nobody answers.</summary>
    public async Task<int> StatusAsync(string path)
    {
        try
        {
            using var response = await TryAsync(HttpMethod.Get, path, null, "");
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
