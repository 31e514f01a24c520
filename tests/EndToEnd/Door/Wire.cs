using System.Net.Http.Headers;
using System.Text;

namespace CareKpi.EndToEnd.Door;

/// <summary>Requests as they are written: no cookie is kept, no redirect followed, nothing asked twice.</summary>
internal static class Wire
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<Answer> SendAsync(HttpMethod method, Uri address, string? body, IEnumerable<(string Name, string Value)> headers)
    {
        using var request = Request(method, address, body, headers);
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.Content.Headers.ContentType?.MediaType is "text/event-stream" ? new((int)response.StatusCode, "", "a stream that goes on", []) : await ReadAsync(response);
    }

    /// <summary>A stream that goes on, or the answer that refuses it.</summary>
    public static async Task<(HttpResponseMessage? Stream, Answer? Refused)> OpenAsync(HttpMethod method, Uri address, string? body, IEnumerable<(string Name, string Value)> headers)
    {
        using var request = Request(method, address, body, [.. headers, ("Accept", "text/event-stream")]);
        var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is "text/event-stream")
        {
            return (response, null);
        }

        using (response)
        {
            return (null, await ReadAsync(response));
        }
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers).SelectMany(static header => header.Value.Select(value => $"{header.Key}: {value}")));
        var answer = new Answer((int)response.StatusCode, headers, text, response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
        return answer with { Codes = [.. CodesIn(answer.Json)] };
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, string? body, IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8) };
        if (request.Content is not null)
        {
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in headers)
        {
            if (name is "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    /// <summary>Every text that is named <c>code</c> in errors; a code of a KPI is none.</summary>
    private static IEnumerable<string> CodesIn(JsonNode? json)
    {
        if (json is not JsonObject answer)
        {
            return [];
        }

        var errors = (answer["errors"] as JsonArray)?.Select(static error => error?["extensions"]?["code"]) ?? [];
        var payloads = (answer["data"] as JsonObject)?.SelectMany(static field => (field.Value as JsonObject)?["errors"] as JsonArray ?? []).Select(static error => error?["code"]) ?? [];
        var answers = (answer["answers"] as JsonArray)?.Select(static one => one?["problem"]?["code"]) ?? [];
        return new[] { answer["code"] }.Concat(errors).Concat(payloads).Concat(answers).OfType<JsonValue>().Select(static code => code.ToString());
    }
}
