using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

/// <summary>Which place a team or an agent has, by each of some KPIs. <see cref="After"/>: as of this entry or later.</summary>
public sealed record RanksRequest(ScopeRef Scope, Period Period, IReadOnlyList<string> Kpis, long? After);

/// <summary>The values of all teams or agents by some KPIs, of those that stand on enough.</summary>
internal sealed class RankTable(IReadOnlyList<Kpi> kpis, IReadOnlyCollection<(string Key, IReadOnlyList<KpiValue> Values)> scopes)
{
    private readonly IReadOnlyList<Dictionary<string, double>> byKpi = [.. kpis.Select((kpi, at) => scopes.Where(scope => HasPlace(kpi, scope.Values[at])).ToDictionary(static scope => scope.Key, scope => scope.Values[at].Value!.Value, StringComparer.Ordinal))];

    /// <summary>An appraisal says itself whether it stands on enough.</summary>
    private static bool HasPlace(Kpi kpi, KpiValue value) => value.Value is not null && (kpi.IsAppraisal ? !value.Small : value.Count >= Ranking.MinCount);

    public IReadOnlyList<Rank?> Of(string key) => [.. byKpi.Select((values, at) => values.TryGetValue(key, out var value) ? Ranking.Of(value, values.Values, kpis[at].Direction) : null)];
}
