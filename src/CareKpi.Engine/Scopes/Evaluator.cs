using CareKpi.Engine.Projection;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Targets;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Scopes;

/// <summary>KPIs over the cells of a scope: values, series, breakdowns.</summary>
internal sealed class Evaluator(ReadPlan plan, TenantView view, CellReader cells, SpellReader? spells)
{
    private readonly EvaluationContext context = ContextOf(view);
    private readonly IReadOnlyList<long> values = SliceValues.Numbers(plan, view);
    private readonly Periods periods = PeriodsOf(view);

    public static EvaluationContext ContextOf(TenantView view)
    {
        var settings = view.Settings.At(view.Now);
        return new()
        {
            ServiceLevelMode = settings.ServiceLevelMode,
            DiscountRate = settings.DiscountRate,
            Appraisal = view.Standards is { } standards ? AppraisalBasis.Of(settings.Appraisal, standards, view.OwnKpis.Registry) : null,
        };
    }

    public static Periods PeriodsOf(TenantView view)
    {
        var settings = view.Settings.At(view.Now);
        return new Periods(view.Calendar, settings.WeekStart, settings.FiscalYearStart);
    }

    /// <summary>Every window that a read of the spell table is asked about.</summary>
    public static IReadOnlyList<SpellWindow> WindowsOf(ReadRequest request, Period period, TenantView view)
    {
        var periods = PeriodsOf(view);
        var windows = new List<SpellWindow> { WindowOf(period, view) };
        if ((request.Compare & Comparisons.Previous) != 0)
        {
            windows.Add(WindowOf(periods.Previous(period), view));
        }
        if ((request.Compare & Comparisons.YearAgo) != 0)
        {
            windows.Add(WindowOf(Periods.YearAgo(period), view));
        }
        if (request.Interval is { } interval)
        {
            windows.AddRange(periods.Intervals(period, interval).Select(span => new SpellWindow(span.Start, span.End, view.Now)));
        }
        return windows;
    }

    public IReadOnlyList<KpiValue> Values(Period period, Comparisons compare)
    {
        var found = Evaluate(Measures(period, values), period);
        if ((compare & Comparisons.Previous) != 0)
        {
            found = Compare(found, periods.Previous(period), static (value, comparison) => value with { Previous = comparison });
        }
        if ((compare & Comparisons.YearAgo) != 0)
        {
            found = Compare(found, Periods.YearAgo(period), static (value, comparison) => value with { YearAgo = comparison });
        }
        return found;
    }

    public IReadOnlyList<KpiSeries> Series(Period period, Interval interval)
    {
        var points = plan.Kpis.ToDictionary(kpi => kpi, _ => new List<SeriesPoint>());
        foreach (var span in periods.Intervals(period, interval))
        {
            var measures = interval == Interval.Hour ? Hour(span) : Measures(new Period(span.From, span.To), values);
            var of = ContextOf(new Period(span.From, span.To));
            foreach (var kpi in plan.Kpis)
            {
                var value = Evaluation.Evaluate(kpi, measures, of);
                var isProvisional = IsProvisional(kpi, span.Start, span.End);
                points[kpi].Add(new SeriesPoint(span.Start, span.From, value.Value, value.Count, value.Numerator, value.Denominator, span.End > view.Now, isProvisional));
            }
        }
        return [.. plan.Kpis.Select(kpi => new KpiSeries(kpi.Code, interval, points[kpi]))];
    }

    /// <summary>Each KPI by the values of a dimension, the ones that it stands on most first.</summary>
    public IReadOnlyList<KpiBreakdown> Breakdown(Period period, BreakdownBy by)
    {
        var found = new List<(string Value, IReadOnlyList<KpiValue> Results)>();
        var from = ZoneCalendar.DayNumber(period.From);
        foreach (var number in ValuesOf(period, from))
        {
            if (SliceValues.IsOf(plan, number, view))
            {
                found.Add((SliceValues.Text(plan, number, view), Evaluate(Measures(period, [number]), period)));
            }
        }
        var breakdowns = new List<KpiBreakdown>();
        for (var i = 0; i < plan.Kpis.Count; i++)
        {
            var at = i;
            var items = found.Select(item => new BreakdownItem(item.Value, item.Results[at])).Where(item => item.Result.Count != 0 || item.Result.Value is not (null or 0))
                .OrderByDescending(item => item.Result.Count).ThenBy(item => item.Value, StringComparer.Ordinal).Take(by.First).ToList();
            breakdowns.Add(new KpiBreakdown(plan.Kpis[i].Code, items));
        }
        return breakdowns;
    }

    /// <summary>Each period has the targets of its own day.</summary>
    private EvaluationContext ContextOf(Period period) =>
        context.Appraisal is { } basis ? context with { Appraisal = basis with { Day = TargetTable.DayOf(period, ZoneCalendar.DateOf(view.Calendar.DayOf(view.Now))) } } : context;

