using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CareKpi.Silo.Tests.Processes;

/// <summary>A client of the cluster as it ought to be: three tries within 20 s, each at the next silo that serves, with the pause that it is told.</summary>
internal sealed class Caller(IReadOnlyList<SiloProcess> silos, string key)
{
    public const int Tries = 3;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30), UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private static int turn;

    /// <summary>null: all tries failed; <see cref="LastProblem"/> says how the last one did.</summary>
    public async Task<JsonObject?> SendAsync(HttpMethod method, string path, string? body, string type = "application/json")
    {
        var clock = Stopwatch.StartNew();
        for (var tries = 1; tries <= Tries && clock.Elapsed < Patience; tries++)
        {
            if (await OnceAsync(method, path, body, type, TimeSpan.FromTicks(Math.Min(EachTry.Ticks, (Patience - clock.Elapsed).Ticks))) is { } answer)
            {
                return answer;
            }
            Retries++;
            // The pauses reach over most of the time that there is: an answer that takes long leaves less.
            await Task.Delay(TimeSpan.FromSeconds(tries * 3));
        }
        return null;
    }

    /// <summary>How long it waits for one answer: who would wait for a machine that is gone has no time for another.</summary>
    public TimeSpan EachTry { get; init; } = Patience;

    public int Retries { get; private set; }

    public string LastProblem { get; private set; } = "";

    /// <summary>One try. null: it was not answered with 2xx.</summary>
    public async Task<JsonObject?> OnceAsync(HttpMethod method, string path, string? body, string type, TimeSpan patience)
    {
        var serving = silos.Where(static silo => silo.IsServing).ToList();
        if (serving.Count == 0)
        {
            LastProblem = "nobody serves";
            return null;
        }
        using var request = new HttpRequestMessage(method, new Uri(serving[(Interlocked.Increment(ref turn) & int.MaxValue) % serving.Count].Url, path)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var late = new CancellationTokenSource(patience);
        try
        {
            using var response = await Client.SendAsync(request, late.Token);
            var text = await response.Content.ReadAsStringAsync(late.Token);
            if (response.IsSuccessStatusCode)
            {
                return JsonNode.Parse(text)!.AsObject();
            }
            LastProblem = $"{(int)response.StatusCode} {text}";
            return null;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            LastProblem = $"{fault.GetType().Name} {fault.Message}";
            return null;
        }
    }

    public static async Task<HttpStatusCode?> StatusAsync(Uri url)
    {
        try
        {
            using var response = await Client.GetAsync(url);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
