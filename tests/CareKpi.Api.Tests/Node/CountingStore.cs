using CareKpi.Engine.Stores;

namespace CareKpi.Api.Tests.Node;

/// <summary>Counts what is read of a store.</summary>
internal sealed class CountingStore(IStateStore inner) : IStateStore
{
    public int Reads { get; private set; }

    public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) => inner.EpochAsync(tenant, cancellationToken);

    public ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken) => inner.WriteAsync(tenant, epoch, writes, cancellationToken);

    public ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken)
    {
        Reads++;
        return inner.ReadAsync(tenant, query, cancellationToken);
    }

    public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken) => inner.DeleteRangeAsync(tenant, epoch, range, limit, cancellationToken);

    public ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) => inner.DeleteAsync(tenant, cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
