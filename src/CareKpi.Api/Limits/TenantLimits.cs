namespace CareKpi.Api.Limits;

/// <summary>What a tenant may ask of one node. The defaults keep one tenant from taking a node alone, and throttle nobody who means well.</summary>
public sealed record TenantLimits
{
    public long RequestsPerSecond { get; init; } = 20_000;

    /// <summary>Of one key, one person, or the widget tokens of one key.</summary>
    public long RequestsPerSecondPerKey { get; init; } = 20_000;

    /// <summary>Bodies of events and imports, as sent.</summary>
    public long IngestBytesPerSecond { get; init; } = 256L * 1024 * 1024;

    /// <summary>The same over a day in UTC, on all nodes. null: unbounded.</summary>
    public long? IngestBytesPerDay { get; init; }

    /// <summary>Streams of changes that are open at one time.</summary>
    public int Subscriptions { get; init; } = 1000;
}

/// <summary>What an operator set for a tenant; null: the node's default holds, also when it changes.</summary>
public sealed record LimitsPatch(long? RequestsPerSecond, long? RequestsPerSecondPerKey, long? IngestBytesPerSecond, long? IngestBytesPerDay, int? Subscriptions)
{
    internal TenantLimits Over(TenantLimits defaults) => new()
    {
        RequestsPerSecond = RequestsPerSecond ?? defaults.RequestsPerSecond,
        RequestsPerSecondPerKey = RequestsPerSecondPerKey ?? defaults.RequestsPerSecondPerKey,
        IngestBytesPerSecond = IngestBytesPerSecond ?? defaults.IngestBytesPerSecond,
        IngestBytesPerDay = IngestBytesPerDay ?? defaults.IngestBytesPerDay,
        Subscriptions = Subscriptions ?? defaults.Subscriptions,
    };
}

public sealed record LimitUse(long IngestBytesToday);

public sealed record LimitsBody(TenantLimits Limits, LimitUse Used);
