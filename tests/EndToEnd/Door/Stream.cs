using System.Threading.Channels;

namespace CareKpi.EndToEnd.Door;

/// <summary>What a subscription tells over SSE or a WebSocket (<c>graphql-transport-ws</c>), one after the other.</summary>
internal sealed class Stream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<JsonObject> told = Channel.CreateUnbounded<JsonObject>();
    private readonly CancellationTokenSource stop = new();
    private readonly IDisposable connection;
    private Task reading = Task.CompletedTask;
    private string last = "nothing";

    private Stream(IDisposable connection)
    {
        this.connection = connection;
    }

    public static async Task<Stream> OverSseAsync(FrontDoor door, string credential, string query, JsonObject variables)
    {
        var (response, refused) = await Wire.OpenAsync(HttpMethod.Post, new Uri(door.Gateway.Url, "/graphql"), new JsonObject { ["query"] = query, ["variables"] = variables }.ToJsonString(), door.Headers(credential));
        Assert.True(response is not null, refused?.ToString());
        var stream = new Stream(response);
        stream.reading = stream.ReadAsync(async () =>
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stream.stop.Token));
            while (await lines.ReadLineAsync(stream.stop.Token) is { } line)
            {
                stream.last = line.Length > 0 ? line : stream.last;
                if (line.StartsWith("data:", StringComparison.Ordinal) && line[5..].Trim() is ['{', ..] data)
                {
                    stream.told.Writer.TryWrite(JsonNode.Parse(data)!.AsObject());
                }
            }
        });
        return stream;
    }

    public static async Task<Stream> OverWebSocketAsync(FrontDoor door, string credential, string query, JsonObject variables)
    {
        var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("X-Forwarded-For", FrontDoor.From().Value);
        await socket.ConnectAsync(new UriBuilder(new Uri(door.Gateway.Url, "/graphql")) { Scheme = "ws" }.Uri, CancellationToken.None);
        var stream = new Stream(socket);
        await SendAsync(socket, new() { ["type"] = "connection_init", ["payload"] = new JsonObject { ["authorization"] = $"Bearer {credential}" } });
        Assert.Equal("connection_ack", (await ReceiveAsync(socket, stream.stop.Token))?["type"]!.GetValue<string>());
        await SendAsync(socket, new() { ["id"] = "1", ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = query, ["variables"] = variables } });
        stream.reading = stream.ReadAsync(async () =>
        {
            while (await ReceiveAsync(socket, stream.stop.Token) is { } message)
            {
                stream.last = message.ToJsonString();
                switch (message["type"]!.GetValue<string>())
                {
                    case "next":
                        stream.told.Writer.TryWrite(message["payload"]!.AsObject());
                        break;
                    case "error":
                        stream.told.Writer.TryWrite(new() { ["errors"] = message["payload"]!.DeepClone() });
                        return;
                    case "complete":
                        return;
                }
            }
        });
        return stream;
    }

    /// <summary>The next thing that is told.</summary>
    public async Task<JsonObject> TakeAsync()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        late.CancelAfter(Patience);
        return await told.Reader.WaitToReadAsync(late.Token) && told.Reader.TryRead(out var next) ? next : throw new InvalidOperationException($"the stream has ended; it said last: {last}");
    }

    /// <summary>Until something told is what is waited for.</summary>
    public async Task<JsonObject> TakeAsync(Func<JsonObject, bool> isIt)
    {
        while (true)
        {
            if (await TakeAsync() is var next && isIt(next))
            {
                return next;
            }
        }
    }

    /// <summary>It has said all that it will.</summary>
    public Task EndedAsync() => reading.WaitAsync(Patience, stop.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        connection.Dispose();
        await reading;
        stop.Dispose();
    }

    private async Task ReadAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or HttpRequestException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            // Left by one of the two sides.
        }
        finally
        {
            told.Writer.TryComplete();
        }
    }

    private static async Task SendAsync(System.Net.WebSockets.ClientWebSocket socket, JsonObject message) =>
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), System.Net.WebSockets.WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonObject?> ReceiveAsync(System.Net.WebSockets.ClientWebSocket socket, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, stop);
            if (part.MessageType == System.Net.WebSockets.WebSocketMessageType.Close)
            {
                return null;
            }

            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(whole.ToArray())!.AsObject();
            }
        }
    }
}
