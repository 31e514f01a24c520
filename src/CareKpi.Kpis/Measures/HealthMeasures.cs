namespace CareKpi.Kpis.Measures;

/// <summary>Ids 210–229. Read from the health table at the end of a period; they have no cells.</summary>
public static class HealthMeasures
{
    /// <summary>Customers of whom anything is known.</summary>
    public static readonly Measure Customers = Measure.Health(210, "health.customers", MeasureUnit.Count);
    /// <summary>Each part, added up over the customers of whom it is known, 0–100 each.</summary>
    public static readonly Measure Satisfaction = Measure.Health(211, "health.satisfaction");
    public static readonly Measure Effort = Measure.Health(212, "health.effort");
    public static readonly Measure Sentiment = Measure.Health(213, "health.sentiment");
    public static readonly Measure OpenCases = Measure.Health(214, "health.open_cases");
    public static readonly Measure Complaints = Measure.Health(215, "health.complaints");
    public static readonly Measure Recency = Measure.Health(216, "health.recency");
}
