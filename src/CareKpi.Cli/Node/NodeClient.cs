using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;

namespace CareKpi.Cli.Node;

/// <summary>The node over HTTP, with one credential. A busy node (429, 503) is waited for as long as it asks; what was sent counts once, however often.</summary>
internal sealed class NodeClient : IDisposable
{
    /// <summary>Where a key comes from when no option gives it.</summary>
    public const string TenantKey = "CAREKPI_KEY";
    public const string OperatorKey = "CAREKPI_OPERATOR_KEY";
    private const int MaxTries = 60;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    private readonly HttpClient http;

    public NodeClient(Uri url, string? given, string variable, int connections = 8, TimeSpan? patience = null)
    {
        var key = string.IsNullOrEmpty(given) ? Environment.GetEnvironmentVariable(variable) : given;
        if (string.IsNullOrEmpty(key))
        {
            throw new CommandException(ExitCodes.Usage, $"Give a key as an option or in {variable}.");
        }

        http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { BaseAddress = url, Timeout = patience ?? TimeSpan.FromSeconds(100) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>Events as lines. All refused (422) is an answer like any other.</summary>
    public Task<JsonObject> SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => CallAsync(
        () => new(HttpMethod.Post, "/v1/events") { Content = new ReadOnlyMemoryContent(lines) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } } },
        cancellationToken);

    /// <summary>One try, for measuring: status, and nothing read of the answer.</summary>
    public async Task<HttpStatusCode> TryAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(lines) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
        using var response = await http.PostAsync("/v1/events", content, cancellationToken);
        return response.StatusCode;
    }

    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) => CallAsync(() => new(HttpMethod.Get, path), cancellationToken);

    public Task<JsonObject> DeleteAsync(string path, CancellationToken cancellationToken) => CallAsync(() => new(HttpMethod.Delete, path), cancellationToken);

    public Task<JsonObject> SendJsonAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken) =>
        CallAsync(() => new(method, path) { Content = JsonContent.Create(body) }, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<JsonObject> CallAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            using var message = request();
            using var response = await http.SendAsync(message, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && tries < MaxTries)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? DefaultWait, cancellationToken);
                continue;
            }

            var answer = await ReadAsync(response, cancellationToken);
            return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.UnprocessableEntity
                ? answer
                : throw new CommandException(ExitCodes.Failed, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The node refused ({(int)response.StatusCode} {answer["code"]}): {answer["detail"]} {answer["field"]}").TrimEnd());
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) ?? []
            : [];
}
