using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Testing.Stores;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>Says which rows were written and how often rows were read.</summary>
internal sealed class WatchedStateStore : IStateStore
{
    private readonly MemoryStateStore inner = new();

    public int Reads { get; private set; }

    public Dictionary<RowKind, int> Written { get; } = [];

    /// <summary>How many bytes the rows of a kind had, written each time.</summary>
    public Dictionary<RowKind, int> Bytes { get; } = [];

    public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) => inner.EpochAsync(tenant, cancellationToken);

    public ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            if (write.Key.Length == StateKey.Size)
            {
                var kind = StateKey.FromBytes(write.Key).Kind;
                Written[kind] = Written.GetValueOrDefault(kind) + 1;
                Bytes[kind] = Bytes.GetValueOrDefault(kind) + (write.Value?.Length ?? 0);
            }
        }
        return inner.WriteAsync(tenant, epoch, writes, cancellationToken);
    }

    /// <summary>Before rows of the health table are read from a key from which they were not read last.</summary>
    public Func<Task>? BeforeHealth { get; set; }

    /// <summary>Also where they were read from last.</summary>
    public bool BeforeHealthAgain { get; set; }

    private byte[] healthFrom = [];
    private bool isBefore;

    public async ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken)
    {
        Reads++;
        if (BeforeHealth is { } before && !isBefore && query.Ranges is [{ From: { Length: >= StateKey.Size } from }] && StateKey.FromBytes(from[..StateKey.Size]).Kind == RowKind.Health && (BeforeHealthAgain || !healthFrom.AsSpan().SequenceEqual(from)))
        {
            (healthFrom, isBefore) = (from, true);
            await before();
            isBefore = false;
        }
        return await inner.ReadAsync(tenant, query, cancellationToken);
    }

    public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken) => inner.DeleteRangeAsync(tenant, epoch, range, limit, cancellationToken);

    public ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) => inner.DeleteAsync(tenant, cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
