namespace CareKpi.Api.Limits;

/// <summary>So many in a window, in ticks of the clock. What was saved up to one window may be spent at once.</summary>
internal readonly record struct Rate(long Quota, long Window);
