namespace CareKpi.Api;

public static class CareKpiMetrics
{
    /// <summary>The name of the meter that the API counts with.</summary>
    public const string Meter = "CareKpi.Api";
}