    private PeriodMeasures Measures(Period period, IReadOnlyList<long> of) =>
        cells.Days(plan.Kind, of, ZoneCalendar.DayNumber(period.From), ZoneCalendar.DayNumber(period.To), spells?.Of(WindowOf(period, view), of, cells));

    private static SpellWindow WindowOf(Period period, TenantView view) =>
        new(view.Calendar.StartOf(ZoneCalendar.DayNumber(period.From)), view.Calendar.StartOf(ZoneCalendar.DayNumber(period.To) + 1), view.Now);

    private HashSet<long> ValuesOf(Period period, int from)
    {
        var found = cells.Values(plan.Kind, from, ZoneCalendar.DayNumber(period.To));
        if (spells is not null && plan.CustomerKind is not null)
        {
            found.UnionWith(spells.Values(WindowOf(period, view)));
        }
        return found;
    }

    private PeriodMeasures Hour(IntervalSpan span)
    {
        if (plan.Kind is not (RowKind.CellAll or RowKind.CellChannel))
        {
            throw new ReadProblemException("KPI_NOT_BY_DIMENSION", "hours are kept for all and by channel only; use an interval of a day or more", "interval");
        }
        var (day, hour) = view.Calendar.HourOf(span.Start);
        return cells.Hour(plan.Kind == RowKind.CellAll ? RowKind.HourAll : RowKind.HourChannel, values, day, hour, spells?.Of(new SpellWindow(span.Start, span.End, view.Now), values, cells));
    }

    private List<KpiValue> Evaluate(IMeasures measures, Period period)
    {
        var start = view.Calendar.StartOf(ZoneCalendar.DayNumber(period.From));
        var end = view.Calendar.StartOf(ZoneCalendar.DayNumber(period.To) + 1);
        var of = ContextOf(period);
        var found = new List<KpiValue>(plan.Kpis.Count);
        foreach (var kpi in plan.Kpis)
        {
            found.Add(Evaluation.Evaluate(kpi, measures, of) with { Provisional = IsProvisional(kpi, start, end), SettledThrough = SettledThrough(kpi, period) });
        }
        return found;
    }

    private List<KpiValue> Compare(List<KpiValue> found, Period with, Func<KpiValue, Comparison, KpiValue> add)
    {
        var earlier = Measures(with, values);
        var of = ContextOf(with);
        for (var i = 0; i < found.Count; i++)
        {
            var was = Evaluation.Evaluate(plan.Kpis[i], earlier, of).Value;
            found[i] = add(found[i], Comparing.Against(was, with, found[i].Value, plan.Kpis[i].Direction));
        }
        return found;
    }

    /// <summary>Whose windows a value waits for: of an appraisal those of its parts.</summary>
    private IEnumerable<Kpi> StandsOn(Kpi kpi) => kpi.IsAppraisal ? (context.Appraisal?.Kpis ?? []).OfType<Kpi>() : [kpi];

    private bool IsProvisional(Kpi kpi, long start, long end) => StandsOn(kpi).Any(of => IsUnsettled(of, start, end));

    /// <summary>A window of the definition has not passed for the last part of the period that has begun.</summary>
    private bool IsUnsettled(Kpi kpi, long start, long end) => start <= view.Now && kpi.Window switch
    {
        SettlingWindow.None => false,
        SettlingWindow.RunningStatus => cells.HasRunningStatus && view.Now < end,
        _ => IsWaiting(kpi, end),
    };

    /// <summary>The window of the last day that has begun has not passed.</summary>
    private bool IsWaiting(Kpi kpi, long end)
    {
        var last = Math.Min(end, view.Calendar.StartOf(view.Calendar.DayOf(view.Now) + 1));
        return last + WindowOf(kpi, last) > view.Now;
    }

    private DateOnly? SettledThrough(Kpi kpi, Period period)
    {
        for (var day = period.To; day >= period.From; day = day.AddDays(-1))
        {
            var end = view.Calendar.StartOf(ZoneCalendar.DayNumber(day) + 1);
            if (StandsOn(kpi).All(of => end + WindowOf(of, end) <= view.Now) && end <= view.Now)
            {
                return day;
            }
        }
        return null;
    }

    /// <summary>The window that holds at the end of a day.</summary>
    private long WindowOf(Kpi kpi, long end) => kpi.Window switch
    {
        SettlingWindow.Repeat => view.JudgedBy.At(end - 1).RepeatWindow,
        SettlingWindow.Hours48 => 2 * ZoneCalendar.MicrosPerDay,
        SettlingWindow.Days30 => 30 * ZoneCalendar.MicrosPerDay,
        _ => 0,
    };
}
