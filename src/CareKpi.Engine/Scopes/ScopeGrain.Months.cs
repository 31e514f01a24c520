using System.Globalization;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Scopes;

public sealed partial class ScopeGrain
{
    private static readonly Level[] ClosedBeneath = [Level.Team, Level.Agent];

    /// <summary>Of the tenant's own scope: reads every value of the month and has them written into the log.</summary>
    public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => InTurnAsync(async () =>
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
        var period = new Period(month, month.AddMonths(1).AddDays(-1));
        if (look.View.Calendar.StartOf(ZoneCalendar.DayNumber(period.To) + 1) > look.View.Now)
        {
            throw new ReadProblemException("BAD_INPUT", string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM} is not over yet; it can be closed from {period.To.AddDays(1):yyyy-MM-dd} on"), "month");
        }
        return await source.CloseMonthAsync(await ClosingAsync(month, period, by));
    });

    /// <summary>All figures as of one entry: between two reads of one version nothing was applied.</summary>
    private async Task<MonthClosing> ClosingAsync(DateOnly month, Period period, string by)
    {
        for (var tries = 0; tries <= MaxTries; tries++)
        {
            var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
            var registry = look.View.OwnKpis.Registry;
            var whole = (await ReadNowAsync(Of(Level.Tenant), isLive: true) ?? throw Gone()).Values!;
            List<(Reading Reading, CellsRequest Request, Task<ScopeCells?> Told)> beneath = [.. ClosedBeneath.Select(level =>
            {
                var reading = Reading.Of(Of(level), ReadPlan.Of(Of(level), registry), look.View);
                var request = new CellsRequest(scope, reading.Ranges(look.View), default, null) { Ranking = level, WithStandards = reading.Plan.HasAppraisal };
                return (reading, request, source.CellsAsync(request));
            })];
            var told = await Task.WhenAll(beneath.Select(static of => of.Told));
            if (!told.All(of => (of ?? throw Gone()).Version is var at && (at.Generation, at.Applied) == (look.Version.Generation, look.Version.Applied)))
            {
                continue;
            }
            var scopes = new List<ClosedScope> { ClosedOf(scope, registry, whole) };
            foreach (var (reading, request, cells) in beneath)
            {
                scopes.AddRange((await ValuesOfAsync(reading, request, (await cells)!)).Select(of => ClosedOf(new ScopeRef(of.Scope.Level, of.Scope.Key), registry, of.Values)).Where(static of => of.Values.Count > 0));
            }
            return new MonthClosing(new ClosedMonth(month, look.View.Now, by), [.. registry.All.Select(static kpi => kpi.Code)], scopes);

            ReadRequest Of(Level level) =>
                new(scope, new PeriodChoice(period, null)) { Kpis = [.. registry.ForLevel(level).Select(static kpi => kpi.Code)], Ranking = level == Level.Tenant ? null : new RankingOf(level) };
        }
        throw new UnavailableException("the tenant is being written too fast for its figures to be of one state; close the month again in a moment", TimeSpan.FromSeconds(1));
    }

    private static ClosedScope ClosedOf(ScopeRef of, KpiRegistry registry, IReadOnlyList<KpiValue> values) =>
        new(of, [.. values.Select(value => ClosedValue.Of(registry.Find(value.Kpi)!, value)).Where(value => value != ClosedValue.NothingOf(registry.Find(value.Kpi)!))]);

    /// <summary>Values of exactly one closed month, and points of a series that are, are what they were; all else is live.</summary>
    private async Task<ReadResult> ClosedAsync(ReadRequest request, ReadPlan plan, Period period, ScopeCells look, ReadResult live)
    {
        if (look.ClosedMonths.Count == 0 || request.Where is not null || scope.Level == Level.Customer)
        {
            return live;
        }
        var months = MonthsOf(request, period).Where(look.ClosedMonths.Contains).ToList();
        if (months.Count == 0)
        {
            return live;
        }
        var closed = (await source.ClosedAsync(scope, months)).ToDictionary(static figures => figures.Month.Month);
        return live with
        {
            Values = live.Values is { } values && IsMonth(period) && closed.TryGetValue(period.From, out var whole) ? [.. values.Select((value, at) => Closed(plan.Kpis[at], value, whole))] : live.Values,
            Series = live.Series is { } series && request.Interval == Interval.Month ? [.. series.Select((of, at) => of with { Points = [.. of.Points.Select(point => Closed(plan.Kpis[at], period, point, closed))] })] : live.Series,
        };
    }

    private static IEnumerable<DateOnly> MonthsOf(ReadRequest request, Period period)
    {
        if (request.Interval != Interval.Month)
        {
            return IsMonth(period) ? [period.From] : [];
        }
        var first = new DateOnly(period.From.Year, period.From.Month, 1);
        return Enumerable.Range(0, ((period.To.Year - first.Year) * 12) + period.To.Month - first.Month + 1).Select(first.AddMonths).Where(month => month >= period.From && month.AddMonths(1).AddDays(-1) <= period.To);
    }

    private static bool IsMonth(Period period) => period.From.Day == 1 && period.To == period.From.AddMonths(1).AddDays(-1);

    private static KpiValue Closed(Kpi kpi, KpiValue live, ClosedFigures month)
    {
        if (Find(kpi, month) is not { } then)
        {
            return live;
        }
        var isSame = then == ClosedValue.Of(kpi, live);
        var stands = isSame ? live : live with { Confidence = null, Distribution = null, Parts = null };
        return stands with
        {
            Version = then.Version,
            Value = then.Value,
            Count = then.Count,
            Numerator = then.Numerator,
            Denominator = then.Denominator,
            Small = then.IsSmall(kpi),
            Provisional = false,
            ClosedAt = month.Month.ClosedAt,
            Revised = live.Value,
            Previous = Compared(live.Previous, then, kpi),
            YearAgo = Compared(live.YearAgo, then, kpi),
        };
    }

    private static Comparison? Compared(Comparison? live, ClosedValue then, Kpi kpi) => live is null ? null : Comparing.Against(live.Value, live.Period, then.Value, kpi.Direction);

    private static SeriesPoint Closed(Kpi kpi, Period period, SeriesPoint point, Dictionary<DateOnly, ClosedFigures> closed) =>
        point.From.Day == 1 && point.From.AddMonths(1).AddDays(-1) <= period.To && closed.TryGetValue(point.From, out var month) && Find(kpi, month) is { } then
            ? point with { Value = then.Value, Count = then.Count, Numerator = then.Numerator, Denominator = then.Denominator, Provisional = false }
            : point;

    /// <summary>null: the KPI came to be after the month was closed.</summary>
    private static ClosedValue? Find(Kpi kpi, ClosedFigures month) =>
        month.Values.FirstOrDefault(value => string.Equals(value.Kpi, kpi.Code, StringComparison.Ordinal)) ?? (month.Kpis.Contains(kpi.Code, StringComparer.Ordinal) ? ClosedValue.NothingOf(kpi) : null);
}
