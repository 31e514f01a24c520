using System.Diagnostics;
using CareKpi.Engine.Stores;

namespace CareKpi.Bench.InProcess;

/// <summary>A state store that counts how often it is asked, and how long whoever asks waits.</summary>
internal sealed class CountingStateStore(IStateStore inner) : IStateStore
{
    public int Reads { get; private set; }

    public int Keys { get; private set; }

    public TimeSpan Reading { get; private set; }

    public TimeSpan Writing { get; private set; }

    public async ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = await inner.ReadAsync(tenant, query, cancellationToken);
        Reads++;
        Keys += query.Keys.Count;
        Reading += Stopwatch.GetElapsedTime(begun);
        return answer;
    }

    public async ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var isWritten = await inner.WriteAsync(tenant, epoch, writes, cancellationToken);
        Writing += Stopwatch.GetElapsedTime(begun);
        return isWritten;
    }

    public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) => inner.EpochAsync(tenant, cancellationToken);

    public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken) =>
        inner.DeleteRangeAsync(tenant, epoch, range, limit, cancellationToken);

    public ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) => inner.DeleteAsync(tenant, cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
