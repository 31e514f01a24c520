using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>Which KPIs are compared among peers: those of the catalogue that a tenant has, in units that mean the same everywhere; without variants, and none of a tenant's own or with weights of its own (<c>customer_health</c>).</summary>
public static class PeerKpis
{
    public static IReadOnlyList<Kpi> All { get; } = [.. KpiRegistry.BuiltIn.ForLevel(Level.Tenant).Where(static kpi => kpi.Parent is null && PeerGrid.Of(kpi.Unit) is not null && kpi.Code is not "customer_health")];

    private static readonly Dictionary<string, IReadOnlyList<string>> RelatedTo =
        All.ToDictionary(static kpi => kpi.Code, static kpi => (IReadOnlyList<string>)[.. All.Where(other => IsRelated(kpi, other)).Select(static other => other.Code)], StringComparer.Ordinal);

    /// <summary>Other KPIs that share a measure with it (or, like it, have none): of one, the other might be guessed.</summary>
    public static IReadOnlyList<string> Related(string kpi) => RelatedTo[kpi];

    private static bool IsRelated(Kpi kpi, Kpi other) => !ReferenceEquals(kpi, other) && ((kpi.Measures.Count == 0 && other.Measures.Count == 0) || kpi.Measures.Intersect(other.Measures).Any());
}
