using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Benchmarks.Peers;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Scopes;

/// <summary>What values of a scope bring with them: targets and benchmarks. Both are about all of the scope, so a value of a part of it (<see cref="ReadRequest.Where"/>) has none.</summary>
internal sealed class ValueExtras(ICellSource source, ITenantScope tenantScope, IndustryTable industries, PeersOfIndustry peersOf)
{
    public async Task<IReadOnlyList<KpiValue>> AddAsync(ReadRequest request, ReadPlan plan, Period period, TenantView view, IReadOnlyList<KpiValue> values)
    {
        if (request.Where is not null)
        {
            return values;
        }
        var targets = request.Extras.HasFlag(Extras.Target) ? (await source.TargetsAsync([request.Scope]))[0] : [];
        var ranks = request.Extras.HasFlag(Extras.Benchmark) ? await RanksAsync(request, plan, period) : null;
        var peers = ranks is not null && IsPeer(request, view) ? await peersOf(view.Industry!) : null;
        var judging = new Judging(period, view);
        var found = new List<KpiValue>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var value = judging.Judged(values[i], plan.Kpis[i], request.Scope, targets);
            if (ranks is not null)
            {
                value = value with { Benchmark = BenchmarkOf(industries.Of(value.Kpi, view.Industry, value.Value), ranks.Count == 0 ? null : ranks[i], StandingOf(peers, value)) };
            }
            found.Add(value);
        }
        return found;
    }

    /// <summary>The scopes that are shown bring their targets. They stand beside each other already: no benchmark.</summary>
    public async Task<IReadOnlyList<KpiRanking>> AddAsync(ReadRequest request, ReadPlan plan, Period period, TenantView view, IReadOnlyList<KpiRanking> rankings)
    {
        if (request.Where is not null || !request.Extras.HasFlag(Extras.Target))
        {
            return rankings;
        }
        var scopes = rankings.SelectMany(static ranking => ranking.Entries).Select(static entry => RefOf(entry.Scope)).Distinct().ToList();
        var targets = scopes.Zip(await source.TargetsAsync(scopes)).ToDictionary(static pair => pair.First, static pair => pair.Second);
        var judging = new Judging(period, view);
        return [.. rankings.Zip(plan.Kpis, (ranking, kpi) => ranking with { Entries = [.. ranking.Entries.Select(entry => entry with { Result = judging.Judged(entry.Result, kpi, RefOf(entry.Scope), targets[RefOf(entry.Scope)]) })] })];
    }

    private static ScopeRef RefOf(ScopeInfo scope) => new(scope.Level, scope.Key);

    private static Benchmark? BenchmarkOf(IReadOnlyList<IndustryBenchmark> industry, Rank? rank, PeerStanding? peers) => industry.Count == 0 && rank is null && peers is null ? null : new Benchmark(industry, rank) { Peers = peers };

    /// <summary>Who has opted out is shown nothing from then on; a formula that is tried may have the code of a KPI.</summary>
    private static bool IsPeer(ReadRequest request, TenantView view) =>
        request is { Tried: null, Scope.Level: Level.Tenant } && view.Industry is not null && view.Settings.At(view.ReadAt).PeerBenchmarks;

    private static PeerStanding? StandingOf(IReadOnlyDictionary<string, PeerFigures>? peers, KpiValue value) =>
        value.Value is { } own && peers?.GetValueOrDefault(value.Kpi) is { } figures ? new PeerStanding(figures, figures.PercentileOf(own)) : null;

    /// <summary>Nobody else has a value by a formula that is tried.</summary>
    private async Task<IReadOnlyList<Rank?>> RanksAsync(ReadRequest request, ReadPlan plan, Period period) =>
        request is { Tried: null, Scope: { Level: Level.Team or Level.Agent } scope } && plan.Kpis.Count > 0 ? await tenantScope.RanksAsync(new RanksRequest(scope, period, [.. plan.Kpis.Select(static kpi => kpi.Code)], request.After)) : [];

    /// <summary>Values of a period beside the targets that hold on its day.</summary>
    private sealed class Judging(Period period, TenantView view)
    {
        private readonly DateOnly day = TargetTable.DayOf(period, ZoneCalendar.DateOf(view.Calendar.DayOf(view.Now)));
        private readonly double? left = DaysLeft(period, view);

        /// <param name="targets">Nearest first.</param>
        public KpiValue Judged(KpiValue value, Kpi kpi, ScopeRef scope, IReadOnlyList<Target> targets) =>
            TargetTable.On(targets, value.Kpi, day) is { } target ? value with { Target = Attaining.Judge(target, scope, kpi, value.Value, left) } : value;
    }

    /// <summary>Of a period that runs: the days after today, and what is left of today.</summary>
    private static double? DaysLeft(Period period, TenantView view)
    {
        var today = view.Calendar.DayOf(view.Now);
        var last = ZoneCalendar.DayNumber(period.To);
        if (today < ZoneCalendar.DayNumber(period.From) || today > last)
        {
            return null;
        }
        var (start, end) = (view.Calendar.StartOf(today), view.Calendar.StartOf(today + 1));
        return last - today + ((end - view.Now) / (double)(end - start));
    }
}
