using System.Collections.Immutable;
using CareKpi.Engine.Stores;

namespace CareKpi.Testing.Stores;

/// <summary>The state in memory, for tests and for the simulator.</summary>
public sealed class MemoryStateStore : IStateStore
{
    private readonly MemoryImage<ImmutableSortedDictionary<string, Tenant>> image;

    /// <param name="server">Others write beside it; null: a file.</param>
    public MemoryStateStore(StoreFaults? faults = null, MemoryServer? server = null)
        : this(new MemoryImage<ImmutableSortedDictionary<string, Tenant>>("state", new(ImmutableSortedDictionary.Create<string, Tenant>(ByteOrder.Instance)), faults, server))
    {
    }

    private MemoryStateStore(MemoryImage<ImmutableSortedDictionary<string, Tenant>> image) => this.image = image;

    public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) =>
        image.ReadAsync("state.epoch", tenants => tenants.GetValueOrDefault(tenant, Tenant.Empty).Epoch, cancellationToken);

    public ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken) =>
        image.WriteAsync(
            "state.write",
            tenants =>
            {
                var now = tenants.GetValueOrDefault(tenant, Tenant.Empty);
                if (now.Epoch > epoch)
                {
                    return (tenants, false);
                }

                var rows = now.Rows.ToBuilder();
                foreach (var write in writes)
                {
                    // Keys and values are copied: who changes one after the answer must not change the store.
                    rows.Remove(new StateRow(write.Key, []));
                    if (write.Value is { } value)
                    {
                        rows.Add(new StateRow([.. write.Key], [.. value]));
                    }
                }

                return (tenants.SetItem(tenant, new Tenant(epoch, rows.ToImmutable())), true);
            },
            cancellationToken);

    public ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken) =>
        image.ReadAsync(
            "state.read",
            tenants =>
            {
                var rows = tenants.GetValueOrDefault(tenant, Tenant.Empty).Rows;
                return new StateAnswer(
                    [.. query.Keys.Select(key => rows.TryGetValue(new StateRow(key, []), out var row) ? row.Value.ToArray() : null)],
                    [.. query.Ranges.Select(range => In(rows, range).Take(range.Limit).Select(static row => new StateRow([.. row.Key], [.. row.Value])).ToArray())]);
            },
            cancellationToken);

    public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken) =>
        image.WriteAsync(
            "state.delete-range",
            tenants =>
            {
                var now = tenants.GetValueOrDefault(tenant, Tenant.Empty);
                if (now.Epoch > epoch)
                {
                    return (tenants, -1);
                }

                var gone = In(now.Rows, range).Take(Math.Min(limit, range.Limit)).ToArray();
                return (tenants.SetItem(tenant, new Tenant(epoch, now.Rows.Except(gone))), gone.Length);
            },
            cancellationToken);

    public async ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) =>
        await image.WriteAsync("state.delete", tenants => (tenants.Remove(tenant), true), cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => image.ReopenAsync(cancellationToken);

    /// <summary>Kills the process that uses the store: what was not synced is lost. For a scheduler that runs nothing of it any more; else see <see cref="NextProcess"/>.</summary>
    public void Crash() => image.Crash();

    /// <summary>As another process has it.</summary>
    public MemoryStateStore Beside(StoreFaults? faults) => new(image.Beside(faults));

    /// <summary>Kills the process that uses the store; what of it still runs is refused. The store that the next process opens.</summary>
    public MemoryStateStore NextProcess() => new(image.NextProcess());

    /// <summary>Kills the process, and a write that was not synced is on the disk all the same, or not: never a part of it.</summary>
    public void Crash(Random torn) => image.Crash((before, after) => torn.Next(2) == 0 ? after : before);

    public ValueTask DisposeAsync()
    {
        image.Close();
        return default;
    }

    private static IEnumerable<StateRow> In(ImmutableSortedSet<StateRow> rows, StateRange range)
    {
        var from = rows.IndexOf(new StateRow(range.From, []));
        for (var at = from < 0 ? ~from : from; at < rows.Count; at++)
        {
            if (range.To.Length > 0 && ByteOrder.Instance.Compare(rows[at].Key, range.To) >= 0)
            {
                yield break;
            }

            yield return rows[at];
        }
    }

    private sealed record Tenant(long Epoch, ImmutableSortedSet<StateRow> Rows)
    {
        public static readonly Tenant Empty = new(0, ImmutableSortedSet.Create<StateRow>(ByteOrder.Instance));
    }
}
