using System.Collections.Concurrent;
using System.Diagnostics;

namespace CareKpi.EndToEnd.Suites;

/// <summary>A server that is stopped under load, and servers that must not start.</summary>
[Collection("server"), Trait("Suite", "stop")]
public sealed class StopTests(SharedServer shared)
{
    private const int Each = 100;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Refuses = TimeSpan.FromSeconds(30);

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

    [Fact]
    public async Task A_second_server_on_the_same_data_refuses()
    {
        var server = shared.Server;
        await using var second = server.Launch(server.Directory);
        Assert.Equal(1, await second.EndedAsync(Refuses));
        Assert.Contains("another server uses this data directory", second.Output, StringComparison.Ordinal);
        Assert.Equal(200, await server.Operator.StatusAsync("/healthz/ready"));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_refused()
    {
        await using var server = new ServerProcess();
        // root may write whatever its mode is, but not there.
        var directory = Environment.IsPrivilegedProcess ? "/sys/kernel" : server.Directory;
        if (!Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await using var refusing = server.Launch(directory);
        Assert.Equal(1, await refusing.EndedAsync(Refuses));
        Assert.Contains($"{directory}: this data directory", refusing.Output, StringComparison.Ordinal);
        Assert.Contains("writ", refusing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusing.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Batch(int batch) => Generated.Events(Each, 30, from: batch * Each);
}
