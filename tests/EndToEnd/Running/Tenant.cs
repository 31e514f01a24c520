using System.Net;
using System.Net.Http.Json;

namespace CareKpi.EndToEnd.Running;

/// <summary>What became of events that were sent.</summary>
internal sealed record Taken(long Accepted, long Duplicates, long Rejected)
{
    /// <summary>Events that are in the log: a request that a busy node did not answer in time may have been taken, and sent again its events are duplicates.</summary>
    public long There => Accepted + Duplicates;

    public static Taken operator +(Taken left, Taken right) => new(left.Accepted + right.Accepted, left.Duplicates + right.Duplicates, left.Rejected + right.Rejected);
}

/// <summary>The parts of the digest that do not depend on a tenant's own hash key.</summary>
internal sealed record Digest(string State, string Timelines, string Cells);

/// <summary>A tenant of a server and a key for all of it.</summary>
internal sealed class Tenant(ServerProcess server, string name, string key)
{
    private static readonly TimeSpan Retries = TimeSpan.FromSeconds(60);
    private readonly Lock gate = new();
    private long position;

    public string Name => name;

    public string Key => key;

    public Http Http { get; } = new(() => server.Url, key);

    /// <summary>Sends events as lines, in requests of a size, several at a time; a busy node gets the same again. An exception: a request was not answered.</summary>
    public async Task<Taken> SendAsync(IEnumerable<ReadOnlyMemory<byte>> events, int each = 1_000, int atOnce = 1, Action<Taken>? onAnswer = null)
    {
        var all = new Taken(0, 0, 0);
        var sum = new Lock();
        await Parallel.ForEachAsync(Bodies(events, each), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (body, _) =>
        {
            var taken = await PostAsync(body);
            lock (sum)
            {
                all += taken;
            }

            onAnswer?.Invoke(taken);
        });
        return all;
    }

    /// <summary>One request; a busy node gets it again.</summary>
    public Task<Taken> PostAsync(ReadOnlyMemory<byte> lines) => Until.FoundAsync("a post is answered", Retries, () => TryPostAsync(lines));

    /// <summary>null: 503 or 429, to be sent again.</summary>
    public async Task<Taken?> TryPostAsync(ReadOnlyMemory<byte> lines)
    {
        using var response = await Http.TryAsync(HttpMethod.Post, "/v1/events", lines, "application/x-ndjson");
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
        {
            return null;
        }

        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        var at = long.Parse(answer["position"]!.GetValue<string>().Split(':')[1], CultureInfo.InvariantCulture);
        lock (gate)
        {
            position = Math.Max(position, at);
        }

        return new(answer["accepted"]!.GetValue<long>(), answer["duplicates"]!.GetValue<long>(), answer["rejected"]!.AsArray().Count);
    }

    public async Task<Digest> DigestAsync()
    {
        var digest = await server.Operator.GetAsync($"/v1/admin/tenants/{name}/digest");
        return new(digest["state"]!.GetValue<string>(), digest["timelines"]!.GetValue<string>(), digest["cells"]!.GetValue<string>());
    }

    /// <summary>Values of one scope by KPI, with everything that was acknowledged before.</summary>
    public Task<IReadOnlyDictionary<string, JsonObject>> ScorecardAsync(string from, string to, IEnumerable<string>? kpis, string level = "tenant", string? scope = null)
    {
        var request = new JsonObject
        {
            ["scope"] = scope is null ? new JsonObject { ["level"] = level } : new JsonObject { ["level"] = level, ["key"] = scope },
            ["period"] = new JsonObject { ["from"] = from, ["to"] = to },
            ["kpis"] = kpis is null ? null : new JsonArray([.. kpis.Select(kpi => (JsonNode)kpi)]),
            ["after"] = string.Create(CultureInfo.InvariantCulture, $"{name}:{Interlocked.Read(ref position)}"),
        };
        var body = new JsonObject { ["requests"] = new JsonArray(request) }.ToJsonString();
        return Until.FoundAsync("a read is answered", Retries, async () =>
        {
            var answer = (await Http.SendAsync(HttpMethod.Post, "/v1/scorecards", body))["answers"]![0]!;
            Assert.True(answer["problem"]?["code"]!.GetValue<string>() is null or "POSITION_NOT_REACHED" or "UNAVAILABLE", answer.ToJsonString());
            return answer["result"]?["values"]!.AsArray().ToDictionary(value => value!["kpi"]!.GetValue<string>(), value => value!.AsObject(), StringComparer.Ordinal) as IReadOnlyDictionary<string, JsonObject>;
        });
    }

    /// <summary>Everything that the tenant's scorecard says, as text to compare; without when it was asked.</summary>
    public async Task<string> FiguresAsync(string from, string to)
    {
        var values = await ScorecardAsync(from, to, null);
        return string.Join('\n', values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key} {value.Value["value"]} {value.Value["count"]} {value.Value["numerator"]} {value.Value["denominator"]}"));
    }

    /// <summary>Changes settings from the beginning; the job of the rebuild, null where none is needed.</summary>
    public async Task<string?> ChangeAsync(string settings) =>
        (await Http.SendAsync(HttpMethod.Patch, "/v1/settings", $$"""{"validFrom":"beginning","settings":{{settings}}}"""))["job"]?.GetValue<string>();

    /// <summary>null: the node knows no such job, as after a restart when it was over.</summary>
    public async Task<JsonObject?> JobAsync(string job)
    {
        try
        {
            return await Http.GetAsync($"/v1/jobs/{job}");
        }
        catch (HttpRequestException unknown) when (unknown.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task DoneAsync(string job, TimeSpan deadline) => Until.TrueAsync($"{job} is done", deadline, async () =>
    {
        var state = (await JobAsync(job))?["state"]!.GetValue<string>();
        Assert.NotEqual("failed", state);
        return state is null or "done";
    });

    private static IEnumerable<ReadOnlyMemory<byte>> Bodies(IEnumerable<ReadOnlyMemory<byte>> events, int each)
    {
        foreach (var chunk in events.Chunk(each))
        {
            var body = new byte[chunk.Sum(line => line.Length + 1)];
            var at = 0;
            foreach (var line in chunk)
            {
                line.Span.CopyTo(body.AsSpan(at));
                body[at + line.Length] = (byte)'\n';
                at += line.Length + 1;
            }

            yield return body;
        }
    }
}
