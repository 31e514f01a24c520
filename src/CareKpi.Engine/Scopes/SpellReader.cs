using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>What a read needs of the spell table, for every window that it asks about, brought before anything is evaluated.</summary>
internal sealed class SpellReader
{
    private readonly Dictionary<SpellWindow, Dictionary<int, SpellFigures>> figures = [];
    private readonly Dictionary<SpellWindow, SpellFigures> tenant = [];
    private readonly Dictionary<int, List<RevenueMargin>> marginsOfDays = [];
    private readonly ReadPlan plan;
    private readonly TenantView view;
    private CustomerLife? life;
    private CustomerTraits? traits;

    private SpellReader(ReadPlan plan, TenantView view) => (this.plan, this.view) = (plan, view);

    /// <summary>The entry that had changed the table last.</summary>
    public long At { get; private init; }

    /// <summary>Margins are of the same entry as the cells.</summary>
    public bool IsOf(ScopeCells look) => At == look.SpellsAt && (marginsOfDays.Count == 0 || marginsAt == look.Version.Applied);

    private long marginsAt;

    public static async Task<SpellReader> OfTenantAsync(ReadPlan plan, IReadOnlyList<SpellWindow> windows, SpellCache cache, ICellSource source, ScopeCells look)
    {
        var found = await cache.ReadAsync(windows, plan.CustomerKind, look);
        var reader = new SpellReader(plan, look.View) { At = cache.At, marginsAt = look.Version.Applied };
        for (var i = 0; i < windows.Count; i++)
        {
            reader.figures[windows[i]] = plan.ByAdmitted(found[i], look.View, static (sum, of) => sum.Add(of));
        }
        if (plan.HasYearMargin)
        {
            await reader.LoadMarginsAsync(windows, source);
        }
        return reader;
    }

    /// <summary>A customer's own life; the tenant's retention when the plan needs it.</summary>
    public static async Task<SpellReader> OfCustomerAsync(ReadPlan plan, IReadOnlyList<SpellWindow> windows, ICellSource source, ITenantScope spells, TenantView view)
    {
        var rows = await source.RowsAsync([LifeWork.KeyOf(view.ScopeName), TenantProjection.ProfileKey(EventType.CustomerDescribed, view.ScopeName)]);
        var tenant = plan.HasYearMargin ? await spells.TenantSpellsAsync(windows) : null;
        return OfLife(plan, windows, rows[0], rows[1], tenant, view);
    }

    public static SpellReader OfLife(ReadPlan plan, IReadOnlyList<SpellWindow> windows, byte[]? lifeRow, byte[]? profileRow, IReadOnlyList<SpellFigures>? tenant, TenantView view)
    {
        var reader = new SpellReader(plan, view) { life = lifeRow is null ? new CustomerLife() : CustomerLife.Decode(lifeRow) };
        var described = new List<SpellStep>();
        if (profileRow is not null)
        {
            var profile = Profile.Decode(profileRow);
            LifeWork.Describe(profile, view.Calendar, described);
            reader.traits = CustomerTraits.Of(profile);
        }
        var line = new SpellLine();
        line.Make(reader.life, described);
        var scan = new SpellScan(windows, plan.CustomerKind);
        scan.Add(SpellStep.Line(line.Steps));
        for (var i = 0; i < windows.Count; i++)
        {
            reader.figures[windows[i]] = plan.ByAdmitted(scan.Figures[i], view, static (sum, of) => sum.Add(of));
            reader.tenant[windows[i]] = tenant?[i] ?? new SpellFigures();
        }
        return reader;
    }

    /// <param name="values">Values of segment or region, or the one value 0.</param>
    /// <param name="cells">Of the tenant; a customer has none.</param>
    public SpellPeriod Of(SpellWindow window, IReadOnlyList<long> values, CellReader? cells)
    {
        var own = new SpellFigures();
        foreach (var value in values.Distinct())
        {
            if (figures[window].TryGetValue((int)value, out var of))
            {
                own.Add(of);
            }
        }
        if (life is null)
        {
            return new SpellPeriod(own, own, cells is null ? 0 : MarginBefore(window.YearStart, values, cells), view.Names);
        }
        // What was recorded belongs to what the customer is at the end, a year's margin to what it was when it came.
        var isAsked = plan.CustomerKind is null || values.Any(value => figures[window].ContainsKey((int)value));
        var revenue = isAsked ? RecordedBefore(window.Until, null).Revenue : 0;
        return new SpellPeriod(own, tenant[window], RecordedBefore(window.YearStart, values).Margin, view.Names) { Recorded = (revenue, RecordedBefore(window.Until, values).Margin) };
    }

    /// <summary>Values of segment or region that customers have at the end of a window.</summary>
    public IEnumerable<long> Values(SpellWindow window) => figures[window].Keys.Where(static value => value != 0).Select(static value => (long)value);

    /// <summary>Whether what stands in a trait is asked for. null: everything is.</summary>
    private bool IsAsked(in Trait trait, IReadOnlyList<long>? values)
    {
        if (values is null || plan.CustomerKind is null)
        {
            return true;
        }
        var value = plan.CustomerKind == SpellStepKind.Segment ? trait.Segment : trait.Region;
        return value != 0 && values.Contains(view.Dimensions.Admitted(plan.Dimension, 0, value));
    }

    private (long Revenue, long Margin) RecordedBefore(long instant, IReadOnlyList<long>? values)
    {
        var (revenue, margin) = (0L, 0L);
        foreach (var recorded in life!.Revenues)
        {
            if (recorded.Instant >= instant)
            {
                break;
            }
            if (IsAsked(traits?.At(recorded.Instant) ?? default, values))
            {
                revenue += recorded.Amount;
                margin += recorded.Margin;
            }
        }
        return (revenue, margin);
    }

    /// <summary>Whole days are cells; what is left of the day is revenue by revenue.</summary>
    private long MarginBefore(long instant, IReadOnlyList<long> values, CellReader cells)
    {
        var day = view.Calendar.DayOf(instant);
        var sum = cells.StockOf(LoyaltyMeasures.Margin, plan.Kind, values, day - 1);
        foreach (var revenue in marginsOfDays.GetValueOrDefault(day) ?? [])
        {
            sum += revenue.Instant < instant && IsAsked(revenue.Trait, values) ? revenue.Margin : 0;
        }
        return sum;
    }

    private async Task LoadMarginsAsync(IReadOnlyList<SpellWindow> windows, ICellSource source)
    {
        foreach (var window in windows)
        {
            var day = view.Calendar.DayOf(window.YearStart);
            if (window.YearStart == view.Calendar.StartOf(day) || marginsOfDays.ContainsKey(day))
            {
                continue;
            }
            var read = await source.MarginsAsync(view.Calendar.StartOf(day), view.Calendar.StartOf(day + 1));
            marginsAt = read.Applied == marginsAt ? marginsAt : -1;
            marginsOfDays.Add(day, read.Margins);
        }
    }
}
