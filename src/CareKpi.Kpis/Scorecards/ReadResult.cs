using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Targets;

namespace CareKpi.Kpis.Scorecards;

/// <summary>Instants in microseconds since 1970-01-01T00:00:00Z.</summary>
public sealed record ReadResult(ScopeInfo Scope, Period Period, long AsOf, long? LastEventAt, long Now)
{
    public IReadOnlyList<KpiValue>? Values { get; init; }

    public IReadOnlyList<KpiSeries>? Series { get; init; }

    public IReadOnlyList<KpiBreakdown>? Breakdown { get; init; }

    public IReadOnlyList<KpiRanking>? Ranking { get; init; }

    public IReadOnlyList<CohortRow>? Cohorts { get; init; }
}

/// <summary>A scope as of today. Fields that do not belong to the level are null.</summary>
public sealed record ScopeInfo(Level Level, string Key, string Name)
{
    public string? Team { get; init; }

    public string? Parent { get; init; }

    public string? Segment { get; init; }

    public string? Region { get; init; }

    public DateOnly? ActiveSince { get; init; }
}

/// <summary>A value and what it stands on. <see cref="Value"/> null: nothing to measure yet.</summary>
public sealed record KpiValue(string Kpi, int Version, double? Value, long Count, double? Numerator, double? Denominator)
{
    public Confidence? Confidence { get; init; }

    public Distribution? Distribution { get; init; }

    public bool Provisional { get; init; }

    public DateOnly? SettledThrough { get; init; }

    public Comparison? Previous { get; init; }

    public Comparison? YearAgo { get; init; }

    public IReadOnlyList<Part>? Parts { get; init; }

    /// <summary>It stands on too few observations to be ranked. Counts and sums never do: they are what they are.</summary>
    public bool Small { get; init; }

    /// <summary>Set when the period is exactly one closed month: the value is the closed one, <see cref="Revised"/> what it would be now. Microseconds.</summary>
    public long? ClosedAt { get; init; }

    public double? Revised { get; init; }

    /// <summary>Where asked for (<see cref="Extras.Target"/>); null: there is none.</summary>
    public TargetStatus? Target { get; init; }

    /// <summary>Where asked for (<see cref="Extras.Benchmark"/>); null: there is nothing to compare with.</summary>
    public Benchmark? Benchmark { get; init; }
}

/// <summary>95 %.</summary>
public sealed record Confidence(double Low, double High);

public sealed record Distribution(double Mean, double Min, double P50, double P75, double P90, double P95, double P99, double Max);

public sealed record Comparison(Period Period, double? Value, double? Change, double? ChangePercent, bool? Better);

/// <summary>What a value is made of, or brings with it. <see cref="Weight"/>: of parts that are weighed, as it was set; <see cref="Kpi"/>: of parts that are a KPI's; <see cref="Small"/>: it has too few observations and
/// leaves its weight to the others.</summary>
public sealed record Part(string Name, double? Value, long Count)
{
    public double? Weight { get; init; }

    public string? Kpi { get; init; }

    public bool Small { get; init; }

    /// <summary>Counts by name, the largest first.</summary>
    public static IReadOnlyList<Part>? Of(IReadOnlyList<(string Name, long Count)>? counts) =>
        counts is null ? null : [.. counts.OrderByDescending(part => part.Count).ThenBy(part => part.Name, StringComparer.Ordinal).Select(part => new Part(part.Name, part.Count, part.Count))];
}

public sealed record KpiSeries(string Kpi, Interval Interval, IReadOnlyList<SeriesPoint> Points);

/// <summary><see cref="Incomplete"/>: the interval is not over. <see cref="From"/> is its first day.</summary>
public sealed record SeriesPoint(long At, DateOnly From, double? Value, long Count, double? Numerator, double? Denominator, bool Incomplete, bool Provisional);

public sealed record KpiBreakdown(string Kpi, IReadOnlyList<BreakdownItem> Items);

public sealed record BreakdownItem(string Value, KpiValue Result);

public sealed record KpiRanking(string Kpi, IReadOnlyList<RankingEntry> Entries);

public sealed record RankingEntry(int Position, ScopeInfo Scope, KpiValue Result);

/// <summary>Those acquired in a month: how many, or their monthly recurring revenue at the start of their first spell.</summary>
public sealed record CohortRow(DateOnly Month, double Size, IReadOnlyList<CohortCell> Cells);

/// <summary>What is left of a cohort at the end of the month <see cref="Age"/> months after. <see cref="Percent"/> is null in a month without new customers. <see cref="Incomplete"/>: that month is not over.</summary>
public sealed record CohortCell(int Age, double Kept, double? Percent, bool Incomplete);

/// <summary>Why a read has no result: a code of http.md, a sentence that says how to mend it, and the field of the request.</summary>
public sealed class ReadProblemException(string code, string message, string? field = null) : Exception(message)
{
    public string Code { get; } = code;

    public string? Field { get; } = field;
}
