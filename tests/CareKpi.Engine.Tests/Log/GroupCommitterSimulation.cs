using System.Globalization;
using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Log;

/// <summary>Writers that pipeline, cancel and are taken over, on a store that fails, stalls and crashes at random: what was acknowledged is there, once, in order.</summary>
public sealed class GroupCommitterSimulation
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_acknowledged_is_in_the_log_once_and_in_order(int seed) => Simulate(seed);

    [Fact]
    public void The_same_seed_is_the_same_story() => Assert.Equal(Simulate(7), Simulate(7));

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    private static List<string> Simulate(int seed)
    {
        var story = new List<string>();
        var random = new Random(seed);
        var scheduler = new TurnScheduler(seed);
        var time = new ManualTime();
        var stalled = new List<TaskCompletionSource>();
        var calm = false;
        var store = new MemoryLogStore(async (step, _) =>
        {
            story.Add(step);
            if (calm)
            {
                return;
            }

            await Task.Yield();
            var dice = random.Next(100);
            if (dice < 4)
            {
                throw new IOException("injected");
            }

            if (dice < 8)
            {
                var stall = new TaskCompletionSource();
                stalled.Add(stall);
                await stall.Task;
            }
        });
        var committer = new GroupCommitter(store, time, scheduler, new GroupCommitterOptions { MaxGroupBytes = 60, MaxQueuedAppends = 12, MaxTenantBytes = 40 });
        var writers = Enumerable.Range(0, 5).Select(number => new Writer(committer, $"t{number}", time, new Random(seed + number))).ToArray();
        var done = writers.Select(writer => scheduler.Start(writer.RunAsync)).ToArray();
        for (var step = 0; step < 5_000 && !done.All(static writer => writer.IsCompleted); step++)
        {
            scheduler.RunUntilIdle();
            time.Advance(TimeSpan.FromMilliseconds(random.Next(700)));
            if (random.Next(3) == 0)
            {
                stalled.ForEach(static stall => stall.TrySetResult());
                stalled.Clear();
            }
        }

        Assert.All(done, static writer => Assert.True(writer.IsCompletedSuccessfully, writer.Exception?.ToString()));
        calm = true;
        store.Crash();
        foreach (var writer in writers)
        {
            var read = scheduler.Start(() => store.ReadAsync(writer.Tenant, 1, int.MaxValue, default).AsTask());
            scheduler.RunUntilIdle();
            var log = CommitterBench.Answer(read).ToDictionary(static record => record.Seq, static record => Encoding.UTF8.GetString(record.Payload.Span));
            Assert.Equal(log.Count, log.Values.Distinct(StringComparer.Ordinal).Count());
            Assert.All(writer.Acknowledged, entry => Assert.Equal(entry.Value, log[entry.Key]));
            Assert.Equal(Writer.Wanted, writer.Acknowledged.Count);
            story.AddRange(log.OrderBy(static entry => entry.Key).Select(entry => $"{writer.Tenant} {entry.Key}:{entry.Value}"));
        }

        return story;
    }

    /// <summary>Keeps up to four appends on their way; after trouble it reads the head and goes on from there.</summary>
    private sealed class Writer(GroupCommitter committer, string tenant, TimeProvider time, Random random)
    {
        public const int Wanted = 60;

        private int made;

        public string Tenant => tenant;

        public Dictionary<long, string> Acknowledged { get; } = [];

        public async Task RunAsync()
        {
            while (Acknowledged.Count < Wanted)
            {
                try
                {
                    var head = await committer.HeadAsync(tenant, default);
                    if (await committer.ClaimAsync(tenant, head.Epoch, default))
                    {
                        await WriteAsync(head.Epoch + 1, head.LastSeq + 1);
                    }
                }
                catch (Exception exception) when (exception is UnavailableException or OperationCanceledException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), time);
                }
            }
        }

        private async Task WriteAsync(long epoch, long seq)
        {
            var flying = new List<(Task<AppendOutcome> Append, long Seq, string Entry)>();
            using var leave = new CancellationTokenSource();
            var last = AppendOutcome.Committed;
            try
            {
                while (last is AppendOutcome.Committed && Acknowledged.Count < Wanted)
                {
                    while (flying.Count < 4 && Acknowledged.Count + flying.Count < Wanted)
                    {
                        var entry = (++made).ToString(CultureInfo.InvariantCulture);
                        flying.Add((committer.AppendAsync(new LogAppend(tenant, epoch, seq, [Encoding.UTF8.GetBytes(entry)]), leave.Token), seq, entry));
                        seq++;
                    }

                    if (random.Next(40) == 0)
                    {
                        Cancel(leave);
                    }

                    last = await flying[0].Append;
                    Keep(flying[0]);
                    flying.RemoveAt(0);
                }
            }
            finally
            {
                foreach (var append in flying)
                {
                    await append.Append.ContinueWith(static _ => { }, TaskScheduler.Current);
                    Keep(append);
                }
            }
        }

        /// <summary>Here and now: CancelAsync would call back from the thread pool.</summary>
        private static void Cancel(CancellationTokenSource source) => source.Cancel();

        private void Keep((Task<AppendOutcome> Append, long Seq, string Entry) append)
        {
            if (append.Append is { IsCompletedSuccessfully: true, Result: AppendOutcome.Committed })
            {
                Acknowledged.Add(append.Seq, append.Entry);
            }
        }
    }
}
