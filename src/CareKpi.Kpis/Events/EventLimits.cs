namespace CareKpi.Kpis.Events;

/// <summary>The bounds of the event contract, in one place.</summary>
public static class EventLimits
{
    /// <summary>Events of one request.</summary>
    public const int MaxEvents = 20_000;

    /// <summary>Bytes of one event as it came.</summary>
    public const int MaxEventBytes = 256 * 1024;

    /// <summary>Objects and arrays within each other, the event's own object included.</summary>
    public const int MaxDepth = 16;

    /// <summary>How far <c>time</c> may be ahead of the clock.</summary>
    public const long AheadMicros = 5 * 60 * 1_000_000L;

    /// <summary>Characters of <c>id</c>, <c>source</c>, <c>type</c> and <c>supersedes</c>.</summary>
    public const int MaxAttribute = 256;

    /// <summary>Characters of a key or label (<c>customer</c>, <c>queue</c>, …), of a tag's name and of its value.</summary>
    public const int MaxKey = 128;

    /// <summary>Characters of a display name or a reason.</summary>
    public const int MaxLine = 256;

    public const int MaxTags = 10;

    public const int MaxArticles = 100;

    public const long MaxDurationMicros = 30 * 86_400_000_000L;

    /// <summary>|money| in 1e-4 is below this.</summary>
    public const long MoneyBound = 10_000_000_000_000_000;

    /// <summary>|value|, |score| and bounds of scales in 1e-6 are below this.</summary>
    public const long ValueBound = 1_000_000_000_000_000;

    public const long MaxErrors = 1_000_000;

    /// <summary>From <c>from</c> to <c>to</c> of a schedule or an availability.</summary>
    public const long MaxIntervalMicros = 366 * 86_400_000_000L;

    /// <summary>Days that a cost may be spread over.</summary>
    public const int MaxCostDays = 3_660;
}
