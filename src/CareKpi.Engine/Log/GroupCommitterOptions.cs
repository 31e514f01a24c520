namespace CareKpi.Engine.Log;

/// <summary>Bounds of a <see cref="GroupCommitter"/>. Bytes are those of payloads.</summary>
public sealed record GroupCommitterOptions
{
    /// <summary>A group is closed when it would grow over this (one larger append is a group by itself).</summary>
    public int MaxGroupBytes { get; init; } = 4 << 20;

    public int MaxGroupAppends { get; init; } = 4_096;

    /// <summary>Queued and being written together; more is refused at once.</summary>
    public long MaxQueuedBytes { get; init; } = 64 << 20;

    public int MaxQueuedAppends { get; init; } = 65_536;

    /// <summary>Of one tenant, so that a flooding one cannot take the whole queue.</summary>
    public long MaxTenantBytes { get; init; } = 16 << 20;

    /// <summary>How long a write may take before everybody who waits is told that the store does not answer. Who waits behind a write and then for its own waits at most twice as long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After a failure that reopening did not heal, everything is refused for so long before the store is tried again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What refused callers are told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
