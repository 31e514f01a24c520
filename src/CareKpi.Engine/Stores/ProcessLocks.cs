namespace CareKpi.Engine.Stores;

/// <summary>Locks of a process that is alone on its stores. A name that nobody holds or waits for takes no room.</summary>
public sealed class ProcessLocks : INamedLocks
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private sealed class Entry
    {
        public SemaphoreSlim One { get; } = new(1);

        public int Users { get; set; }
    }

    /// <summary>Names that somebody holds or waits for.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    public ValueTask<INamedLock?> TryEnterAsync(string name, CancellationToken cancellationToken) => WaitAsync(name, TimeSpan.Zero, cancellationToken);

    public async ValueTask<INamedLock> EnterAsync(string name, CancellationToken cancellationToken) =>
        await WaitAsync(name, NamedLocks.Patience, cancellationToken) ?? throw NamedLocks.Busy(name);

    private async ValueTask<INamedLock?> WaitAsync(string name, TimeSpan wait, CancellationToken cancellationToken)
    {
        var entry = Join(name);
        try
        {
            if (await entry.One.WaitAsync(wait, cancellationToken))
            {
                return new Held(this, name, entry);
            }
        }
        catch
        {
            Leave(name, entry);
            throw;
        }

        Leave(name, entry);
        return null;
    }

    private Entry Join(string name)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(name, out var entry))
            {
                entries[name] = entry = new();
            }

            entry.Users++;
            return entry;
        }
    }

    private void Leave(string name, Entry entry)
    {
        lock (gate)
        {
            if (--entry.Users == 0)
            {
                entries.Remove(name);
                entry.One.Dispose();
            }
        }
    }

    private sealed class Held(ProcessLocks locks, string name, Entry entry) : INamedLock
    {
        private int gone;

        /// <summary>Never: it is lost with the process.</summary>
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref gone, 1) == 0)
            {
                entry.One.Release();
                locks.Leave(name, entry);
            }

            return ValueTask.CompletedTask;
        }
    }
}
