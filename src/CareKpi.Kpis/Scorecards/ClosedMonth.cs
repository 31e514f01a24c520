using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Scorecards;

/// <summary>A month whose figures stand as they were. <see cref="Month"/>: its first day; <see cref="ClosedAt"/> in microseconds.</summary>
public sealed record ClosedMonth(DateOnly Month, long ClosedAt, string ClosedBy);

/// <summary>A value as it was when its month was closed.</summary>
public sealed record ClosedValue(string Kpi, int Version, double? Value, long Count, double? Numerator, double? Denominator)
{
    /// <summary>Of an appraisal, which nothing else of it tells: it stood on too little. Of all others the count says it.</summary>
    public bool Small { get; init; }

    /// <summary>What there is of a value to be kept.</summary>
    public static ClosedValue Of(Kpi kpi, KpiValue value) =>
        new(value.Kpi, value.Version, value.Value, value.Count, value.Numerator, value.Denominator) { Small = kpi.IsAppraisal && value.Value is not null && value.Small };

    public bool IsSmall(Kpi kpi) => kpi.IsAppraisal && Value is not null ? Small : Evaluation.IsSmall(kpi.Kind, Count);

    /// <summary>What a value is that stands on nothing (docs/contracts/kpis.md, rule 1): it is not kept, and what is not kept is this. A tenant's own formula may be 0, or have a value, on nothing: that is kept.</summary>
    public static ClosedValue NothingOf(Kpi kpi) => kpi.Kind is ValueKind.Count or ValueKind.Stock or ValueKind.Sum ? new(kpi.Code, kpi.Version, 0, 0, 0, null) : new(kpi.Code, kpi.Version, null, 0, 0, 0);
}

public sealed record ClosedScope(ScopeRef Scope, IReadOnlyList<ClosedValue> Values);

/// <summary>All that a month is closed with: the KPIs that there are, and of each scope the values that stand on something.</summary>
public sealed record MonthClosing(ClosedMonth Month, IReadOnlyList<string> Kpis, IReadOnlyList<ClosedScope> Scopes);

/// <summary>What one scope had in a closed month, by KPI. A KPI that is in <see cref="Kpis"/> and has no value stood on nothing; one that is not in it came to be later.</summary>
public sealed record ClosedFigures(ClosedMonth Month, IReadOnlyList<string> Kpis, IReadOnlyList<ClosedValue> Values);
