using CareKpi.Engine.Daily;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

public sealed partial class ScopeGrain
{
    private readonly Turn days = new();

    /// <summary>Of a page of teams or agents in one reading of their cells; of the tenant as any read of it. Beside what others read, with nothing of the caches.</summary>
    public Task<DaysRead> DaysAsync(DaysRequest request) => days.RunAsync(async () =>
    {
        if (request.Days.To.DayNumber - request.Days.From.DayNumber >= DaysRequest.MaxDays || request.Level == Level.Customer)
        {
            throw new ReadProblemException("BAD_INPUT", $"days are told {DaysRequest.MaxDays} at a time, of the tenant, teams or agents", "days");
        }
        var look = await source.CellsAsync(new CellsRequest(scope, [], default, null)) ?? throw Gone();
        var registry = look.View.OwnKpis.Registry;
        var read = new ReadRequest(new ScopeRef(request.Level, ""), new PeriodChoice(request.Days, null)) { Kpis = [.. registry.ForLevel(request.Level).Select(static kpi => kpi.Code)], Interval = Interval.Day };
        return request.Level == Level.Tenant ? await DaysOfTenantAsync(read, registry) : await DaysBeneathAsync(request, Reading.Of(read, ReadPlan.Of(read, registry), look.View), look.View);
    });

    private async Task<DaysRead> DaysOfTenantAsync(ReadRequest read, KpiRegistry registry)
    {
        // One of its own: what walks through the past keeps nobody's read waiting, and lets nothing go that others keep.
        var beside = new ScopeGrain(scope, source, tenantScope, industries) { PeersOf = PeersOf };
        var result = await beside.ReadNowAsync(read) ?? throw Gone();
        return new DaysRead(result.AsOf, [new ScopeDays(result.Scope, Something(result.Series!, registry))], null);
    }

    private async Task<DaysRead> DaysBeneathAsync(DaysRequest request, Reading reading, TenantView then)
    {
        var ranges = reading.Ranges(then);
        var first = Math.Clamp(request.First, 1, 1_000);
        var asked = new CellsRequest(scope, ranges, default, null) { Ranking = request.Level, WithStandards = reading.Plan.HasAppraisal, Page = new CandidatePage(request.After, first + 1) };
        var look = await source.CellsAsync(asked) ?? throw Gone();
        var (cells, registry) = (new CandidateCells(look, ranges), look.View.OwnKpis.Registry);
        var found = new List<ScopeDays>(first);
        foreach (var candidate in look.Candidates.Take(first))
        {
            found.Add(new ScopeDays(candidate.Scope, Something(cells.Of(candidate, reading.Plan).Series(reading.Period, Interval.Day), registry)));
            if (found.Count % CandidatesATurn == 0)
            {
                await Task.Yield();
            }
        }
        return new DaysRead(look.Version.Applied, found, look.Candidates.Count > first ? found[^1].Scope.Key : null);
    }

    /// <summary>Without what stands on nothing.</summary>
    private static IReadOnlyList<KpiSeries> Something(IReadOnlyList<KpiSeries> all, KpiRegistry registry)
    {
        var found = new List<KpiSeries>();
        foreach (var series in all)
        {
            var nothing = ClosedValue.NothingOf(registry.Find(series.Kpi)!);
            var points = series.Points.Where(point => (point.Value, point.Count, point.Numerator, point.Denominator) != (nothing.Value, nothing.Count, nothing.Numerator, nothing.Denominator)).ToList();
            if (points.Count > 0)
            {
                found.Add(series with { Points = points });
            }
        }
        return found;
    }
}
