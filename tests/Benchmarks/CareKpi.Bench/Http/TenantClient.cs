using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Bench.Data;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Http;

/// <summary>A tenant's software: posts events, reads scorecards.</summary>
internal sealed class TenantClient : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http;

    public TenantClient(Uri url, string key, int connections)
    {
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Connections = connections;
    }

    public int Connections { get; }

    /// <summary>What came of posting: until the last answer, until a read saw it, and how often the node asked to wait.</summary>
    public sealed record Posted(int Events, int Requests, TimeSpan Accepted, TimeSpan Applied, int Refused, double P99);

    /// <summary>Posts bodies over all connections, each as soon as a connection is free.</summary>
    public async Task<Posted> PostAsync(IReadOnlyList<byte[]> bodies, string type, TimeSpan? bound = null)
    {
        var begun = Stopwatch.GetTimestamp();
        var (next, events, requests, refused) = (-1, 0, 0, 0);
        var last = "";
        var latencies = new double[bodies.Count];
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(WorkAsync)));
        var accepted = Stopwatch.GetElapsedTime(begun);
        await AppliedAsync(last);
        return new Posted(events, requests, accepted, Stopwatch.GetElapsedTime(begun), refused, Output.Quantiles.At(latencies.Take(requests), 0.99));

        async Task WorkAsync()
        {
            while (Stopwatch.GetElapsedTime(begun) < (bound ?? Bound) && Interlocked.Increment(ref next) is var at && at < bodies.Count)
            {
                var posted = Stopwatch.GetTimestamp();
                var answer = await PostAsync(bodies[at], type, () => Interlocked.Increment(ref refused));
                latencies[at] = Stopwatch.GetElapsedTime(posted).TotalMilliseconds;
                Interlocked.Add(ref events, answer["accepted"]!.GetValue<int>());
                Interlocked.Increment(ref requests);
                var position = answer["position"]!.GetValue<string>();
                lock (http)
                {
                    last = Number(position) > Number(last) ? position : last;
                }
            }
        }
    }

    /// <summary>The body of a scorecard of the 20 KPIs, or as many of them as the level has.</summary>
    public static byte[] Scorecard(Level level, string key, DateOnly from, DateOnly to)
    {
        var scope = new JsonObject { ["level"] = level.ToString().ToLowerInvariant() };
        if (key.Length > 0)
        {
            scope["key"] = key;
        }
        var request = new JsonObject { ["scope"] = scope, ["period"] = Period(from, to), ["kpis"] = new JsonArray([.. ScorecardKpis.Of(level).Select(static code => (JsonNode)code)]) };
        return Encoding.UTF8.GetBytes(new JsonObject { ["requests"] = new JsonArray(request) }.ToJsonString());
    }

    /// <summary>Reads; throws if the answer is not a result.</summary>
    public async Task<TimeSpan> ReadAsync(byte[] body)
    {
        var begun = Stopwatch.GetTimestamp();
        var text = await AnswerAsync(body);
        var took = Stopwatch.GetElapsedTime(begun);
        _ = Result(text);
        return took;
    }

    /// <summary>The values by KPI.</summary>
    public async Task<IReadOnlyDictionary<string, double?>> ValuesAsync(byte[] body) => Result(await AnswerAsync(body))["values"]!.AsArray()
        .ToDictionary(static value => value!["kpi"]!.GetValue<string>(), static value => value!["value"]?.GetValue<double>(), StringComparer.Ordinal);

    public void Dispose() => http.Dispose();

    private async Task<byte[]> AnswerAsync(byte[] body)
    {
        using var content = Content(body, "application/json");
        using var response = await http.PostAsync("/v1/scorecards", content);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static JsonNode Result(byte[] text)
    {
        var answer = JsonNode.Parse(text)!["answers"]![0]!;
        return answer["result"] ?? throw new InvalidOperationException($"no result: {answer}");
    }

    private async Task<JsonObject> PostAsync(byte[] body, string type, Action onRefused)
    {
        while (true)
        {
            using var content = Content(body, type);
            using var response = await http.PostAsync("/v1/events", content);
            if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
            {
                var text = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
            }
            onRefused();
            await Task.Delay(Pause);
        }
    }

    /// <summary>Until a read sees a position.</summary>
    private async Task AppliedAsync(string position)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"requests":[{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"kpis":[],"after":"{{{position}}}"}]}""");
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Bound;)
        {
            using var content = Content(body, "application/json");
            using var response = await http.PostAsync("/v1/scorecards", content);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())?["answers"]?[0];
            if (answer?["result"] is not null)
            {
                return;
            }
            if (answer?["problem"]?["code"]?.GetValue<string>() is not "POSITION_NOT_REACHED")
            {
                throw new InvalidOperationException($"the position cannot be read: {response.StatusCode} {answer}");
            }
        }
        throw new InvalidOperationException($"{position} was not applied in time");
    }

    private static JsonObject Period(DateOnly from, DateOnly to) => new() { ["from"] = from.ToString("O"), ["to"] = to.ToString("O") };

    private static long Number(string position) => position.Length == 0 ? 0 : long.Parse(position.AsSpan(position.LastIndexOf(':') + 1), System.Globalization.CultureInfo.InvariantCulture);

    private static ByteArrayContent Content(byte[] body, string type) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
