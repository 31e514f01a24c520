namespace CareKpi.Api.Events;

/// <summary>How long a post waits until it is durable. A quiet node gives a slow disk time; once many wait, the node is overloaded and each is answered within a second.</summary>
internal sealed class IngestPatience
{
    private const int Many = 16;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Overloaded = TimeSpan.FromMilliseconds(900);
    private int waiting;

    public async Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        if (work.IsCompleted)
        {
            return await work;
        }

        var patience = Interlocked.Increment(ref waiting) > Many ? Overloaded : Quiet;
        try
        {
            return await work.WaitAsync(patience, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
