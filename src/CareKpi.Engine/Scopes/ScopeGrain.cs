using CareKpi.Engine.Grains;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Scopes;

/// <summary>Reads of one scope. Keeps its merged cells with the version that they were read at; a read fetches what changed, in one call to the tenant's writer.</summary>
public sealed partial class ScopeGrain(ScopeRef scope, ICellSource source, ITenantScope tenantScope, IndustryTable industries) : IScopeGrain, ITenantScope
{
    private const int MaxPoints = 9_600;
    private const int MaxPointDays = 3_700;

    private const int MaxTries = 8;
    private const int PageOfCustomers = 1_000;
    private const int CandidatesATurn = 100;

    private readonly ScopeCache cache = new();
    private readonly SpellCache spellCache = new(source);
    private readonly HealthCache healthCache = new(source);
    private readonly Turn turn = new();
    private readonly Turn rankings = new();

    private ValueExtras Beside => new(source, tenantScope, industries, PeersOf);

    /// <summary>What the tenant is shown of its peers.</summary>
    internal PeersOfIndustry PeersOf { get; init; } = static industry => IPeerTable.Empty.ShownAsync("", industry);

    /// <summary>One read after the other: each leaves the cache whole. Teams and agents are ranked beside them, with nothing of the cache and one after the other, too: who looks at thousands keeps no read waiting.</summary>
    public Task<ReadResult?> ReadAsync(ReadRequest request) => request.Ranking is { Level: not Level.Customer } ranking ? rankings.RunAsync(() => RankBesideAsync(request, ranking)) : InTurnAsync(() => ReadNowAsync(request));

