using System.Collections.Concurrent;
using System.Diagnostics;

namespace CareKpi.EndToEnd.Suites;

/// <summary>A server that is stopped under load.</summary>
[Collection("server"), Trait("Suite", "stop")]
public sealed class StopTests(SharedServer shared)
{
    private const int Each = 100;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Stopped_under_load_it_loses_nothing_that_was_acknowledged()
    {
        var enough = Size.Of(test: 3_000, prove: 100_000);
        var server = shared.Server;
        var tenant = await server.TenantAsync("stopped");
        var acknowledged = new ConcurrentBag<int>();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = -1;
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var batch = Interlocked.Increment(ref next);
                try
                {
                    await tenant.SendAsync(Batch(batch));
                }
                catch (HttpRequestException)
                {
                    // It has stopped.
                    return;
                }

                acknowledged.Add(batch);
                if (acknowledged.Count * Each >= enough)
                {
                    reached.TrySetResult();
                }
            }
        })));
        await await Task.WhenAny(reached.Task, load);
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.StopAsync(Drain));
        var stopped = Stopwatch.GetElapsedTime(start);
        await load;

        start = Stopwatch.GetTimestamp();
        await server.StartAsync();
        Assert.Equal(new Taken(0, acknowledged.Count * Each, 0), await tenant.SendAsync(acknowledged.SelectMany(Batch)));
        Size.Tell($"{acknowledged.Count * Each} events acknowledged before SIGTERM, stopped in {stopped.TotalSeconds:F1} s, all there {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s after the next start");
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Batch(int batch) => Generated.Events(Each, 30, from: batch * Each);
}
