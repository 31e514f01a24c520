using System.Diagnostics.CodeAnalysis;

namespace CareKpi.Testing.Time;

/// <summary>Runs tasks one at a time, on the thread of who calls <see cref="RunUntilIdle"/>. With a seed it picks the next one at random, and the same seed picks the same.
/// <para>Only a plain <c>await</c> comes back here. A completion source that runs its continuations asynchronously sends <c>WaitAsync</c>, <c>WhenAll</c> and <c>Unwrap</c> of its task through the
/// thread pool, and so does a contended <see cref="SemaphoreSlim"/> with a token: code that is to be simulated does without them.</para></summary>
public sealed class TurnScheduler(int? seed = null) : TaskScheduler
{
    private readonly List<Task> waiting = [];
    private readonly Random? random = seed is { } value ? new Random(value) : null;

    public override int MaximumConcurrencyLevel => 1;

    public int Turns { get; private set; }

    /// <summary>Nothing runs any more, as in a process that was killed.</summary>
    public bool IsStopped { get; private set; }

    public void Stop() => IsStopped = true;

    /// <summary>Starts work on this scheduler; nothing of it runs yet.</summary>
    public Task<T> Start<T>(Func<Task<T>> work) => Task.Factory.StartNew(async () => await work(), CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Starts work on this scheduler; nothing of it runs yet.</summary>
    public Task Start(Func<Task> work) => Task.Factory.StartNew(async () => await work(), CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    public void RunUntilIdle()
    {
        while (RunOne())
        {
        }
    }

    /// <summary>False: nothing was there to run.</summary>
    public bool RunOne()
    {
        if (IsStopped || !TryTake(out var next))
        {
            return false;
        }

        // Continuations that captured no scheduler but a context would leave.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Turns++;
            TryExecuteTask(next);
            return true;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (waiting)
        {
            waiting.Add(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (waiting)
        {
            return [.. waiting];
        }
    }

    private bool TryTake([NotNullWhen(true)] out Task? next)
    {
        lock (waiting)
        {
            if (waiting.Count == 0)
            {
                next = null;
                return false;
            }

            var index = random?.Next(waiting.Count) ?? 0;
            next = waiting[index];
            waiting.RemoveAt(index);
            return true;
        }
    }
}
