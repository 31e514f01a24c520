using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Settings;
namespace CareKpi.Kpis.Catalogue;

/// <summary>The tenant's settings that are applied on read, as far as formulas need them.</summary>
public sealed record EvaluationContext
{
    /// <summary>Settings of a tenant that has set nothing.</summary>
    public static EvaluationContext Default { get; } = new();

    public ServiceLevelMode ServiceLevelMode { get; init; } = ServiceLevelMode.AnsweredAndAbandonedInTime;

    /// <summary>A year.</summary>
    public double DiscountRate { get; init; } = 0.10;

    /// <summary>What the scope is appraised by; null: by nothing.</summary>
    public AppraisalBasis? Appraisal { get; init; }
}
