namespace CareKpi.Engine.Log;

/// <summary>Notices that the store does not answer: one timer for all who wait, armed while something is being written.</summary>
internal sealed class StoreWatch : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly TimeSpan patience;
    private readonly Action onStall;
    private readonly ITimer timer;
    private long begun;
    private bool watching;
    private volatile bool stalled;

    public StoreWatch(TimeProvider time, TimeSpan patience, Action onStall)
    {
        this.time = time;
        this.patience = patience;
        this.onStall = onStall;
        timer = time.CreateTimer(static watch => ((StoreWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Stalled => stalled;

    public void Begin()
    {
        lock (gate)
        {
            begun = time.GetTimestamp();
            watching = true;
            timer.Change(patience, Timeout.InfiniteTimeSpan);
        }
    }

    public void End()
    {
        lock (gate)
        {
            watching = false;
            stalled = false;
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        lock (gate)
        {
            if (!watching || stalled)
            {
                return;
            }

            // A timer that was on its way when the write before ended.
            var left = patience - time.GetElapsedTime(begun);
            if (left > TimeSpan.Zero)
            {
                timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            stalled = true;
        }

        onStall();
    }
}
