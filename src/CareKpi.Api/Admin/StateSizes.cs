using System.Collections.Concurrent;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Admin;

/// <summary>Sizes of the tenants' states: the bytes of keys and values as the last checkpoint left them, without what the store needs beside them. Measured when asked for, in short turns, and kept for ten minutes.</summary>
internal sealed class StateSizes(IStateStore store, TimeProvider clock)
{
    private const int MaxKept = 20_000;
    private const int Turn = 5_000;
    private static readonly TimeSpan Belief = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (long Bytes, long Since)> kept = new(StringComparer.Ordinal);

    public async Task<long> OfAsync(string tenant, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(tenant, out var size) && clock.GetElapsedTime(size.Since) < Belief)
        {
            return size.Bytes;
        }

        var (sum, since) = (0L, clock.GetTimestamp());
        byte[]? from = [];
        while (from is not null)
        {
            (var bytes, from) = await store.MeasureAsync(tenant, from, Turn, cancellationToken);
            sum += bytes;
        }

        if (kept.Count >= MaxKept)
        {
            kept.Clear();
        }

        kept[tenant] = (sum, since);
        return sum;
    }
}
