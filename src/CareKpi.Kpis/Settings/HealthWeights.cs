using CareKpi.Kpis.Health;

namespace CareKpi.Kpis.Settings;

/// <summary>What each part of a customer's health weighs against the others: 0–1,000, at least one over 0. Applied on read.</summary>
public sealed record HealthWeights(double Satisfaction, double Effort, double Sentiment, double OpenCases, double Complaints, double Recency)
{
    /// <summary>Those of a tenant that has set none.</summary>
    public static HealthWeights Default { get; } = new(30, 10, 15, 15, 20, 10);

    public double this[HealthPart part] => part switch
    {
        HealthPart.Satisfaction => Satisfaction,
        HealthPart.Effort => Effort,
        HealthPart.Sentiment => Sentiment,
        HealthPart.OpenCases => OpenCases,
        HealthPart.Complaints => Complaints,
        _ => Recency,
    };
}
