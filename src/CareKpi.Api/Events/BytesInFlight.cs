using CareKpi.Engine.Grains;

namespace CareKpi.Api.Events;

/// <summary>Memory that request bodies hold, over all requests. Over the bound a request is refused at once instead of queued, so memory stays flat under any load.</summary>
internal sealed class BytesInFlight(long max)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private long held;

    public void Take(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) > max)
        {
            Interlocked.Add(ref held, -bytes);
            throw new UnavailableException("too many bodies in flight", Retry);
        }
    }

    public void Give(long bytes) => Interlocked.Add(ref held, -bytes);
}
