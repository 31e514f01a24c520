using CareKpi.Engine.Grains;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Scopes;

/// <summary>Reads of one scope. Keeps its merged cells with the version that they were read at; a read fetches what changed, in one call to the tenant's writer.</summary>
public sealed class ScopeGrain(ScopeRef scope, ICellSource source) : IScopeGrain
{
    private const int MaxPoints = 9_600;
    private const int MaxPointDays = 3_700;

    private readonly ScopeCache cache = new();
    private Task turn = Task.CompletedTask;

    /// <summary>One read after the other: each leaves the cache whole.</summary>
    public async Task<ReadResult?> ReadAsync(ReadRequest request)
    {
        var before = turn;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        turn = mine.Task;
        await before;
        try
        {
            return await ReadNowAsync(request);
        }
        finally
        {
            mine.SetResult();
        }
    }

    private async Task<ReadResult?> ReadNowAsync(ReadRequest request)
    {
        var plan = ReadPlan.Of(request);
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, request.After));
        if (look is null)
        {
            return null;
        }
        var reading = Reading.Of(request, plan, look.View);
        if (request.Ranking is { } ranking && plan.Kpis.Count > 0)
        {
            return await RankAsync(reading, ranking, look);
        }
        CellReader? cells = null;
        if (plan.Kpis.Count > 0)
        {
            (look, cells) = await CellsAsync(reading, look);
        }
        var answer = Answer(reading, look, cells);
        if (cache.IsFull)
        {
            cache.Clear();
        }
        return answer;
    }

    private async Task<(ScopeCells Look, CellReader Cells)> CellsAsync(Reading reading, ScopeCells look)
    {
        if (scope.Level == Level.Customer)
        {
            var calendar = look.View.Calendar;
            var told = await new CustomerFacts(source, look.View).ReadAsync(calendar.StartOf(reading.FirstDay), calendar.StartOf(reading.LastDay + 1));
            return (look, new CellReader(told, look.View));
        }
        var wanted = reading.Ranges(look.View);
        // What the look brought is all there is to do when nothing is missing.
        var isCurrent = cache.Members is not null && cache.Take(look, []);
        while (true)
        {
            var missing = cache.Missing(wanted);
            if (isCurrent && missing.Count == 0)
            {
                return (look, new CellReader(cache, look.View));
            }
            isCurrent = false;
            look = await source.CellsAsync(new CellsRequest(scope, missing, cache.Version, null)) ?? throw new UnavailableException("the scope went away while it was read", TimeSpan.FromSeconds(1));
            if (cache.Take(look, missing))
            {
                return (look, new CellReader(cache, look.View));
            }
        }
    }

    /// <summary>Reads the scopes beneath at once and orders them by each KPI.</summary>
    private async Task<ReadResult?> RankAsync(Reading reading, RankingOf ranking, ScopeCells look)
    {
        var ranked = new Ranked(reading.Plan.Kpis, ranking);
        if (ranking.Level == Level.Customer)
        {
            foreach (var (customer, told) in await new CustomerFacts(source, look.View).ReadAllAsync(reading.FirstDay, reading.LastDay))
            {
                var scope = new ScopeInfo(Level.Customer, look.View.Names.Text(customer), "");
                ranked.Add(scope, new Evaluator(reading.Plan, look.View, new CellReader(told, look.View)).Values(reading.Period, reading.Request.Compare));
            }
            return Result(reading, look) with { Ranking = await NamedAsync(ranked.Rankings(), look.View) };
        }
        var ranges = reading.Ranges(look.View);
        look = await source.CellsAsync(new CellsRequest(scope, ranges, default, null) { Ranking = ranking.Level }) ?? throw new UnavailableException("the scope went away while it was read", TimeSpan.FromSeconds(1));
        var stored = look.Cells.Stored.ToLookup(row => row.Key.Leaf);
        var unsaved = look.Cells.Unsaved.ToLookup(block => block.Key.Leaf);
        var due = look.Cells.Due.ToLookup(facts => facts.Leaf);
        foreach (var candidate in look.Candidates)
        {
            var view = look.View with { Scope = candidate.Scope, ScopeName = candidate.Name };
            var leaves = candidate.Members.Leaves;
            var own = new ScopeCache();
            var read = new CellsRead(look.Cells.Applied, look.Cells.Folds, null, [.. leaves.SelectMany(leaf => stored[leaf])], [.. leaves.SelectMany(leaf => unsaved[leaf])], [.. leaves.SelectMany(leaf => due[leaf])]);
            own.Take(new ScopeCells(look.Version, view, candidate.Members, read), ranges);
            ranked.Add(candidate.Scope, new Evaluator(reading.Plan, view, new CellReader(own, view)).Values(reading.Period, reading.Request.Compare));
        }
        return Result(reading, look) with { Ranking = ranked.Rankings() };
    }

    /// <summary>Only those that are shown are looked up.</summary>
    private async Task<IReadOnlyList<KpiRanking>> NamedAsync(IReadOnlyList<KpiRanking> rankings, TenantView view)
    {
        var keys = rankings.SelectMany(ranking => ranking.Entries).Select(entry => entry.Scope.Key).Distinct(StringComparer.Ordinal).ToList();
        var infos = (await source.CustomersAsync(keys.ConvertAll(view.Names.Find))).ToDictionary(info => info.Key, StringComparer.Ordinal);
        return [.. rankings.Select(ranking => ranking with { Entries = [.. ranking.Entries.Select(entry => entry with { Scope = infos[entry.Scope.Key] })] })];
    }

    private static ReadResult Result(Reading reading, ScopeCells look) => new(look.View.Scope, reading.Period, look.Version.Applied, look.View.LastEventAt, look.View.Now);

    private ReadResult Answer(Reading reading, ScopeCells look, CellReader? cells)
    {
        var request = reading.Request;
        var result = Result(reading, look);
        if (cells is null)
        {
            return result;
        }
        var evaluator = new Evaluator(reading.Plan, look.View, cells);
        var isPlain = request.Interval is null && request.By is null && request.Ranking is null;
        return result with
        {
            Values = isPlain || request.Values ? evaluator.Values(reading.Period, request.Compare) : null,
            Series = request.Interval is { } interval ? evaluator.Series(reading.Period, interval) : null,
            Breakdown = request.By is { } by ? evaluator.Breakdown(reading.Period, by) : null,
        };
    }

    /// <summary>A request with its period resolved.</summary>
    private sealed record Reading(ReadRequest Request, ReadPlan Plan, Period Period, int FirstDay, int LastDay)
    {
        public static Reading Of(ReadRequest request, ReadPlan plan, TenantView view)
        {
            var periods = Evaluator.PeriodsOf(view);
            var period = request.Period.Preset is { } preset ? periods.Resolve(preset, view.Now) : request.Period.Days!.Value;
            if (period.To < period.From)
            {
                throw new ReadProblemException("BAD_INPUT", $"the period ends ({period.To:yyyy-MM-dd}) before it begins ({period.From:yyyy-MM-dd}); swap 'from' and 'to'", "period");
            }
            var days = period.To.DayNumber - period.From.DayNumber + 1;
            if (days > MaxPointDays || (request.Interval == Interval.Hour && days * 24 > MaxPoints))
            {
                throw new ReadProblemException("BAD_INPUT", $"a period has at most {MaxPointDays} days, {MaxPoints / 24} by hour; this one has {days}", "period");
            }
            var from = ZoneCalendar.DayNumber(period.From);
            var to = ZoneCalendar.DayNumber(period.To);
            return new Reading(request, plan, period, Earliest(request, periods, period, from), to);
        }

        public List<CellRange> Ranges(TenantView view)
        {
            var today = view.Calendar.DayOf(view.Now);
            var last = Math.Min(LastDay, today);
            var ranges = new List<CellRange>();
            var hasStock = Plan.Kpis.Any(kpi => kpi.Measures.Any(measure => measure.Kind == MeasureKind.Stock));
            var first = hasStock ? Months.FirstDay(Months.Of(FirstDay - 1)) : FirstDay;
            if (last >= first)
            {
                ranges.Add(new CellRange(Plan.Kind, first, last));
            }
            if (hasStock)
            {
                ranges.Add(new CellRange(CellKey.MonthOf(Plan.Kind), FirstMonth, Months.Of(last)));
            }
            if (Request.Interval == Interval.Hour && Plan.Kind is RowKind.CellAll or RowKind.CellChannel && last >= FirstDay)
            {
                ranges.Add(new CellRange(Plan.Kind == RowKind.CellAll ? RowKind.HourAll : RowKind.HourChannel, ZoneCalendar.DayNumber(Period.From), last));
            }
            return ranges;
        }

        /// <summary>No event is older than 1900.</summary>
        private const int FirstMonth = 1899 * 12;

        private static int Earliest(ReadRequest request, Periods periods, Period period, int from)
        {
            var earliest = from;
            if ((request.Compare & Comparisons.Previous) != 0)
            {
                earliest = Math.Min(earliest, ZoneCalendar.DayNumber(periods.Previous(period).From));
            }
            if ((request.Compare & Comparisons.YearAgo) != 0)
            {
                earliest = Math.Min(earliest, ZoneCalendar.DayNumber(Periods.YearAgo(period).From));
            }
            return earliest;
        }
    }
}
