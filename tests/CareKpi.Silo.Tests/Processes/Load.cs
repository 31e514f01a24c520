using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace CareKpi.Silo.Tests.Processes;

/// <summary>A tenant's clients: one sends surveys, one reads how many there are. All that is acknowledged is noted.</summary>
internal sealed class Load(string tenant, Caller sender, Caller reader)
{
    /// <summary>Events of a request.</summary>
    public const int Each = 20;

    /// <summary>Reads are answered again after so long at most.</summary>
    private static readonly TimeSpan Heals = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly List<string> acknowledged = [];
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private long lastRead;
    private int reads;
    private int sent;

    public string Tenant => tenant;

    public int Acknowledged
    {
        get
        {
            lock (acknowledged)
            {
                return acknowledged.Count * Each;
            }
        }
    }

    /// <summary>Reads that were answered with a result.</summary>
    public int Reads => Volatile.Read(ref reads);

    /// <summary>Requests of which all tries failed, each with its last answer.</summary>
    public List<string> Failed { get; } = [];

    /// <summary>Of all tries that failed the last one.</summary>
    public string LastProblem => $"{sender.LastProblem} {reader.LastProblem}";

    /// <summary>By how much a pause of this process took longer than it was to be, at worst: the machine's share.</summary>
    public TimeSpan Late { get; private set; }

    public int Retries => sender.Retries + reader.Retries;

    public TimeSpan SlowestSend { get; private set; }

    /// <summary>Between one read that was answered and the next.</summary>
    public TimeSpan LongestWithoutRead { get; private set; }

    public void Start()
    {
        Volatile.Write(ref lastRead, Stopwatch.GetTimestamp());
        running = Task.WhenAll(SendAsync(), ReadAsync());
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await running;
        LongestWithoutRead = TimeSpan.FromTicks(Math.Max(LongestWithoutRead.Ticks, Stopwatch.GetElapsedTime(Volatile.Read(ref lastRead)).Ticks));
    }

    /// <summary>Everything acknowledged is there, and nothing is there twice: sent again all of it is known, and the count is that of distinct surveys.</summary>
    public async Task AssertHoldsAsync()
    {
        // What was given up may have been taken; sent again it is there for certain.
        var all = Enumerable.Range(0, sent).Select(Body).ToList();
        var acknowledgedBodies = acknowledged.ToHashSet(StringComparer.Ordinal);
        foreach (var body in all)
        {
            var answer = await AgainAsync(() => sender.SendAsync(HttpMethod.Post, "/v1/events", body, "application/x-ndjson"));
            var (accepted, duplicates) = (answer["accepted"]!.GetValue<int>(), answer["duplicates"]!.GetValue<int>());
            Assert.Equal(Each, accepted + duplicates);
            Assert.True(accepted == 0 || !acknowledgedBodies.Contains(body), $"{tenant}: {accepted} acknowledged events were lost");
        }
        var position = (await AgainAsync(() => sender.SendAsync(HttpMethod.Post, "/v1/events", all[^1], "application/x-ndjson")))["position"]!.GetValue<string>();
        Assert.Equal(all.Count * Each, await CountAsync(position));
    }

    private async Task<int> CountAsync(string position)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = (await AgainAsync(() => reader.SendAsync(HttpMethod.Post, "/v1/scorecards", Read(position))))["answers"]![0]!;
            if (answer["result"] is { } result)
            {
                return (int)result["values"]![0]!["count"]!.GetValue<double>();
            }
            Assert.True(clock.Elapsed < Heals, answer.ToJsonString());
            await Task.Delay(250, CancellationToken.None);
        }
    }

    private static async Task<JsonObject> AgainAsync(Func<Task<JsonObject?>> call)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            if (await call() is { } answer)
            {
                return answer;
            }
        }
        throw new TimeoutException("the cluster does not answer any more");
    }

    private async Task SendAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var body = Body(sent++);
            var clock = Stopwatch.StartNew();
            if (await sender.SendAsync(HttpMethod.Post, "/v1/events", body, "application/x-ndjson") is { } answer)
            {
                Assert.Equal(Each, answer["accepted"]!.GetValue<int>() + answer["duplicates"]!.GetValue<int>());
                lock (acknowledged)
                {
                    acknowledged.Add(body);
                }
            }
            else
            {
                Failed.Add($"send: {sender.LastProblem}");
            }
            SlowestSend = clock.Elapsed > SlowestSend ? clock.Elapsed : SlowestSend;
            await PauseAsync();
        }
    }

    private async Task ReadAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await reader.SendAsync(HttpMethod.Post, "/v1/scorecards", Read(null)) is { } answer)
            {
                if (answer["answers"]![0]!["result"] is not null)
                {
                    var now = Stopwatch.GetTimestamp();
                    var gap = Stopwatch.GetElapsedTime(Interlocked.Exchange(ref lastRead, now), now);
                    LongestWithoutRead = gap > LongestWithoutRead ? gap : LongestWithoutRead;
                    Interlocked.Increment(ref reads);
                }
                else
                {
                    ReadProblems.Add(answer.ToJsonString());
                }
            }
            else
            {
                Failed.Add($"read: {reader.LastProblem}");
            }
            await PauseAsync();
        }
    }

    /// <summary>Answers that said the tenant is away.</summary>
    public List<string> ReadProblems { get; } = [];

    private async Task PauseAsync()
    {
        var clock = Stopwatch.StartNew();
        await Task.Delay(Pause, CancellationToken.None);
        var late = clock.Elapsed - Pause;
        Late = late > Late ? late : Late;
    }

    private string Body(int number)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < Each; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $$$"""{"specversion":"1.0","id":"{{{number}}}-{{{i}}}","source":"load","type":"care.survey.answered","time":"2026-03-02T10:00:00Z","data":{"survey":"{{{number}}}-{{{i}}}","kind":"nps","score":10}}""").Append('\n');
        }
        return lines.ToString();
    }

    private static string Read(string? after) => new JsonObject
    {
        ["requests"] = new JsonArray(new JsonObject
        {
            ["scope"] = new JsonObject { ["level"] = "tenant" },
            ["period"] = new JsonObject { ["from"] = "2026-03-02", ["to"] = "2026-03-02" },
            ["kpis"] = new JsonArray("nps"),
            ["after"] = after,
        }),
    }.ToJsonString();
}
