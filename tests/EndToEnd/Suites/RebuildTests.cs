namespace CareKpi.EndToEnd.Suites;

/// <summary>kill -9 in a rebuild, while events come in and reads go on.</summary>
[Collection("server"), Trait("Suite", "rebuild")]
public sealed class RebuildTests(SharedServer shared)
{
    private const int Days = 120;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_rebuild_outlives_kills()
    {
        var events = Size.Of(test: 8_000, prove: 1_000_000);
        var kills = Size.Of(test: 1, prove: 10);
        var server = shared.Server;
        var tenant = await server.TenantAsync("rebuilt");
        await tenant.SendAsync(Generated.Events(events, Days), atOnce: 2);

        using var over = new CancellationTokenSource();
        var traffic = new Traffic(tenant, over.Token);
        var done = 0;
        var jobs = 0;
        for (var job = ""; done < kills; done += await KilledInAsync(server, tenant, job, kills - done))
        {
            // Each rebuild is for other settings.
            job = await tenant.ChangeAsync(Settings(jobs++)) ?? throw new InvalidOperationException("the change started no rebuild");
        }
        await over.CancelAsync();
        var sent = await traffic.Ended;
        var fresh = await server.TenantAsync("fresh", Settings(jobs - 1));
        await fresh.SendAsync(Generated.Events(events, Days), atOnce: 2);
        await fresh.SendAsync(Traffic.Events(sent));
        Assert.Equal(await fresh.DigestAsync(), await tenant.DigestAsync());
        Assert.Equal(await fresh.FiguresAsync(Generated.Day(0), Generated.Day(Days)), await tenant.FiguresAsync(Generated.Day(0), Generated.Day(Days)));
        Size.Tell($"{done} kills in {jobs} rebuilds of {events} events, {sent} events and {traffic.Reads} reads meanwhile");
    }

    /// <summary>Kills the server at ever later points of a rebuild until it is done; answers how often.</summary>
    private static async Task<int> KilledInAsync(ServerProcess server, Tenant tenant, string job, int most)
    {
        var random = new Random(11);
        var done = 0;
        while (true)
        {
            var point = (done + random.NextDouble()) / most;
            var isRunning = false;
            await Until.TrueAsync($"{job} comes to {point:P0}", Deadline, async () =>
            {
                var state = await tenant.JobAsync(job);
                Assert.NotEqual("failed", state?["state"]!.GetValue<string>());
                isRunning = state?["state"]!.GetValue<string>() is "running";
                return !isRunning || state!["done"]!.GetValue<double>() >= point * state["total"]!.GetValue<double>();
            });
            if (!isRunning)
            {
                return done;
            }

            await server.RestartAfterKillAsync();
            if (++done == most)
            {
                await tenant.DoneAsync(job, Deadline);
                return done;
            }
        }
    }

    private static string Settings(int job) => job % 2 == 0 ? """{"repeatWindowDays":2,"serviceLevel":{"thresholds":{"voice":15,"chat":80}}}""" : """{"repeatWindowDays":14,"serviceLevel":{"thresholds":{"voice":45,"chat":30}}}""";

    /// <summary>Posts and reads, one after the other, that a killed server does not end.</summary>
    private sealed class Traffic
    {
        private const int Each = 50;
        private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
        private long reads;

        public Traffic(Tenant tenant, CancellationToken over)
        {
            Ended = PostAsync(tenant, over);
            _ = ReadAsync(tenant, over);
        }

        /// <summary>How many events were acknowledged.</summary>
        public Task<int> Ended { get; }

        public long Reads => Interlocked.Read(ref reads);

        public static IEnumerable<ReadOnlyMemory<byte>> Events(int count) => Generated.Events(count, Days, "live");

        private static async Task<int> PostAsync(Tenant tenant, CancellationToken over)
        {
            var sent = 0;
            using var pace = new PeriodicTimer(Pace);
            while (!over.IsCancellationRequested)
            {
                if (await TryAsync(() => tenant.SendAsync(Generated.Events(Each, Days, "live", from: sent))))
                {
                    sent += Each;
                }

                await pace.WaitForNextTickAsync(CancellationToken.None);
            }

            return sent;
        }

        private async Task ReadAsync(Tenant tenant, CancellationToken over)
        {
            using var pace = new PeriodicTimer(Pace);
            while (!over.IsCancellationRequested)
            {
                if (await TryAsync(() => tenant.ScorecardAsync(Generated.Day(0), Generated.Day(Days), ["contact_volume", "csat"])))
                {
                    Interlocked.Increment(ref reads);
                }

                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        /// <summary>False: the server was killed meanwhile.</summary>
        private static async Task<bool> TryAsync(Func<Task> call)
        {
            try
            {
                await call();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
