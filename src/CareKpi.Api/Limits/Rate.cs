namespace CareKpi.Api.Limits;

/// <summary>So many in a window, in ticks of the clock. What was saved up to one window may be spent at once.</summary>
internal readonly record struct Rate(long Quota, long Window)
{
    /// <summary>The time that an amount takes, rounded up.</summary>
    public long Cost(long amount) => (long)Int128.Min((((Int128)amount * Window) + Quota - 1) / Quota, long.MaxValue / 4);

    /// <summary>What can be had at once while so much of the window is used.</summary>
    public long Left(long used) => used >= Window ? 0 : (long)((Int128)(Window - used) * Quota / Window);
}
