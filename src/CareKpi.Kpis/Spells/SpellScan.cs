using System.Runtime.InteropServices;

namespace CareKpi.Kpis.Spells;

/// <summary>Reads lines of the spell table for several windows in one pass. Nothing is allocated for a customer.</summary>
/// <param name="by">Segment or region: figures by its value at the end of the window; null: all together, under 0.</param>
public sealed class SpellScan(IReadOnlyList<SpellWindow> windows, SpellStepKind? by = null)
{
    private readonly SpellWindow[] asked = [.. windows];

    /// <summary>By window: value → figures. Customers without a value are under 0.</summary>
    public Dictionary<int, SpellFigures>[] Figures { get; } = [.. windows.Select(static _ => new Dictionary<int, SpellFigures>())];

    /// <summary>By window: a later end up to this one (of a window whose period is not over) finds the same, but for years that run on.</summary>
    public long[] HoldsUntil { get; } = [.. windows.Select(static _ => long.MaxValue)];

    public void Add(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            ref var figures = ref CollectionsMarshal.GetValueRefOrAddDefault(Figures[i], by is { } kind ? ValueOf(line, kind, asked[i].Until) : 0, out _);
            Add(line, asked[i], figures ??= new SpellFigures(), ref HoldsUntil[i]);
        }
    }

    /// <summary>The last one before an instant; before the first one that first one.</summary>
    private static int ValueOf(ReadOnlySpan<byte> line, SpellStepKind kind, long until)
    {
        var found = 0;
        for (; !line.IsEmpty; line = line[SpellStep.Size..])
        {
            var step = SpellStep.Read(line);
            if (step.Kind == kind && (step.Instant < until || found == 0))
            {
                found = (int)step.Value;
            }
        }
        return found;
    }

    private static void Add(ReadOnlySpan<byte> line, SpellWindow window, SpellFigures figures, ref long holdsUntil)
    {
        var (start, until, yearStart) = (window.Start, window.Until, window.YearStart);
        var life = new Life();
        var (isActiveAtStart, wasActiveAYearAgo, startMrr) = (false, false, 0L);
        for (; !line.IsEmpty; line = line[SpellStep.Size..])
        {
            var step = SpellStep.Read(line);
            if (step.Instant >= yearStart)
            {
                // The start of the 365 days goes with the end.
                holdsUntil = Math.Min(holdsUntil, step.Instant + (until - yearStart));
            }
            if (step.Instant >= until)
            {
                holdsUntil = Math.Min(holdsUntil, step.Instant);
                if (life.StartedAt == long.MaxValue && step.Kind == SpellStepKind.StartedAt)
                {
                    life.StartedAt = step.Value;
                }
                continue;
            }
            life.Take(step);
            if (step.Instant < start)
            {
                (isActiveAtStart, startMrr) = (life.IsActive, life.Mrr);
            }
            else if (step.Kind == SpellStepKind.Ended)
            {
                figures.Ended++;
                CollectionsMarshal.GetValueRefOrAddDefault(figures.Reasons, (int)step.Value, out _)++;
            }
            if (step.Instant < yearStart)
            {
                wasActiveAYearAgo = life.IsActive;
            }
        }
        if (isActiveAtStart)
        {
            figures.ActiveAtStart++;
            figures.StartMrr += startMrr;
        }
        figures.YearActiveAtStart += wasActiveAYearAgo ? 1 : 0;
        if (life.IsActive)
        {
            figures.ActiveAtEnd++;
            figures.YearKept += life.Begun < yearStart ? 1 : 0;
            if (life.Begun < start)
            {
                figures.Kept++;
                figures.KeptMrr += life.Mrr;
                figures.KeptLeastMrr += Math.Min(startMrr, life.Mrr);
            }
        }
        AddYears(life, window, figures, ref holdsUntil);
    }

    private static void AddYears(in Life life, SpellWindow window, SpellFigures figures, ref long holdsUntil)
    {
        var since = Math.Min(life.StartedAt, Math.Min(life.FirstBegun, life.FirstRevenue));
        if (since >= window.Until)
        {
            holdsUntil = Math.Min(holdsUntil, since);
            return;
        }
        figures.Acquired++;
        figures.Givers += life.FirstAnswer < window.Until ? 1 : 0;
        var isOver = !life.IsActive && life.FirstBegun != long.MaxValue;
        var years = (isOver ? life.Ended : window.YearsEnd) - since;
        if (!isOver && years >= SpellFigures.ShortestYears)
        {
            figures.Running++;
        }
        else if (!isOver)
        {
            holdsUntil = Math.Min(holdsUntil, since + SpellFigures.ShortestYears);
        }
        figures.Years += Math.Max(years, SpellFigures.ShortestYears);
    }

    private struct Life()
    {
        public bool IsActive;
        public long Mrr;
        /// <summary>Of the last spell.</summary>
        public long Begun;
        public long Ended;
        public long FirstBegun = long.MaxValue;
        public long FirstRevenue = long.MaxValue;
        public long FirstAnswer = long.MaxValue;
        public long StartedAt = long.MaxValue;

        public void Take(in SpellStep step)
        {
            switch (step.Kind)
            {
                case SpellStepKind.Begun:
                    (IsActive, Mrr, Begun) = (true, step.Value, step.Instant);
                    FirstBegun = Math.Min(FirstBegun, step.Instant);
                    break;
                case SpellStepKind.Changed:
                    Mrr = step.Value;
                    break;
                case SpellStepKind.Ended:
                    (IsActive, Mrr, Ended) = (false, 0, step.Instant);
                    break;
                case SpellStepKind.FirstRevenue:
                    FirstRevenue = step.Instant;
                    break;
                case SpellStepKind.FirstAnswer:
                    FirstAnswer = step.Instant;
                    break;
                case SpellStepKind.StartedAt:
                    StartedAt = step.Value;
                    break;
            }
        }
    }
}
