using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace CareKpi.EndToEnd.Running;

/// <summary>Tenants that post at a pace and are read at every level. Each posts its events in order, the same again until it is acknowledged, so that all below <see cref="Sent"/> are.</summary>
internal sealed class MixedLoad(IReadOnlyList<Tenant> tenants)
{
    /// <summary>Days over which a tenant's events may lie.</summary>
    public const int Days = 4_000;

    private const int Each = 25;
    private const int Readers = 2;
    private static readonly TimeSpan PostPace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReadPace = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Levels = ["tenant", "team", "agent", "customer"];
    private readonly int[] sent = new int[tenants.Count];
    private readonly ConcurrentQueue<TimeSpan> took = new();
    private long refused;
    private long reads;

    /// <summary>The node is being killed or stopped and started: who is not answered asks again.</summary>
    public bool MayBeAway { get; set; }

    public long Refused => Interlocked.Read(ref refused);

    public long Reads => Interlocked.Read(ref reads);

    public long AllSent => Enumerable.Range(0, tenants.Count).Sum(tenant => (long)Sent(tenant));

    /// <summary>How many events of a tenant are acknowledged.</summary>
    public int Sent(int tenant) => Volatile.Read(ref sent[tenant]);

    public Task RunAsync(CancellationToken over) => Task.WhenAll(
    [
        .. Enumerable.Range(0, tenants.Count).Select(tenant => PacedAsync(PostPace, () => PostAsync(tenant), over)),
        .. Enumerable.Range(0, Readers).Select(reader => ReadersAsync(reader, over)),
    ]);

    /// <summary>The 99th percentile of the reads since it was asked last, in milliseconds.</summary>
    public double ReadsTook()
    {
        var times = new List<TimeSpan>();
        while (took.TryDequeue(out var time))
        {
            times.Add(time);
        }

        times.Sort();
        return times.Count == 0 ? 0 : times[(int)Math.Ceiling(times.Count * 0.99) - 1].TotalMilliseconds;
    }

    private Task ReadersAsync(int reader, CancellationToken over)
    {
        var random = new Random(reader);
        return PacedAsync(ReadPace, () => ReadAsync(random), over);
    }

    private async Task PostAsync(int tenant)
    {
        var from = Sent(tenant);
        using var body = new MemoryStream();
        foreach (var line in Generated.Events(Each, Days, from: from))
        {
            body.Write(line.Span);
            body.WriteByte((byte)'\n');
        }

        if (await tenants[tenant].TryPostAsync(body.ToArray()) is { } taken)
        {
            Assert.Equal(Each, taken.There);
            Volatile.Write(ref sent[tenant], from + Each);
        }
        else
        {
            Interlocked.Increment(ref refused);
        }
    }

    /// <summary>Everything that a scope's scorecard says of the last 28 days that have events.</summary>
    private async Task ReadAsync(Random random)
    {
        var tenant = random.Next(tenants.Count);
        var level = Levels[random.Next(Levels.Length)];
        var last = Sent(tenant) / 2_000;
        var key = level switch
        {
            "tenant" => "",
            "team" => string.Create(CultureInfo.InvariantCulture, $""","key":"t-{random.Next(6)}" """),
            "agent" => string.Create(CultureInfo.InvariantCulture, $""","key":"a-{random.Next(41)}" """),
            _ => string.Create(CultureInfo.InvariantCulture, $""","key":"u-{random.Next(4_999)}" """),
        };
        var request = $$$"""{"requests":[{"scope":{"level":"{{{level}}}"{{{key}}}},"period":{"from":"{{{Generated.Day(Math.Max(0, last - 27))}}}","to":"{{{Generated.Day(last + 1)}}}"}}]}""";
        var start = Stopwatch.GetTimestamp();
        using var answer = await tenants[tenant].Http.TryAsync(HttpMethod.Post, "/v1/scorecards", Encoding.UTF8.GetBytes(request), "application/json");
        var said = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode == 503 || said.Contains("\"UNAVAILABLE\"", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref refused);
            return;
        }

        // A customer may not have called yet, then there is no result.
        Assert.True(answer.IsSuccessStatusCode && (said.Contains("\"values\"", StringComparison.Ordinal) || said.Contains("\"result\":null", StringComparison.Ordinal)), said);
        took.Enqueue(Stopwatch.GetElapsedTime(start));
        Interlocked.Increment(ref reads);
    }

    private async Task PacedAsync(TimeSpan every, Func<Task> work, CancellationToken over)
    {
        using var pace = new PeriodicTimer(every);
        while (!over.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (HttpRequestException) when (MayBeAway)
            {
                // It is asked again.
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
