using CareKpi.Engine.Projection;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;

namespace CareKpi.Engine.Scopes;

/// <summary>What a read needs of customers' health, at the end of every period that it asks about, brought before anything is evaluated.</summary>
internal sealed class HealthReader
{
    private readonly Dictionary<SpellWindow, Dictionary<int, HealthFigures>> figures = [];
    private readonly bool isOfOne;

    private HealthReader(bool isOfOne) => this.isOfOne = isOfOne;

    public static async Task<HealthReader> OfTenantAsync(ReadPlan plan, IReadOnlyList<SpellWindow> windows, HealthCache cache, ScopeCells look)
    {
        var asked = windows.Distinct().ToList();
        var found = await cache.ReadAsync(asked, plan.CustomerKind, look);
        var reader = new HealthReader(isOfOne: false);
        for (var i = 0; i < asked.Count; i++)
        {
            reader.figures[asked[i]] = plan.ByAdmitted(found[i], look.View, static (sum, of) => sum.Add(of));
        }
        return reader;
    }

    public static async Task<HealthReader> OfCustomerAsync(ReadPlan plan, IReadOnlyList<SpellWindow> windows, ICellSource source, TenantView view)
    {
        var told = await source.HealthOfAsync([view.ScopeName], InstantsOf(windows));
        return Of(plan, windows, told[view.ScopeName], view);
    }

    public static List<long> InstantsOf(IReadOnlyList<SpellWindow> windows) => [.. windows.Select(static window => window.Until - 1)];

    /// <summary>Of a customer.</summary>
    /// <param name="told">At the ends of the windows; null: it had no health yet.</param>
    public static HealthReader Of(ReadPlan plan, IReadOnlyList<SpellWindow> windows, IReadOnlyList<HealthOfCustomer?> told, TenantView view)
    {
        var reader = new HealthReader(isOfOne: true);
        for (var i = 0; i < windows.Count; i++)
        {
            var byValue = new Dictionary<int, HealthFigures>();
            if (told[i] is { } at)
            {
                var own = new HealthFigures();
                own.Add(at.Parts);
                byValue.Add(plan.CustomerKind switch { SpellStepKind.Segment => at.Trait.Segment, SpellStepKind.Region => at.Trait.Region, _ => 0 }, own);
            }
            reader.figures[windows[i]] = plan.ByAdmitted(byValue, view, static (sum, of) => sum.Add(of));
        }
        return reader;
    }

    /// <param name="values">Values of segment or region, or the one value 0.</param>
    public HealthFigures Of(SpellWindow window, IReadOnlyList<long> values)
    {
        var sum = new HealthFigures { IsOfOne = isOfOne };
        foreach (var value in values.Distinct())
        {
            if (figures[window].TryGetValue((int)value, out var of))
            {
                sum.Add(of);
            }
        }
        return sum;
    }

    /// <summary>Values of segment or region that customers have at the end of a window.</summary>
    public IEnumerable<long> Values(SpellWindow window) => figures[window].Keys.Where(static value => value != 0).Select(static value => (long)value);
}
