using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;

namespace CareKpi.Engine.Scopes;

/// <summary>What the spell table said, kept until it changes. What is not here is read in one pass over the whole table; a window whose period is not over is good until the next step of anybody.</summary>
internal sealed class SpellCache(ICellSource source)
{
    /// <summary>Figures kept before all are let go.</summary>
    private const int MaxKept = 10_000;

    /// <summary>Windows of one pass: what a read waits for is bounded.</summary>
    private const int MaxWindows = 2_000;

    private readonly Dictionary<(long Start, long End, SpellStepKind? By), Kept> kept = [];
    private readonly Dictionary<(long Start, long End, bool OfRevenue), CohortScan> cohorts = [];
    private (long Life, int Generation) state;

    /// <summary>The entry that changed the table last, when it was read.</summary>
    public long At { get; private set; } = -1;

    private readonly record struct Kept(SpellWindow Window, Dictionary<int, SpellFigures> Figures, long HoldsUntil)
    {
        public bool Holds(SpellWindow asked) => asked.Until == Window.Until || (asked.Until > Window.Until && asked.Until <= HoldsUntil);
    }

    /// <summary>Figures by value of segment or region (all under 0 when <paramref name="by"/> is null), in the order of the windows.</summary>
    public async Task<Dictionary<int, SpellFigures>[]> ReadAsync(IReadOnlyList<SpellWindow> windows, SpellStepKind? by, ScopeCells look)
    {
        Follow(look);
        var missing = MissingOf(windows, by);
        if (missing.Count > MaxWindows)
        {
            throw new ReadProblemException("TOO_COSTLY", $"a read asks for at most {MaxWindows} points of the spell table; ask for a shorter period or a longer interval", "interval");
        }
        if (missing.Count > 0)
        {
            await ScanAsync(missing, by);
            if (MissingOf(windows, by).Count > 0)
            {
                // The table has changed meanwhile, and what was kept is gone: all of it in one pass, so that it is of one table.
                await ScanAsync([.. windows.Distinct()], by);
            }
        }
        return [.. windows.Select(window => Later(kept[(window.Start, window.End, by)], window))];
    }

    private List<SpellWindow> MissingOf(IReadOnlyList<SpellWindow> windows, SpellStepKind? by) =>
        [.. windows.Where(window => !kept.TryGetValue((window.Start, window.End, by), out var known) || !known.Holds(window)).Distinct()];

    private async Task ScanAsync(List<SpellWindow> windows, SpellStepKind? by)
    {
        var scan = new SpellScan(windows, by);
        At = await TellAsync(scan.Add);
        for (var i = 0; i < windows.Count; i++)
        {
            kept[(windows[i].Start, windows[i].End, by)] = new Kept(windows[i], scan.Figures[i], scan.HoldsUntil[i]);
        }
    }

    /// <summary>A table of cohorts; of months that are not over only as long as nothing is later than <paramref name="now"/>.</summary>
    public async Task<CohortScan> CohortsAsync(IReadOnlyList<long> months, bool ofRevenue, ScopeCells look)
    {
        Follow(look);
        var now = look.View.Now;
        var key = (months[0], months[^1], ofRevenue);
        if (!cohorts.TryGetValue(key, out var scan) || !scan.Holds(now))
        {
            scan = new CohortScan(months, ofRevenue, now);
            At = await TellAsync(scan.Add);
            cohorts[key] = scan;
        }
        return scan;
    }

    private void Follow(ScopeCells look)
    {
        var now = (look.Version.Life, look.Version.Generation);
        if (state != now || At != look.SpellsAt || kept.Count > MaxKept)
        {
            kept.Clear();
            cohorts.Clear();
        }
        state = now;
        At = look.SpellsAt;
    }

    private async Task<long> TellAsync(Projection.SpellLineTaker take)
    {
        var table = await source.SpellsAsync();
        table.Tell(take);
        if (table.At != At)
        {
            // The table is newer than the look: nobody may take the older figures for its own.
            kept.Clear();
            cohorts.Clear();
        }
        return table.At;
    }

    private static Dictionary<int, SpellFigures> Later(in Kept known, SpellWindow window)
    {
        var micros = window.YearsEnd - known.Window.YearsEnd;
        return micros == 0 ? known.Figures : known.Figures.ToDictionary(static pair => pair.Key, pair => pair.Value.Later(micros));
    }
}
