using CareKpi.Kpis.Benchmarks.Peers;

namespace CareKpi.Kpis.Benchmarks;

/// <summary>What others have: the tenant's industry, and the place among the tenant's own teams or agents (null: too few to compare).</summary>
public sealed record Benchmark(IReadOnlyList<IndustryBenchmark> Industry, Rank? Rank)
{
    /// <summary>Of the tenant's own values; null: it takes no part, or nothing is published.</summary>
    public PeerStanding? Peers { get; init; }
}

/// <summary>A published figure. <see cref="Gap"/>: the value minus it, in the KPI's unit; null: there is no value.</summary>
public sealed record IndustryBenchmark(string Industry, string? Region, double Value, string Source, int Year, double? Gap);

/// <summary>Equals share a place. <see cref="Percentile"/>: 100 for the first of them all, 0 for the last.</summary>
public sealed record Rank(int Position, int Of, double Percentile);
