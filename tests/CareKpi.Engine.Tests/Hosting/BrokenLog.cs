using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>A log whose entries, for a while, nobody understands.</summary>
internal sealed class BrokenLog(ILogStore inner) : ILogStore
{
    public bool IsBroken { get; set; }

    public ValueTask<IReadOnlyList<LogRecord>> ReadAsync(string tenant, long fromSeq, int maxBytes, CancellationToken cancellationToken) =>
        IsBroken ? throw new InvalidDataException("injected") : inner.ReadAsync(tenant, fromSeq, maxBytes, cancellationToken);

    public ValueTask<LogHead> HeadAsync(string tenant, CancellationToken cancellationToken) => inner.HeadAsync(tenant, cancellationToken);

    public ValueTask<bool> ClaimAsync(string tenant, long expected, CancellationToken cancellationToken) => inner.ClaimAsync(tenant, expected, cancellationToken);

    public ValueTask<AppendOutcome[]> AppendAsync(IReadOnlyList<LogAppend> appends, CancellationToken cancellationToken) => inner.AppendAsync(appends, cancellationToken);

    public ValueTask<bool> RewriteAsync(string tenant, long epoch, IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken) => inner.RewriteAsync(tenant, epoch, entries, cancellationToken);

    public ValueTask<IReadOnlyList<string>> TenantsAsync(string? after, int first, CancellationToken cancellationToken) => inner.TenantsAsync(after, first, cancellationToken);

    public ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) => inner.DeleteAsync(tenant, cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;
}
