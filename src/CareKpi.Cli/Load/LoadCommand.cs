using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Load;

/// <summary>Posts batches of contacts over several connections, as fast as it can or at a rate, and says how long answers took. At a rate, latency counts from when a batch was due.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.Url(), CommonOptions.Key(), CommonOptions.Json());
        var rate = new Option<double>("--rate") { Description = "Events per second over all connections; 0: as fast as they go", DefaultValueFactory = static _ => 0 };
        var batch = new Option<int>("--batch") { Description = "Events of a request", DefaultValueFactory = static _ => 1000 };
        var duration = new Option<double>("--duration") { Description = "Seconds", DefaultValueFactory = static _ => 10 };
        var connections = new Option<int>("--connections") { DefaultValueFactory = static _ => 8 };
        return new Command("load", "Sends made-up contacts and measures throughput and latency") { url, key, json, rate, batch, duration, connections }.Runs(async (parsed, cancellationToken) =>
        {
            var run = new Run(parsed.GetValue(batch), parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(connections));
            using var node = new NodeClient(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.TenantKey, run.Connections);
            var result = await run.GoAsync(node, cancellationToken);
            Output.Write(parsed.GetValue(json), result);
            return result["failed"]!.GetValue<long>() > 0 ? ExitCodes.Partly : ExitCodes.Done;
        });
    }

    private sealed class Run(int batch, double rate, TimeSpan duration, int connections)
    {
        // Ids of two runs never meet.
        private readonly string name = Guid.NewGuid().ToString("N")[..8];
        private readonly long start = Stopwatch.GetTimestamp();
        private long turns = -1;
        private long events;
        private long failed;

        public int Connections => connections;

        public async Task<JsonObject> GoAsync(NodeClient node, CancellationToken cancellationToken)
        {
            var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => WorkAsync(node, cancellationToken), cancellationToken)));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double[] latencies = [.. all.SelectMany(list => list).Order()];
            return new()
            {
                ["seconds"] = Math.Round(seconds, 2),
                ["events"] = events,
                ["eventsPerSecond"] = Math.Round(events / seconds),
                ["requests"] = latencies.Length,
                ["requestsPerSecond"] = Math.Round(latencies.Length / seconds, 1),
                ["failed"] = failed,
                ["p50Ms"] = At(latencies, 0.5),
                ["p90Ms"] = At(latencies, 0.9),
                ["p99Ms"] = At(latencies, 0.99),
                ["p999Ms"] = At(latencies, 0.999),
                ["maxMs"] = At(latencies, 1),
            };
        }

        private async Task<List<double>> WorkAsync(NodeClient node, CancellationToken cancellationToken)
        {
            var latencies = new List<double>();
            while (true)
            {
                var turn = Interlocked.Increment(ref turns);
                var due = rate > 0 ? TimeSpan.FromSeconds(turn * batch / rate) : Stopwatch.GetElapsedTime(start);
                if (due >= duration)
                {
                    return latencies;
                }

                var wait = due - Stopwatch.GetElapsedTime(start);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, cancellationToken);
                }

                var body = Body(turn);
                var begun = rate > 0 ? due : Stopwatch.GetElapsedTime(start);
                var status = await node.TryAsync(body, cancellationToken);
                latencies.Add((Stopwatch.GetElapsedTime(start) - begun).TotalMilliseconds);
                if (status == System.Net.HttpStatusCode.OK)
                {
                    Interlocked.Add(ref events, batch);
                }
                else
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }

        private byte[] Body(long turn)
        {
            var text = new StringBuilder(batch * 300);
            var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            for (var i = 0; i < batch; i++)
            {
                var number = (turn * batch) + i;
                var resolved = number % 4 == 0 ? "false" : "true";
                text.Append(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{name}}-{{number}}","source":"load","type":"care.contact.ended","time":"{{time}}",""")
                    .Append(CultureInfo.InvariantCulture, $$""" "data":{"contact":"{{name}}-{{number}}","customer":"c-{{number % 10_000}}","channel":"voice","direction":"inbound","outcome":"answered",""")
                    .Append(CultureInfo.InvariantCulture, $$""" "wait":{{number % 90}},"talk":{{60 + (number % 300)}},"wrap":20,"agent":"a-{{number % 100}}","team":"t-{{number % 10}}","topic":"topic-{{number % 20}}",""")
                    .Append("\"resolved\":").Append(resolved).Append("}}\n");
            }

            return Encoding.UTF8.GetBytes(text.ToString());
        }

        private static double At(double[] sorted, double quantile) => sorted.Length == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(quantile * sorted.Length) - 1)], 2);
    }
}
