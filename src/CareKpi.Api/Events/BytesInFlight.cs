using System.Runtime.InteropServices;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Events;

/// <summary>Memory that request bodies hold, over all requests, and of one tenant. Over a bound a request is refused at once instead of queued, so memory stays flat under any load, and no tenant takes all of it.</summary>
internal sealed class BytesInFlight(long max)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>A quarter, but one body of the largest size always has room.</summary>
    private readonly long share = Math.Min(max, Math.Max(max / 4, EventBody.MostHeld));
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> ofTenant = new(StringComparer.Ordinal);
    private long held;

    public long Held
    {
        get
        {
            lock (gate)
            {
                return held;
            }
        }
    }

    public void Take(string tenant, long bytes)
    {
        lock (gate)
        {
            var own = ofTenant.GetValueOrDefault(tenant);
            if (held + bytes > max || own + bytes > share)
            {
                throw new UnavailableException("too many bodies in flight", Retry);
            }

            held += bytes;
            ofTenant[tenant] = own + bytes;
        }
    }

    public void Give(string tenant, long bytes)
    {
        lock (gate)
        {
            held -= bytes;
            ref var own = ref CollectionsMarshal.GetValueRefOrNullRef(ofTenant, tenant);
            own -= bytes;
            if (own == 0)
            {
                ofTenant.Remove(tenant);
            }
        }
    }
}
