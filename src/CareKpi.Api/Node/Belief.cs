using System.Collections.Concurrent;

namespace CareKpi.Api.Node;

/// <summary>What was found is believed for a second, so that what another node changed holds within two. What was not found is looked for again.</summary>
internal sealed class Belief<TKey, TValue>(TimeProvider clock, int most = 50_000) where TKey : notnull where TValue : class
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, (TValue Value, long Since)> remembered = new();

    public async ValueTask<TValue?> GetAsync(TKey key, Func<TKey, CancellationToken, ValueTask<TValue?>> load, CancellationToken cancellationToken)
    {
        if (remembered.TryGetValue(key, out var known) && clock.GetElapsedTime(known.Since) < Lasts)
        {
            return known.Value;
        }

        var since = clock.GetTimestamp();
        var found = await load(key, cancellationToken);
        if (found is null)
        {
            remembered.TryRemove(key, out _);
            return null;
        }

        if (remembered.Count >= most)
        {
            remembered.Clear();
        }

        remembered[key] = (found, since);
        return found;
    }

    /// <summary>For what changed here: the next one who asks looks.</summary>
    public void Drop(TKey key) => remembered.TryRemove(key, out _);

    public void Clear() => remembered.Clear();
}
