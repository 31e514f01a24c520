using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace CareKpi.EndToEnd.Suites;

/// <summary>The disk hangs under load: everybody is told so within a second, memory stays flat, and what was acknowledged is there when it goes on.</summary>
[Trait("Suite", "stall")]
public sealed class StallTests
{
    private const int Workers = 16;
    private const int Each = 20;
    private const long MostGrowth = 50L << 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Recovers = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_store_that_hangs_is_told_of_within_a_second()
    {
        await using var node = new StalledNode();
        await node.StartAsync(null);
        using var over = new CancellationTokenSource();
        var load = new Load(node);
        var workers = load.RunAsync(over.Token);
        await Until.TrueAsync("posts are acknowledged", Recovers, () => Task.FromResult(load.Acknowledged.Count > Workers));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        node.Stall();
        await Task.Delay(TimeSpan.FromSeconds(Size.Of(test: 4, prove: 10)), over.Token);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        var refused = load.Answers.Count(static answer => answer.Status == 503);
        node.GoOn();

        var acknowledged = load.Acknowledged.Count;
        await Until.TrueAsync("posts are acknowledged again", Recovers, () => Task.FromResult(load.Acknowledged.Count > acknowledged + Workers));
        await over.CancelAsync();
        await workers;
        var worst = load.Answers.GroupBy(static answer => answer.What, StringComparer.Ordinal).ToDictionary(static kind => kind.Key, static kind => kind.Max(static answer => answer.Took), StringComparer.Ordinal);
        Assert.All(worst, kind => Assert.True(kind.Value < Bound + load.Lateness, $"{kind.Key} took {kind.Value.TotalMilliseconds:F0} ms, the machine was late by {load.Lateness.TotalMilliseconds:F0} ms"));
        Assert.All(load.Answers, static answer => Assert.True(answer.Status is 200 or 503, $"{answer.What}: {answer.Status}"));
        Assert.True(refused > Workers, $"{refused} requests were refused");
        Assert.True(growth < MostGrowth, $"memory grew by {growth >> 20} MB");

        await node.RestartAsync();
        foreach (var batch in load.Acknowledged)
        {
            Assert.Equal(Each, await load.DuplicatesAsync(batch));
        }

        Size.Tell($"{refused} requests refused while the stores hung, the slowest after {worst.Values.Max().TotalMilliseconds:F0} ms (machine late by {load.Lateness.TotalMilliseconds:F0} ms), memory {growth / 1024 / 1024} MB more, {load.Acknowledged.Count * Each} events acknowledged and there");
    }

    /// <summary>Posts, reads and health checks at a pace, whatever is answered.</summary>
    private sealed class Load(StalledNode node)
    {
        private int next = -1;
        private long late;

        public ConcurrentBag<int> Acknowledged { get; } = [];

        public ConcurrentBag<(string What, int Status, TimeSpan Took)> Answers { get; } = [];

        /// <summary>By how much a timer of this process was late at worst: the machine's share, that no bound of the node can hold.</summary>
        public TimeSpan Lateness => TimeSpan.FromMilliseconds(Interlocked.Read(ref late));

        public Task RunAsync(CancellationToken over) => Task.WhenAll(
        [
            .. Enumerable.Range(0, Workers).Select(_ => PacedAsync(PostAsync, over)),
            PacedAsync(() => AskAsync("live", HttpMethod.Get, "/healthz/live", null), over),
            PacedAsync(() => AskAsync("ready", HttpMethod.Get, "/healthz/ready", null), over),
            HeartbeatAsync(over),
        ]);

        /// <summary>How many events of a batch the node knows already.</summary>
        public async Task<long> DuplicatesAsync(int batch) => (await Until.FoundAsync("a post is answered", Recovers, async () =>
        {
            using var response = await node.Public.TryAsync(HttpMethod.Post, "/v1/events", Body(batch), "application/x-ndjson");
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

        private async Task<int> AskAsync(string what, HttpMethod method, string path, ReadOnlyMemory<byte>? body)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await node.Public.TryAsync(method, path, body, "application/x-ndjson");
            Answers.Add((what, (int)response.StatusCode, Stopwatch.GetElapsedTime(start)));
            return (int)response.StatusCode;
        }

        private async Task HeartbeatAsync(CancellationToken over)
        {
            const int beat = 10;
            while (!over.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                await Task.Delay(beat, CancellationToken.None);
                late = Math.Max(late, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds - beat);
            }
        }

        private static ReadOnlyMemory<byte> Body(int batch)
        {
            using var body = new MemoryStream();
            foreach (var line in Generated.Events(Each, 30, from: batch * Each))
            {
                body.Write(line.Span);
                body.WriteByte((byte)'\n');
            }

            return body.ToArray();
        }
    }
}
