namespace CareKpi.Engine.Tests.Hosting;

/// <summary>Every step of I/O of a store: counted, and made to wait or fail at a place that a test names.</summary>
internal sealed class Steps
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> awaited = new(StringComparer.Ordinal);
    private readonly HashSet<string> failing = new(StringComparer.Ordinal);
    private Stall? stall;

    public async ValueTask OnAsync(string operation, CancellationToken cancellationToken)
    {
        Stall? waiting = null;
        lock (gate)
        {
            counts[operation] = counts.GetValueOrDefault(operation) + 1;
            if (awaited.Remove(operation, out var next))
            {
                next.SetResult();
            }
            if (failing.Remove(operation))
            {
                throw new IOException("injected");
            }
            if (stall?.Operation == operation)
            {
                waiting = stall;
                stall = null;
            }
        }
        if (waiting is not null)
        {
            await waiting.WaitAsync();
        }
    }

    public int Count(string operation)
    {
        lock (gate)
        {
            return counts.GetValueOrDefault(operation);
        }
    }

    /// <summary>The next time that it comes there.</summary>
    public Task Next(string operation)
    {
        lock (gate)
        {
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited[operation] = next;
            return next.Task;
        }
    }

    /// <summary>Fails once. A step after which the store must be opened anew may take that with it: the next one fails then.</summary>
    public void FailAt(string operation)
    {
        lock (gate)
        {
            failing.Add(operation);
            if (operation.EndsWith(".reopen", StringComparison.Ordinal))
            {
                failing.Add(operation.StartsWith("log", StringComparison.Ordinal) ? "log.append" : "state.write");
            }
        }
    }

    /// <summary>The next one to come there waits until it is released.</summary>
    public Stall StallAt(string operation)
    {
        lock (gate)
        {
            return stall = new Stall(operation);
        }
    }

    internal sealed class Stall(string operation) : IDisposable
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Operation => operation;

        public Task Reached => reached.Task;

        public Task WaitAsync()
        {
            reached.TrySetResult();
            return released.Task;
        }

        public void Release() => released.TrySetResult();

        public void Dispose() => Release();
    }
}
