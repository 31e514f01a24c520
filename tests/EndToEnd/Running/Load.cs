using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.EndToEnd.Running;

/// <summary>Posts, reads and health checks at a pace, whatever is answered.</summary>
internal sealed class Load(Func<Http> tenant)
{
    public const int Workers = 16;

    /// <summary>Events of a post.</summary>
    public const int Each = 20;

    /// <summary>Days over which the events lie.</summary>
    public const int Days = 30;

    /// <summary>How long a node may take to serve again when what ailed it is over.</summary>
    public static readonly TimeSpan Recovers = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private int next = -1;
    private long late;

    public ConcurrentBag<int> Acknowledged { get; } = [];

    public ConcurrentBag<(string What, int Status, TimeSpan Took)> Answers { get; } = [];

    /// <summary>How many posts were tried, whatever became of them.</summary>
    public int Tried => next + 1;

    /// <summary>By how much a timer of this process and an answer of a server that does nothing were late at worst: the machine's share, that no bound of the node can hold.</summary>
    public TimeSpan Lateness => TimeSpan.FromMilliseconds(Interlocked.Read(ref late));

    public async Task RunAsync(CancellationToken over)
    {
        // Code is compiled with the first answers: how long they take is not the store's doing.
        await PostAsync();
        await LiveAsync();
        await ReadyAsync();
        Answers.Clear();
        await Task.WhenAll([.. Enumerable.Range(0, Workers).Select(_ => PacedAsync(PostAsync, over)), PacedAsync(LiveAsync, over), PacedAsync(ReadyAsync, over), HeartbeatAsync(over)]);
    }

    /// <summary>How many events of a batch the node knows already.</summary>
    public async Task<long> DuplicatesAsync(int batch) => (await Until.FoundAsync("a post is answered", Recovers, async () =>
    {
        using var response = await tenant().TryAsync(HttpMethod.Post, "/v1/events", Body(batch), "application/x-ndjson");
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonObject>() : null;
    }))["duplicates"]!.GetValue<long>();

    private static async Task PacedAsync(Func<Task> work, CancellationToken over)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!over.IsCancellationRequested)
        {
            await work();
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task PostAsync()
    {
        var batch = Interlocked.Increment(ref next);
        if (await AskAsync("post", HttpMethod.Post, "/v1/events", Body(batch)) == 200)
        {
            Acknowledged.Add(batch);
        }
    }

    private Task LiveAsync() => AskAsync("live", HttpMethod.Get, "/healthz/live", null);

    private Task ReadyAsync() => AskAsync("ready", HttpMethod.Get, "/healthz/ready", null);

    private async Task<int> AskAsync(string what, HttpMethod method, string path, ReadOnlyMemory<byte>? body)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await tenant().TryAsync(method, path, body, "application/x-ndjson");
        Answers.Add((what, (int)response.StatusCode, Stopwatch.GetElapsedTime(start)));
        return (int)response.StatusCode;
    }

    private async Task HeartbeatAsync(CancellationToken over)
    {
        const int beat = 10;
        await using var nothing = await NothingAsync();
        var address = new Uri(nothing.Urls.Single());
        var http = new Http(() => address, "");
        // Not with the first answer, for which code is compiled.
        await http.StatusAsync("/");
        while (!over.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.Delay(beat, CancellationToken.None);
            await http.StatusAsync("/");
            late = Math.Max(late, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds - beat);
        }
    }

    private static async Task<WebApplication> NothingAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync(CancellationToken.None);
        return app;
    }

    private static ReadOnlyMemory<byte> Body(int batch)
    {
        using var body = new MemoryStream();
        foreach (var line in Generated.Events(Each, Days, from: batch * Each))
        {
            body.Write(line.Span);
            body.WriteByte((byte)'\n');
        }

        return body.ToArray();
    }
}
