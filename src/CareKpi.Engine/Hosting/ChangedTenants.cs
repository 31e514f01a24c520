using System.Collections.Concurrent;

namespace CareKpi.Engine.Hosting;

/// <summary>Tenants with alert rules of which something was applied since somebody looked. A tenant is in it once, however much was applied: a writer never waits for who looks.</summary>
public sealed class ChangedTenants
{
    private readonly ConcurrentDictionary<string, bool> changed = new(StringComparer.Ordinal);

    public void Add(string tenant) => changed.TryAdd(tenant, true);

    /// <summary>All of them; from here on they are not in it until something else is applied.</summary>
    public IReadOnlyList<string> Take() => [.. changed.Keys.Where(tenant => changed.TryRemove(tenant, out _))];
}
