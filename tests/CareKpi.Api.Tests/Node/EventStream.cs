using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CareKpi.Api.Tests.Node;

/// <summary>Server-sent events, read as they come.</summary>
internal sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public static async Task<EventStream> OpenAsync(TestNode node, string query, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/changes?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var response = await node.Public.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(("text/event-stream", 200), (response.Content.Headers.ContentType?.MediaType, (int)response.StatusCode));
        var stream = new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        Assert.Equal(": watching", await stream.LineAsync());
        Assert.Equal("", await stream.LineAsync());
        return stream;
    }

    /// <summary>null: the stream has ended.</summary>
    public async Task<string?> LineAsync() => await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>The data of the next event, which is one of this name.</summary>
    public async Task<JsonObject> NextAsync(string name)
    {
        Assert.Equal($"event: {name}", await LineAsync());
        var data = JsonNode.Parse((await LineAsync())!["data: ".Length..])!.AsObject();
        Assert.Equal("", await LineAsync());
        return data;
    }

    /// <summary>The next event: scope and position.</summary>
    public async Task<(string Scope, string Position)> ChangedAsync()
    {
        var data = await NextAsync("changed");
        return (data["scope"]!.GetValue<string>(), data["position"]!.GetValue<string>());
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
