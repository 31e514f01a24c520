using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

public sealed partial class ScopeGrain
{
    private const int MaxRankTables = 8;

    /// <summary>A place among all is told as of an entry at most so long ago, unless a later one is asked for.</summary>
    private const long RanksHold = 5_000_000;

    /// <summary>What runs goes on without an entry.</summary>
    private const long RanksHoldWithoutEntry = 60_000_000;

    private readonly Dictionary<(Level Level, Period Period, string Kpis), KeptRanks> rankTables = [];

    private sealed record KeptRanks(RankTable Table, CellsVersion Version, CustomKpis OwnKpis, long ReadAt);

    /// <summary>Reads all teams or agents at once; who asks soon about another one of them finds it done.</summary>
    public Task<IReadOnlyList<Rank?>> RanksAsync(RanksRequest request) => InTurnAsync(async () =>
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, request.After)) ?? throw Gone();
        var key = (request.Scope.Level, request.Period, string.Join(' ', request.Kpis));
        if (rankTables.TryGetValue(key, out var kept) && Holds(kept, look, request.After))
        {
            return kept.Table.Of(request.Scope.Key);
        }
        if (rankTables.Count >= MaxRankTables)
        {
            rankTables.Clear();
        }
        var read = new ReadRequest(scope, new PeriodChoice(request.Period, null)) { Kpis = request.Kpis, Ranking = new RankingOf(request.Scope.Level) };
        var reading = Reading.Of(read, ReadPlan.Of(read, look.View.OwnKpis.Registry), look.View);
        (look, var candidates) = await CandidatesAsync(reading, new CellsRequest(scope, reading.Ranges(look.View), default, null) { Ranking = request.Scope.Level, WithStandards = reading.Plan.HasAppraisal });
        var table = new RankTable(reading.Plan.Kpis, candidates.ConvertAll(static candidate => (candidate.Scope.Key, candidate.Values)));
        rankTables[key] = new KeptRanks(table, look.Version, look.View.OwnKpis, look.View.ReadAt);
        return table.Of(request.Scope.Key);
    });

    private static bool Holds(KeptRanks kept, ScopeCells look, long? after) =>
        kept.Version.IsSameState(look.Version) && ReferenceEquals(kept.OwnKpis, look.View.OwnKpis) && kept.Version.Applied >= (after ?? 0)
        && look.View.ReadAt - kept.ReadAt < (kept.Version.Applied == look.Version.Applied ? RanksHoldWithoutEntry : RanksHold);
}
