using CareKpi.Engine.Projection;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;

namespace CareKpi.Engine.Scopes;

/// <summary>Figures of the tenant's customers at the ends of periods, kept until something changes them; a period that is not over is good until the next step of anybody, and figures of the past while nothing before them changes.</summary>
internal sealed class HealthCache(ICellSource source)
{
    /// <summary>Figures kept before all are let go.</summary>
    private const int MaxKept = 4_000;

    /// <summary>Instants of one pass: what a read waits for is bounded.</summary>
    private const int MaxWindows = 2_000;

    private readonly Dictionary<(long Start, long End, SpellStepKind? By), HealthTold> kept = [];
    private int generation;

    /// <summary>Figures by value of segment or region (all under 0 when <paramref name="by"/> is null), in the order of the windows.</summary>
    public async Task<IReadOnlyList<Dictionary<int, HealthFigures>>> ReadAsync(IReadOnlyList<SpellWindow> windows, SpellStepKind? by, ScopeCells look)
    {
        if (windows.Count > MaxWindows)
        {
            throw new ReadProblemException("TOO_COSTLY", $"a read asks for the health of all customers at most {MaxWindows} times; ask for a shorter period or a longer interval", "interval");
        }
        if (generation != look.Version.Generation || kept.Count > MaxKept)
        {
            kept.Clear();
        }
        generation = look.Version.Generation;
        var told = await source.HealthAsync([.. windows.Select(window => new HealthAsked(window.Until - 1, KnownOf(window, by)))], by);
        for (var i = 0; i < windows.Count; i++)
        {
            if (told[i].Figures is not null)
            {
                kept[(windows[i].Start, windows[i].End, by)] = told[i];
            }
        }
        return [.. windows.Select(window => kept[(window.Start, window.End, by)].Figures!)];
    }

    private long KnownOf(SpellWindow window, SpellStepKind? by)
    {
        var at = window.Until - 1;
        return kept.TryGetValue((window.Start, window.End, by), out var known) && (known.At == at || (at > known.At && at <= known.HoldsUntil)) ? known.ChangedAt : -1;
    }
}
