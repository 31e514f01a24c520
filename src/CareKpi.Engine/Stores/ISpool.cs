namespace CareKpi.Engine.Stores;

/// <summary>A file that waits for its import. Ids are unique over all tenants; <see cref="Tenant"/> is empty where the spool does not know it.</summary>
public readonly record struct SpooledFile(string Tenant, string Id);

/// <summary>Files that wait for their import, seen by every process on the same stores. Failures are <see cref="StoreException"/>.</summary>
public interface ISpool
{
    /// <summary>Writes a file from its parts, as they come; durable when it returns. What was cut short stays until it is removed. A part must not change until the next one is asked for.</summary>
    ValueTask WriteAsync(string tenant, string id, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken);

    /// <summary>From its beginning, to be read in turn; its length is known. null: it is not there.</summary>
    ValueTask<Stream?> OpenAsync(string tenant, string id, CancellationToken cancellationToken);

    /// <summary>Removing what is not there does nothing.</summary>
    ValueTask RemoveAsync(string tenant, string id, CancellationToken cancellationToken);

    /// <summary>All there are, whole or not.</summary>
    ValueTask<IReadOnlyList<SpooledFile>> ListAsync(CancellationToken cancellationToken);
}
