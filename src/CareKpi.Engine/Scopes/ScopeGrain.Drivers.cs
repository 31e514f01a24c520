using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Drivers;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Scopes;

public sealed partial class ScopeGrain
{
    private static readonly IComparer<DriverOf> ByValue = Comparer<DriverOf>.Create(static (left, right) => string.CompareOrdinal(left.Value, right.Value));

    /// <summary>null: no such scope.</summary>
    public Task<DriversResult?> DriversAsync(DriversRequest request) => InTurnAsync(() => DriveAsync(request));

    private async Task<DriversResult?> DriveAsync(DriversRequest request)
    {
        if (await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) is not { } look)
        {
            return null;
        }
        var plan = PlanOf(request, look.View);
        var kpi = plan.Kpis[0];
        var ratio = Ratio.Of(kpi) ?? throw new ReadProblemException("KPI_HAS_NO_DRIVERS", $"'{kpi.Code}' is neither a sum nor one ratio, so its change is no sum of parts", "kpi");
        CheckLevel(request, kpi);
        var period = Reading.Of(new ReadRequest(scope, request.Period) { Kpis = [] }, plan, look.View).Period;
        var against = request.Against is { } given ? Reading.Of(new ReadRequest(scope, given) { Kpis = [] }, plan, look.View).Period : Evaluator.PeriodsOf(look.View).Previous(period);
        var (now, parts) = await ReadPartsAsync(request, period);
        var (before, partsBefore) = await ReadPartsAsync(request, against);
        var change = now.Value - before.Value;
        var table = change is null
            ? new DriverTable<DriverOf>([], null)
            : Driving.Of(ratio, PortionOf(before), PortionOf(now), Join(partsBefore, parts), request.First, ByValue);
        return new DriversResult(look.View.Scope, kpi.Code, period, against, now.Value, before.Value, change, table);
    }

    private ReadPlan PlanOf(DriversRequest request, TenantView view)
    {
        try
        {
            return ReadPlan.Of(new ReadRequest(scope, request.Period) { Kpis = [request.Kpi], By = request.ByDimension }, view.OwnKpis.Registry);
        }
        catch (ReadProblemException wrong) when (wrong.Field is "kpis[0]")
        {
            throw new ReadProblemException(wrong.Code, wrong.Message, wrong.Code is "KPI_NOT_BY_DIMENSION" ? "by" : "kpi");
        }
    }

    private void CheckLevel(DriversRequest request, Kpi kpi)
    {
        if (request.ByLevel is not { } level)
        {
            return;
        }
        if (level is not (Level.Team or Level.Agent) || scope.Level == Level.Customer || (scope.Level == Level.Agent && level == Level.Agent))
        {
            throw new ReadProblemException("BAD_INPUT", "a tenant or a team is told apart by 'team' or 'agent', an agent by 'team', a customer by a dimension", "by");
        }
        if (!kpi.Levels.Has(level))
        {
            throw new ReadProblemException("KPI_NOT_AT_LEVEL", $"'{kpi.Code}' has no value for {level.ToString().ToLowerInvariant()}s; its levels are {kpi.Levels}", "by");
        }
    }

    /// <summary>The whole and its parts over a period. What comes in between the two reads belongs to no part: it is in the rest.</summary>
    private async Task<(KpiValue Whole, List<(DriverOf Of, KpiValue Value)> Parts)> ReadPartsAsync(DriversRequest request, Period period)
    {
        var read = new ReadRequest(scope, new PeriodChoice(period, null)) { Kpis = [request.Kpi] };
        var whole = await ReadNowAsync(read, isLive: true) ?? throw Gone();
        if (request.ByDimension is { } by)
        {
            var apart = await ReadNowAsync(read with { By = by with { First = int.MaxValue } }) ?? throw Gone();
            return (whole.Values![0], [.. apart.Breakdown![0].Items.Select(static item => (new DriverOf(item.Value, null), item.Result))]);
        }
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
        var reading = Reading.Of(read, ReadPlan.Of(read, look.View.OwnKpis.Registry), look.View);
        var (_, parts) = await CandidatesAsync(reading, new CellsRequest(scope, reading.Ranges(look.View), default, null) { PartsBy = request.ByLevel });
        var among = request.Among?.ToHashSet(StringComparer.Ordinal);
        return (whole.Values![0], [.. parts.Where(part => among is null || among.Contains(part.Scope.Key)).Select(static part => (new DriverOf(part.Scope.Key, part.Scope.Name), part.Values[0]))]);
    }

    private static List<DriverPart<DriverOf>> Join(List<(DriverOf Of, KpiValue Value)> before, List<(DriverOf Of, KpiValue Value)> now)
    {
        var was = before.ToDictionary(static part => part.Of.Value, StringComparer.Ordinal);
        var found = now.ConvertAll(part => new DriverPart<DriverOf>(part.Of, was.Remove(part.Of.Value, out var earlier) ? PortionOf(earlier.Value) : default, PortionOf(part.Value)));
        found.AddRange(was.Values.Select(static part => new DriverPart<DriverOf>(part.Of, PortionOf(part.Value), default)));
        return found;
    }

    private static Portion PortionOf(KpiValue value) => new(value.Numerator ?? 0, value.Denominator ?? 0);
}
