using System.Text;
using CareKpi.Api.Access;
using CareKpi.Api.Changes;
using CareKpi.Api.Tests.Node;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using Microsoft.AspNetCore.Http;

namespace CareKpi.Api.Tests;

/// <summary>A reader of the live feed that does not read.</summary>
public sealed class SlowReaderTests
{
    private static readonly ScopeRef Billing = new(Level.Team, "billing");

    [Fact]
    public async Task It_is_not_written_for_and_is_told_the_newest_position_only()
    {
        var clock = new TestClock();
        clock.Stop();
        var grain = new FakeGrains().Of("demo");
        using var reader = new Reader();
        var context = new DefaultHttpContext { Response = { Body = reader } };
        using var events = new ServerSentEvents(context.Response, clock);
        var stream = new ChangeStream(events, grain, "demo", [Billing], _ => ValueTask.FromResult(Sight.Of(Reach.All, AgentViewers.All, [], [])), clock);
        using var end = new CancellationTokenSource();
        await stream.BeginAsync(end.Token);
        await events.BeginAsync(end.Token);
        var running = stream.RunAsync(end.Token);
        await grain.Watch.Watched.Task;
        reader.Stall();
        var first = grain.Watch.Change(Billing);
        await reader.Waits;
        var asked = grain.Watch.Asked;
        var last = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            // Time for as many seconds passes: who queued would have as many to tell.
            clock.Moved += TimeSpan.FromSeconds(1);
            last = grain.Watch.Change(Billing);
        }

        Assert.Equal(asked, grain.Watch.Asked);
        Assert.Equal(": watching\n\n", reader.Text);
        reader.Release();
        await reader.HasAsync(3);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal($": watching\n\n{Told(first)}{Told(last)}", reader.Text);
    }

    private static string Told(long position) => $$"""event: changed{{'\n'}}data: {"scope":"team:billing","position":"demo:{{position}}"}{{"\n\n"}}""";

    /// <summary>The end of a connection that takes nothing while it is stalled.</summary>
    private sealed class Reader : MemoryStream
    {
        private readonly Lock gate = new();
        private readonly TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim wrote = new(0);
        private TaskCompletionSource? stalled;

        public Task Waits => waits.Task;

        public string Text
        {
            get
            {
                lock (gate)
                {
                    return Encoding.UTF8.GetString(ToArray());
                }
            }
        }

        public void Stall() => stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => stalled!.SetResult();

        public async Task HasAsync(int writes)
        {
            while (writes-- > 0)
            {
                Assert.True(await wrote.WaitAsync(TimeSpan.FromSeconds(20)), "nothing was written");
            }
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (stalled is { } stall)
            {
                waits.TrySetResult();
                await stall.Task.WaitAsync(cancellationToken);
            }

            lock (gate)
            {
                Write(buffer.Span);
            }

            wrote.Release();
        }

        protected override void Dispose(bool disposing)
        {
            wrote.Dispose();
            base.Dispose(disposing);
        }
    }
}
