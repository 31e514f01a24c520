using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

/// <summary>Which place a team or an agent has, by each of some KPIs. <see cref="After"/>: as of this entry or later.</summary>
public sealed record RanksRequest(ScopeRef Scope, Period Period, IReadOnlyList<string> Kpis, long? After);

/// <summary>The values of all teams or agents by some KPIs, of those that stand on enough.</summary>
internal sealed class RankTable(IReadOnlyList<Kpi> kpis, IReadOnlyCollection<(string Key, IReadOnlyList<KpiValue> Values)> scopes)
{
    private readonly IReadOnlyList<Dictionary<string, double>> byKpi = [.. kpis.Select((_, at) => scopes.Where(scope => scope.Values[at] is { Value: not null, Count: >= Ranking.MinCount }).ToDictionary(static scope => scope.Key, scope => scope.Values[at].Value!.Value, StringComparer.Ordinal))];

    public IReadOnlyList<Rank?> Of(string key) => [.. byKpi.Select((values, at) => values.TryGetValue(key, out var value) ? Ranking.Of(value, values.Values, kpis[at].Direction) : null)];
}
