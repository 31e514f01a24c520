using System.Collections.Concurrent;

namespace CareKpi.Api.Limits;

/// <summary>Buckets by key, at most so many; those that owe nothing are dropped. When all owe, what is new shares one.</summary>
internal sealed class Buckets<TKey>(int max) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Bucket> table = new();
    private readonly Bucket overflow = new();
    private int count;

    public int Count => Volatile.Read(ref count);

    public Bucket Of(TKey key, long now)
    {
        if (table.TryGetValue(key, out var bucket))
        {
            return bucket;
        }

        if (Count >= max)
        {
            DropIdle(now);
            if (Count >= max)
            {
                return overflow;
            }
        }

        bucket = new();
        if (table.TryAdd(key, bucket))
        {
            Interlocked.Increment(ref count);
            return bucket;
        }

        return table.TryGetValue(key, out var other) ? other : bucket;
    }

    public void DropIdle(long now)
    {
        foreach (var pair in table)
        {
            if (pair.Value.IsIdle(now) && table.TryRemove(pair))
            {
                Interlocked.Decrement(ref count);
            }
        }
    }
}
