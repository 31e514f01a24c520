namespace CareKpi.Kpis.Measures;

/// <summary>Ids 145–151: services that were up, agents that kept to their schedules; stretches of time.</summary>
public static class AttendanceMeasures
{
    public static readonly Measure Up = Measure.Sum(145, "availability.up", MeasureUnit.Milliseconds, Dimensions.None);
    public static readonly Measure Observed = Measure.Sum(146, "availability.observed", MeasureUnit.Milliseconds, Dimensions.None);
    /// <summary>Observations, cut at local midnight.</summary>
    public static readonly Measure Observations = Measure.Sum(147, "availability.intervals", MeasureUnit.Count, Dimensions.None);
    public static readonly Measure Scheduled = Measure.Sum(148, "adherence.scheduled", MeasureUnit.Milliseconds, Dimensions.None);
    /// <summary>Of the scheduled time: spent in the scheduled state.</summary>
    public static readonly Measure Kept = Measure.Sum(149, "adherence.kept", MeasureUnit.Milliseconds, Dimensions.None);
    /// <summary>Scheduled intervals, cut at bounds of schedules and at local midnight.</summary>
    public static readonly Measure Schedules = Measure.Sum(150, "adherence.intervals", MeasureUnit.Count, Dimensions.None);
}
