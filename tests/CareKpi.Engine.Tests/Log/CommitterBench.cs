using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Log;

/// <summary>A committer on a scheduler that a test turns by hand, over a store whose steps it can stop and fail: what happens is what the test says, in that order.</summary>
internal sealed class CommitterBench
{
    private readonly Dictionary<string, TaskCompletionSource> stops = new(StringComparer.Ordinal);
    private readonly HashSet<string> failing = new(StringComparer.Ordinal);

    public CommitterBench(GroupCommitterOptions? options = null)
    {
        Store = new MemoryLogStore(StepAsync);
        Committer = new GroupCommitter(Store, Time, Scheduler, options);
    }

    public ManualTime Time { get; } = new();

    public TurnScheduler Scheduler { get; } = new();

    public MemoryLogStore Store { get; }

    public GroupCommitter Committer { get; }

    public List<string> Steps { get; } = [];

    public int Writes => Steps.Count(static step => step is "log.append");

    public void Claim(params string[] tenants)
    {
        foreach (var tenant in tenants)
        {
            Assert.True(Run(() => Committer.ClaimAsync(tenant, 0, default)));
        }
    }

    /// <summary>From now on the step waits.</summary>
    public void Stop(string step) => stops.Add(step, new TaskCompletionSource());

    public void Go(string step)
    {
        stops.Remove(step, out var stop);
        stop!.SetResult();
        Scheduler.RunUntilIdle();
    }

    public void Fail(string step) => failing.Add(step);

    public void Heal(string step) => failing.Remove(step);

    /// <summary>Starts an append and lets everything run that can.</summary>
    public Task<AppendOutcome> Append(string tenant, long epoch, long firstSeq, string entry = "e") => AppendUntil(CancellationToken.None, tenant, epoch, firstSeq, entry);

    /// <summary>The same for a caller that may leave.</summary>
    public Task<AppendOutcome> AppendUntil(CancellationToken cancellationToken, string tenant, long epoch, long firstSeq, string entry)
    {
        var append = Scheduler.Start(() => Committer.AppendAsync(new LogAppend(tenant, epoch, firstSeq, [Encoding.UTF8.GetBytes(entry)]), cancellationToken));
        Scheduler.RunUntilIdle();
        return append;
    }

    public void Advance(int milliseconds)
    {
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Scheduler.RunUntilIdle();
    }

    /// <summary>Starts a call and lets everything run that can.</summary>
    public Task<T> Start<T>(Func<Task<T>> work)
    {
        var task = Scheduler.Start(work);
        Scheduler.RunUntilIdle();
        return task;
    }

    public T Run<T>(Func<Task<T>> work) => Answer(Start(work));

    public LogHead Head(string tenant) => Run(() => Committer.HeadAsync(tenant, default));

    public string Log(string tenant) =>
        string.Join(' ', Run(() => Store.ReadAsync(tenant, 1, int.MaxValue, default).AsTask()).Select(static record => $"{record.Seq}:{Encoding.UTF8.GetString(record.Payload.Span)}"));

    public static void Committed(params Task<AppendOutcome>[] appends) => Outcome(AppendOutcome.Committed, appends);

    public static void Fenced(params Task<AppendOutcome>[] appends) => Outcome(AppendOutcome.Fenced, appends);

    public static void Unavailable(params Task[] calls)
    {
        foreach (var call in calls)
        {
            Assert.True(call.IsCompleted, "It waits.");
            Assert.IsType<UnavailableException>(call.Exception?.InnerException);
        }
    }

    public static void Waits(params Task[] calls) => Assert.All(calls, static call => Assert.False(call.IsCompleted));

    public static T Answer<T>(Task<T> call)
    {
        Assert.True(call.IsCompleted, "It waits.");
        return call.GetAwaiter().GetResult();
    }

    private static void Outcome(AppendOutcome outcome, Task<AppendOutcome>[] appends)
    {
        foreach (var append in appends)
        {
            Assert.Equal(outcome, Answer(append));
        }
    }

    private async ValueTask StepAsync(string step, CancellationToken cancellationToken)
    {
        Steps.Add(step);
        if (stops.TryGetValue(step, out var stop))
        {
            await stop.Task;
        }

        if (failing.Contains(step))
        {
            throw new IOException("injected");
        }
    }
}
