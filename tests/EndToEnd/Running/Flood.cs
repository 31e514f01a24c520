using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace CareKpi.EndToEnd.Running;

/// <summary>A tenant that sends batches and asks for scorecards over many connections as fast as they are answered. What it costs here is a copy of a prepared batch with other ids.</summary>
internal sealed class Flood
{
    private const int Each = 1_000;
    private const int Senders = 32;
    private const int Readers = 8;
    private const int Digits = 9;
    private const string Mark = "#########";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly Tenant tenant;
    private readonly byte[] body;
    private readonly List<int> marks = [];
    private int next;

    public Flood(Tenant tenant)
    {
        this.tenant = tenant;
        var text = new StringBuilder();
        for (var number = 0; number < Each; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""{"specversion":"1.0","id":"{{{Mark}}}-{{{number}}}","source":"flood","time":"2024-01-{{{number % 28 + 1:00}}}T10:00:00Z","type":"care.contact.ended","data":{"contact":"{{{Mark}}}-{{{number}}}","customer":"u-{{{number % 977}}}","channel":"voice","direction":"inbound","outcome":"answered","wait":{{{number % 90}}},"talk":{{{60 + number % 300}}},"agent":"a-{{{number % 41}}}","team":"t-{{{number % 6}}}","topic":"billing","resolved":true}}""").Append('\n');
        }

        var template = text.ToString();
        for (var at = template.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = template.IndexOf(Mark, at + Digits, StringComparison.Ordinal))
        {
            marks.Add(at);
        }

        body = Encoding.ASCII.GetBytes(template);
    }

    public ConcurrentBag<(string What, int Status, TimeSpan Took)> Answers { get; } = [];

    public long Acknowledged => Answers.Count(static answer => answer is { What: "post", Status: 200 }) * (long)Each;

    public Task RunAsync(CancellationToken over) => Task.WhenAll(
    [
        .. Enumerable.Range(0, Senders).Select(_ => Task.Run(() => AgainAsync("post", () => tenant.Http.TryAsync(HttpMethod.Post, "/v1/events", Next(), "application/x-ndjson"), over), CancellationToken.None)),
        .. Enumerable.Range(0, Readers).Select(_ => Task.Run(() => AgainAsync("read", () => tenant.Http.TryAsync(HttpMethod.Post, "/v1/scorecards", Neighbours.Question, "application/json"), over), CancellationToken.None)),
    ]);

    private byte[] Next()
    {
        var number = Interlocked.Increment(ref next);
        var copy = (byte[])body.Clone();
        Span<byte> digits = stackalloc byte[Digits];
        for (var digit = Digits - 1; digit >= 0; digit--)
        {
            (digits[digit], number) = ((byte)('0' + number % 10), number / 10);
        }

        foreach (var mark in marks)
        {
            digits.CopyTo(copy.AsSpan(mark));
        }

        return copy;
    }

    private async Task AgainAsync(string what, Func<Task<HttpResponseMessage>> ask, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await ask();
            Answers.Add((what, (int)answer.StatusCode, Stopwatch.GetElapsedTime(start)));
            if (!answer.IsSuccessStatusCode)
            {
                // Ruder than Retry-After allows, and still not a test of this process alone.
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }
}
