namespace CareKpi.Kpis.Measures;

/// <summary>Ids 90–99: what agents' time went to, in milliseconds, by the clock.</summary>
public static class WorkMeasures
{
    public static readonly Measure Paid = Measure.Sum(90, "work.paid", MeasureUnit.Milliseconds, Dimensions.None);
    public static readonly Measure Assisting = Measure.Sum(91, "work.assisting", MeasureUnit.Milliseconds, Dimensions.None);
    /// <summary>Available and not assisting.</summary>
    public static readonly Measure Available = Measure.Sum(92, "work.available", MeasureUnit.Milliseconds, Dimensions.None);
    /// <summary>Assisting ∪ training.</summary>
    public static readonly Measure Productive = Measure.Sum(93, "work.assisting_or_training", MeasureUnit.Milliseconds, Dimensions.None);
    public static readonly Measure Break = Measure.Sum(94, "work.break", MeasureUnit.Milliseconds, Dimensions.None);
    /// <summary>Paid status intervals, cut at local midnight.</summary>
    public static readonly Measure Intervals = Measure.Sum(95, "work.intervals", MeasureUnit.Count, Dimensions.None);
}
