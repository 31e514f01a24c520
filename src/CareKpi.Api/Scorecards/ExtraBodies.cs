using CareKpi.Api.Targets;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Benchmarks.Peers;
using CareKpi.Kpis.Targets;

namespace CareKpi.Api.Scorecards;

// What values bring with them where a request asks for it (docs/contracts/management-api.md, "Targets").

/// <summary><see cref="InheritedFrom"/>: tenant or team; null: the scope's own. <see cref="State"/>: met, warning or missed. <see cref="Pace"/>: needed a day for the rest of a period that runs.</summary>
public sealed record TargetStatusBody(TargetBody Target, string? InheritedFrom, string? State, double? Attainment, double? Pace)
{
    internal static TargetStatusBody? Of(TargetStatus? status) => status is null ? null : new(
        TargetBody.Of(status.Target), status.InheritedFrom is { } level ? Words.Of(level) : null,
        status.State switch { TargetState.Met => "met", TargetState.Warning => "warning", TargetState.Missed => "missed", _ => null },
        status.Attainment, status.Pace);
}

/// <summary>The distribution over tenants of the same industry and size in a quarter (its first day), and where the value stands in it.</summary>
public sealed record PeersBody(DateOnly Quarter, int Tenants, double? P10, double P25, double P50, double P75, double? P90, double Percentile)
{
    internal static PeersBody? Of(PeerStanding? standing) =>
        standing is { Figures: var told } ? new(told.Quarter, told.Tenants, told.P10, told.P25, told.P50, told.P75, told.P90, standing.Percentile) : null;
}

public sealed record BenchmarkBody(IReadOnlyList<IndustryBenchmark> Industry, PeersBody? Peers, Rank? Rank)
{
    internal static BenchmarkBody? Of(Benchmark? benchmark) => benchmark is null ? null : new(benchmark.Industry, PeersBody.Of(benchmark.Peers), benchmark.Rank);
}
