namespace CareKpi.Kpis.Measures;

/// <summary>Ids 140–144: recorded costs, on the days that they are for.</summary>
public static class CostMeasures
{
    /// <summary>All categories but retention.</summary>
    public static readonly Measure Service = Measure.Sum(140, "cost.service", MeasureUnit.Money, Dimensions.None);
    public static readonly Measure Retention = Measure.Sum(141, "cost.retention", MeasureUnit.Money, Dimensions.None);
}
