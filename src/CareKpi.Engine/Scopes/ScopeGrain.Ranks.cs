using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

public sealed partial class ScopeGrain
{
    private const int MaxRankTables = 8;

    private readonly Dictionary<(Level Level, Period Period, string Kpis), RankTable> rankTables = [];
    private (CellsVersion Version, long Minute) rankedAt;

    /// <summary>Reads all teams or agents at once; who asks next about another one of them finds it done, until the next entry.</summary>
    public Task<IReadOnlyList<Rank?>> RanksAsync(RanksRequest request) => InTurnAsync(async () =>
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
        // What runs goes on without an entry.
        var at = (look.Version, look.View.Now / 60_000_000);
        if (rankedAt != at || rankTables.Count >= MaxRankTables)
        {
            rankTables.Clear();
            rankedAt = at;
        }
        var key = (request.Scope.Level, request.Period, string.Join(' ', request.Kpis));
        if (!rankTables.TryGetValue(key, out var table))
        {
            var read = new ReadRequest(scope, new PeriodChoice(request.Period, null)) { Kpis = request.Kpis, Ranking = new RankingOf(request.Scope.Level) };
            var reading = Reading.Of(read, ReadPlan.Of(read, look.View.OwnKpis.Registry), look.View);
            var (_, candidates) = await CandidatesAsync(reading, new CellsRequest(scope, reading.Ranges(look.View), default, null) { Ranking = request.Scope.Level });
            rankTables.Add(key, table = new RankTable(reading.Plan.Kpis, candidates.ConvertAll(static candidate => (candidate.Scope.Key, candidate.Values))));
        }
        return table.Of(request.Scope.Key);
    });
}
