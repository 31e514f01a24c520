using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Scorecards;

public enum Level : byte { Tenant, Team, Agent, Customer }

public enum Interval : byte { Hour, Day, Week, Month, Quarter, Year }

/// <summary>An aggregation level of a tenant. <see cref="Key"/> is empty for the tenant itself.</summary>
public readonly record struct ScopeRef(Level Level, string Key);

/// <summary>Both days belong to it, in the tenant's time zone.</summary>
public readonly record struct Period(DateOnly From, DateOnly To);

/// <summary>One dimension at a time; <see cref="Tag"/> names the tag when the dimension is <see cref="Dimensions.Tag"/>.</summary>
public sealed record Filter(Dimensions Dimension, string? Tag, IReadOnlyList<string> Values);

public sealed record BreakdownBy(Dimensions Dimension, string? Tag, int First = 20);

public sealed record RankingOf(Level Level, int First = 10, bool Worst = false, int MinCount = 1)
{
    /// <summary>Keys of those who may be in it; null: all.</summary>
    public IReadOnlyList<string>? Among { get; init; }
}

/// <summary>What a table of cohorts counts: customers, or their monthly recurring revenue.</summary>
public enum CohortMeasure : byte { Customers, Revenue }

[Flags]
public enum Comparisons : byte { None = 0, Previous = 1, YearAgo = 2 }

/// <summary>What values may bring with them.</summary>
[Flags]
public enum Extras : byte { None = 0, Target = 1, Benchmark = 2 }

/// <summary>One request of <c>POST /v1/scorecards</c> (docs/contracts/read-api.md), presets resolved by the reader of the request.</summary>
public sealed record ReadRequest(ScopeRef Scope, PeriodChoice Period)
{
    /// <summary>null: every KPI of the level; empty: none, the scope alone.</summary>
    public IReadOnlyList<string>? Kpis { get; init; }

    public Filter? Where { get; init; }

    public Interval? Interval { get; init; }

    public BreakdownBy? By { get; init; }

    public RankingOf? Ranking { get; init; }

    /// <summary>The tenant's retention by month of acquisition, one row a month of the period that has begun; asked for by itself.</summary>
    public CohortMeasure? Cohorts { get; init; }

    public Comparisons Compare { get; init; }

    /// <summary>A KPI that is tried before it is defined; <see cref="Kpis"/> may name it.</summary>
    public Formulas.CustomKpiDefinition? Tried { get; init; }

    public Extras Extras { get; init; }

    /// <summary>Values beside series, breakdown or ranking.</summary>
    public bool Values { get; init; }

    /// <summary>The read waits until this sequence number of the tenant's log is applied.</summary>
    public long? After { get; init; }
}

public enum PeriodPreset : byte { Today, Yesterday, Last7Days, Last28Days, Last90Days, WeekToDate, MonthToDate, QuarterToDate, YearToDate, LastWeek, LastMonth, LastQuarter, LastYear }

/// <summary>Exactly one of the two is given.</summary>
public readonly record struct PeriodChoice(Period? Days, PeriodPreset? Preset);
