using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

/// <summary>Scopes in the order of each KPI: the best first, or the worst. A scope with too few observations, or nothing to measure, is in none; nor is one whose appraisal stands on too little.</summary>
internal sealed class Ranked(IReadOnlyList<Kpi> kpis, RankingOf ranking)
{
    private readonly List<(ScopeInfo Scope, IReadOnlyList<KpiValue> Values)> scopes = [];

    public void Add(ScopeInfo scope, IReadOnlyList<KpiValue> values) => scopes.Add((scope, values));

    public IReadOnlyList<KpiRanking> Rankings()
    {
        var rankings = new List<KpiRanking>();
        for (var i = 0; i < kpis.Count; i++)
        {
            var at = i;
            // Lower is better for some; without a direction the largest come first.
            var sign = (kpis[i].Direction == Direction.Down ? 1 : -1) * (ranking.Worst ? -1 : 1);
            var entries = scopes.Where(scope => scope.Values[at].Value is not null && scope.Values[at].Count >= ranking.MinCount && !(kpis[at].IsAppraisal && scope.Values[at].Small))
                .OrderBy(scope => sign * scope.Values[at].Value!.Value).ThenBy(scope => scope.Scope.Key, StringComparer.Ordinal)
                .Take(ranking.First).Select((scope, place) => new RankingEntry(place + 1, scope.Scope, scope.Values[at])).ToList();
            rankings.Add(new KpiRanking(kpis[i].Code, entries));
        }
        return rankings;
    }
}