    private async Task<ReadResult?> RankBesideAsync(ReadRequest request, RankingOf ranking)
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], default, request.After));
        if (look is null)
        {
            return null;
        }
        var plan = ReadPlan.Of(request, Catalogue(request, look.View.OwnKpis).Registry);
        var reading = Reading.Of(request, plan, look.View);
        return plan.Kpis.Count == 0 ? Result(reading, look) : await RankAsync(reading, ranking, look);
    }

    /// <summary>Figures of the whole tenant, which its own scope keeps.</summary>
    public Task<IReadOnlyList<SpellFigures>> TenantSpellsAsync(IReadOnlyList<SpellWindow> windows) => InTurnAsync(async () => OfAll(await FiguresAsync(windows)));

    private static IReadOnlyList<SpellFigures> OfAll(Dictionary<int, SpellFigures>[] figures) => [.. figures.Select(static of => of.GetValueOrDefault(0) ?? new SpellFigures())];

    private async Task<Dictionary<int, SpellFigures>[]> FiguresAsync(IReadOnlyList<SpellWindow> windows)
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
        return await spellCache.ReadAsync(windows, null, look);
    }

    private Task<T> InTurnAsync<T>(Func<Task<T>> read) => turn.RunAsync(read);

    private static UnavailableException Gone() => new("the scope went away while it was read", TimeSpan.FromSeconds(1));

    /// <param name="isLive">As it is now, whatever is closed, and with nothing beside it.</param>
    private async Task<ReadResult?> ReadNowAsync(ReadRequest request, bool isLive = false)
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, request.After));
        if (look is null)
        {
            return null;
        }
        var plan = ReadPlan.Of(request, Catalogue(request, look.View.OwnKpis).Registry);
        var reading = Reading.Of(request, plan, look.View);
        if (request.Ranking is { } ranking && plan.Kpis.Count > 0)
        {
            return await RankAsync(reading, ranking, look);
        }
        if (request.Cohorts is { } cohorts)
        {
            return Result(reading, look) with { Cohorts = await CohortTable.ReadAsync(reading.Period, cohorts, spellCache, look) };
        }
        CellReader? cells = null;
        SpellReader? spells = null;
        HealthReader? health = null;
        if (plan.Kpis.Count > 0)
        {
            (look, cells, spells) = await CellsAndSpellsAsync(reading, look);
            (plan, health) = await HealthAsync(reading, look);
        }
        var answer = Answer(reading with { Plan = plan }, look, cells, spells, health);
        if (!isLive)
        {
            answer = await ClosedAsync(request, plan, reading.Period, look, answer);
        }
        if (request.Extras != Extras.None && answer.Values is { Count: > 0 } values)
        {
            answer = answer with { Values = await Beside.AddAsync(request, plan, reading.Period, look.View, values) };
        }
        if (cache.IsFull)
        {
            cache.Clear();
        }
        return answer;
    }

    /// <summary>With the KPI that is tried, if one is.</summary>
    private static CustomKpis Catalogue(ReadRequest request, CustomKpis own)
    {
        try
        {
            return request.Tried is { } tried ? own.With(tried) : own;
        }
        catch (CustomKpiException wrong)
        {
            throw new ReadProblemException("BAD_INPUT", wrong.Message, wrong.Field);
        }
    }

    /// <summary>Cells and spell table as of one entry.</summary>
    private async Task<(ScopeCells Look, CellReader Cells, SpellReader? Spells)> CellsAndSpellsAsync(Reading reading, ScopeCells look)
    {
        for (var tries = 0; ; tries++)
        {
            (look, var cells) = await CellsAsync(reading, look);
            if (!reading.Plan.HasSpells)
            {
                return (look, cells, null);
            }
            var windows = Evaluator.WindowsOf(reading.Request, reading.Period, look.View);
            if (scope.Level == Level.Customer)
            {
                return (look, cells, await SpellReader.OfCustomerAsync(reading.Plan, windows, source, tenantScope, look.View));
            }
            var spells = await SpellReader.OfTenantAsync(reading.Plan, windows, spellCache, source, look);
            if (spells.IsOf(look))
            {
                return (look, cells, spells);
            }
            if (tries == MaxTries)
            {
                throw new UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
            }
            look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
        }
    }

    /// <summary>At least as new as the cells: a tenant that is written all the time is not waited for. Where nobody named it, health that cannot be told now is left out, and the rest stands.</summary>
    private async Task<(ReadPlan Plan, HealthReader? Health)> HealthAsync(Reading reading, ScopeCells look)
    {
        if (!reading.Plan.HasHealth)
        {
            return (reading.Plan, null);
        }
        var windows = Evaluator.WindowsOf(reading.Request, reading.Period, look.View);
        try
        {
            return (reading.Plan, scope.Level == Level.Customer
                ? await HealthReader.OfCustomerAsync(reading.Plan, windows, source, look.View)
                : await HealthReader.OfTenantAsync(reading.Plan, windows, healthCache, look));
        }
        catch (Exception missing) when (reading.Request.Kpis is null && (missing is UnavailableException or ReadProblemException { Code: "TOO_COSTLY" }))
        {
            return (reading.Plan.WithoutHealth(), null);
        }
    }

    private async Task<(ScopeCells Look, CellReader Cells)> CellsAsync(Reading reading, ScopeCells look)
    {
        if (scope.Level == Level.Customer)
        {
            var calendar = look.View.Calendar;
            var told = await new CustomerFacts(source, look.View, reading.Plan).ReadAsync(calendar.StartOf(reading.FirstDay), calendar.StartOf(reading.LastDay + 1));
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
            look = await source.CellsAsync(new CellsRequest(scope, missing, cache.Version, null)) ?? throw Gone();
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
        var among = ranking.Among?.ToHashSet(StringComparer.Ordinal);
        if (ranking.Level == Level.Customer)
        {
            await RankCustomersAsync(reading, ranked, among, look);
            return await RankedAsync(reading, look, await NamedAsync(ranked.Rankings(), look.View));
        }
        (look, var candidates) = await CandidatesAsync(reading, new CellsRequest(scope, reading.Ranges(look.View), default, null) { Ranking = ranking.Level, WithStandards = reading.Plan.HasAppraisal });
        foreach (var (candidate, values) in candidates.Where(candidate => among is null || among.Contains(candidate.Scope.Key)))
        {
            ranked.Add(candidate, values);
        }
        return await RankedAsync(reading, look, ranked.Rankings());
    }

    private async Task<ReadResult> RankedAsync(Reading reading, ScopeCells look, IReadOnlyList<KpiRanking> rankings) =>
        Result(reading, look) with { Ranking = await Beside.AddAsync(reading.Request, reading.Plan, reading.Period, look.View, rankings) };

    /// <summary>The values of all scopes of a level beneath, or of parts.</summary>
    private async Task<(ScopeCells Look, List<(ScopeInfo Scope, IReadOnlyList<KpiValue> Values)> Candidates)> CandidatesAsync(Reading reading, CellsRequest request)
    {
        var look = await source.CellsAsync(request) ?? throw Gone();
        return (look, await ValuesOfAsync(reading, request, look));
    }

    /// <summary>Lets others in between: of thousands it takes a while.</summary>
    private static async Task<List<(ScopeInfo Scope, IReadOnlyList<KpiValue> Values)>> ValuesOfAsync(Reading reading, CellsRequest request, ScopeCells look)
    {
        var found = new List<(ScopeInfo, IReadOnlyList<KpiValue>)>(look.Candidates.Count);
        var cells = new CandidateCells(look, request.Missing);
        foreach (var candidate in look.Candidates)
        {
            found.Add((candidate.Scope, cells.Of(candidate, reading.Plan).Values(reading.Period, reading.Request.Compare)));
            if (found.Count % CandidatesATurn == 0)
            {
                await Task.Yield();
            }
        }
        return found;
    }

    /// <summary>What one reading brought of all candidates, by leaf.</summary>
    private sealed class CandidateCells(ScopeCells look, IReadOnlyList<CellRange> ranges)
    {
        private readonly ILookup<Credit, (CellKey Key, byte[] Row)> stored = look.Cells.Stored.ToLookup(static row => row.Key.Leaf);
        private readonly ILookup<Credit, (CellKey Key, CellBlock Block)> unsaved = look.Cells.Unsaved.ToLookup(static block => block.Key.Leaf);
        private readonly ILookup<Credit, (Credit Leaf, int Day, DueFacts Facts)> due = look.Cells.Due.ToLookup(static facts => facts.Leaf);

        public Evaluator Of(Candidate candidate, ReadPlan plan)
        {
            var view = look.View with { Scope = candidate.Scope, ScopeName = candidate.Name, Standards = candidate.Standards };
            var leaves = candidate.Members.Leaves;
            var own = new ScopeCache();
            var read = new CellsRead(look.Cells.Applied, look.Cells.Folds, null, [.. leaves.SelectMany(leaf => stored[leaf])], [.. leaves.SelectMany(leaf => unsaved[leaf])], [.. leaves.SelectMany(leaf => due[leaf])]);
            own.Take(new ScopeCells(look.Version, view, candidate.Members, read), ranges);
            return new Evaluator(plan, view, new CellReader(own, view), null, null);
        }
    }

    /// <summary>Customers with a fact in the period; revenue is one where it is asked about. <paramref name="among"/>: who may be told; null: all.</summary>
    private async Task RankCustomersAsync(Reading reading, Ranked ranked, HashSet<string>? among, ScopeCells look)
    {
        if (among is { Count: 0 })
        {
            return;
        }
        var facts = new CustomerFacts(source, look.View, reading.Plan);
        var told = await facts.ReadAllAsync(reading.FirstDay, reading.LastDay);
        if (reading.Plan is { HasSpells: false, HasHealth: false })
        {
            foreach (var (customer, cells) in told.Where(pair => IsTold(pair.Key)))
            {
                Rank(customer, cells, null, null);
            }
            return;
        }
        var windows = Evaluator.WindowsOf(reading.Request, reading.Period, look.View);
        var tenant = reading.Plan.HasYearMargin ? OfAll(await FiguresAsync(windows)) : null;
        var customers = reading.Plan.HasSpells ? await facts.WithRevenueAsync(reading.FirstDay, reading.LastDay, told.Keys) : [.. told.Keys];
        customers.RemoveWhere(customer => !IsTold(customer));
        var health = reading.Plan.HasHealth ? await source.HealthOfAsync(customers, HealthReader.InstantsOf(windows)) : null;
        foreach (var page in customers.Chunk(PageOfCustomers))
        {
            var lives = reading.Plan.HasSpells ? await source.RowsAsync([.. page.Select(LifeWork.KeyOf)]) : [];
            var profiles = reading.Plan.HasSpells ? await source.RowsAsync([.. page.Select(static customer => TenantProjection.ProfileKey(EventType.CustomerDescribed, customer))]) : [];
            for (var i = 0; i < page.Length; i++)
            {
                var spells = !reading.Plan.HasSpells ? null : SpellReader.OfLife(reading.Plan, windows, lives[i], profiles[i], tenant, look.View);
                Rank(page[i], told.GetValueOrDefault(page[i]) ?? new CellDeltas(), spells, health is null ? null : HealthReader.Of(reading.Plan, windows, health[page[i]], look.View));
            }
        }

        bool IsTold(int customer) => among is null || among.Contains(look.View.Names.Text(customer));

        void Rank(int customer, CellDeltas cells, SpellReader? spells, HealthReader? standing)
        {
            var info = new ScopeInfo(Level.Customer, look.View.Names.Text(customer), "");
            ranked.Add(info, new Evaluator(reading.Plan, look.View, new CellReader(cells, look.View), spells, standing).Values(reading.Period, reading.Request.Compare));
        }
    }

    /// <summary>Only those that are shown are looked up.</summary>
    private async Task<IReadOnlyList<KpiRanking>> NamedAsync(IReadOnlyList<KpiRanking> rankings, TenantView view)
    {
        var keys = rankings.SelectMany(ranking => ranking.Entries).Select(entry => entry.Scope.Key).Distinct(StringComparer.Ordinal).ToList();
        var infos = (await source.CustomersAsync(keys.ConvertAll(view.Names.Find))).ToDictionary(info => info.Key, StringComparer.Ordinal);
        return [.. rankings.Select(ranking => ranking with { Entries = [.. ranking.Entries.Select(entry => entry with { Scope = infos[entry.Scope.Key] })] })];
    }

    private static ReadResult Result(Reading reading, ScopeCells look) => new(look.View.Scope, reading.Period, look.Version.Applied, look.View.LastEventAt, look.View.Now);

    private ReadResult Answer(Reading reading, ScopeCells look, CellReader? cells, SpellReader? spells, HealthReader? health)
    {
        var request = reading.Request;
        var result = Result(reading, look);
        if (cells is null)
        {
            return result;
        }
        var evaluator = new Evaluator(reading.Plan, look.View, cells, spells, health);
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
            return new Reading(request, plan.With(view), period, Earliest(request, periods, period, from), to);
        }

        public List<CellRange> Ranges(TenantView view)
        {
            var today = view.Calendar.DayOf(view.Now);
            var last = Math.Min(LastDay, today);
            var ranges = new List<CellRange>();
            var hasStock = Plan.HasYearMargin || Plan.Read.Any(kpi => kpi.Measures.Any(measure => measure.Kind == MeasureKind.Stock));
            // A stock stands on the days of its month; that of a period still to come is the one of now.
            var first = hasStock ? Months.FirstDay(Months.Of(Math.Min(FirstDay - 1, last))) : FirstDay;
            if (Plan.HasYearMargin)
            {
                // A year's margin is a difference of two stocks, each of its month's days and all months before.
                var yearFirst = Months.FirstDay(Months.Of(Math.Min(FirstDay, last) - 367));
                var yearLast = last + 1 - 365;
                if (yearLast < first - 1)
                {
                    ranges.Add(new CellRange(Plan.Kind, yearFirst, yearLast));
                }
                else
                {
                    first = Math.Min(first, yearFirst);
                }
            }
            if (last >= first)
            {
                ranges.Add(new CellRange(Plan.Kind, first, last));
            }
            if (Plan.HasEvents && last >= FirstDay)
            {
                ranges.Add(new CellRange(CellKey.OfEvents(Plan.Kind), FirstDay, last));
            }
            if (hasStock)
            {
                ranges.Add(new CellRange(CellKey.MonthOf(Plan.Kind), FirstMonth, Months.Of(last)));
            }
            if (Request.Interval == Interval.Hour && Plan.Kind is RowKind.CellAll or RowKind.CellChannel && last >= FirstDay)
            {
                var hours = Plan.Kind == RowKind.CellAll ? RowKind.HourAll : RowKind.HourChannel;
                ranges.Add(new CellRange(hours, ZoneCalendar.DayNumber(Period.From), last));
                if (Plan.HasEvents)
                {
                    ranges.Add(new CellRange(CellKey.OfEvents(hours), ZoneCalendar.DayNumber(Period.From), last));
                }
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
