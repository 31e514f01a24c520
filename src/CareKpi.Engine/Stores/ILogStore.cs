namespace CareKpi.Engine.Stores;

/// <summary>Epoch of the writer and the sequence number of the last entry. (0, 0) for a tenant that was never written: its first entry has number 1.</summary>
public readonly record struct LogHead(long Epoch, long LastSeq);

/// <summary>Entries of one tenant, numbered from <see cref="FirstSeq"/> on, written by the holder of <see cref="Epoch"/>. Without entries it only asks whether the writer still holds the tenant.
/// The bytes must not change until the append is answered.</summary>
public sealed record LogAppend(string Tenant, long Epoch, long FirstSeq, IReadOnlyList<ReadOnlyMemory<byte>> Entries);

public enum AppendOutcome : byte
{
    Committed,
    /// <summary>Epoch or sequence did not match: another writer holds the tenant. Nothing of this append was written.</summary>
    Fenced,
}

public readonly record struct LogRecord(long Seq, ReadOnlyMemory<byte> Payload);

/// <summary>What an entry says from now on. <see cref="Payload"/> null: it goes, its number stays empty, and a read goes on behind it.</summary>
public readonly record struct LogRewrite(long Seq, ReadOnlyMemory<byte>? Payload);

/// <summary>The append-only log of many tenants. Every method is safe to call from many threads; what returns is durable, and a read shows only what is durable.
/// Tenants are ordered by the bytes of their UTF-8 names. A method that is cancelled before its turn did nothing; a write that has begun ends with its outcome, so who cannot wait for it
/// stops waiting (<c>WaitAsync</c>) and knows nothing about it. Failures are <see cref="StoreException"/>.</summary>
public interface ILogStore : IAsyncDisposable
{
    /// <summary>Other processes may write it beside this one.</summary>
    bool IsShared => false;

    ValueTask<LogHead> HeadAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Takes the tenant: sets epoch to <paramref name="expected"/> + 1 if it is <paramref name="expected"/> now. False: somebody else did.</summary>
    ValueTask<bool> ClaimAsync(string tenant, long expected, CancellationToken cancellationToken);

    /// <summary>One durable write for all appends. Outcomes in the order of the appends; the fenced ones are left out, the others commit. If it throws, nothing is known about any of them:
    /// the caller calls <see cref="ReopenAsync"/> and reads heads before it writes again. At most one append of a tenant: <see cref="ArgumentException"/>, and nothing was written.</summary>
    ValueTask<AppendOutcome[]> AppendAsync(IReadOnlyList<LogAppend> appends, CancellationToken cancellationToken);

    /// <summary>For what must not be kept: an erased customer, events before the horizon. All in one durable write, while the tenant's epoch is <paramref name="epoch"/>; false: another writer holds the tenant,
    /// nothing was changed. A number without an entry stays without; the tenant's last entry is replaced, never removed. Of two rewrites of one entry the last counts.</summary>
    ValueTask<bool> RewriteAsync(string tenant, long epoch, IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken);

    /// <summary>Records from <paramref name="fromSeq"/> on, in order, at least one if there is one, up to about <paramref name="maxBytes"/> of payload.</summary>
    ValueTask<IReadOnlyList<LogRecord>> ReadAsync(string tenant, long fromSeq, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Tenants that have a head, in order, after <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<string>> TenantsAsync(string? after, int first, CancellationToken cancellationToken);

    /// <summary>Removes a tenant's log and head, at once and as a whole; room on disk may come back later. Who holds the tenant is fenced.</summary>
    ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>After a failed or unknown commit: closes and opens the store anew. An fsync is never just tried again.</summary>
    ValueTask ReopenAsync(CancellationToken cancellationToken);
}
