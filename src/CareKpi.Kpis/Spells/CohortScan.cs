namespace CareKpi.Kpis.Spells;

/// <summary>Retention by month of the first spell, from the lines of the spell table: how many (or what MRR) were left at the end of each month.</summary>
/// <param name="months">Where each month begins, and where the last one ends.</param>
public sealed class CohortScan(IReadOnlyList<long> months, bool ofRevenue, long now)
{
    private readonly long[] starts = [.. months];
    private long holdsUntil = long.MaxValue;

    /// <summary>By month: customers whose first spell began in it, or their MRR at its start.</summary>
    public Int128[] Sizes { get; } = new Int128[months.Count - 1];

    /// <summary>By month of the first spell and age in months: those active at the end of that month (or now), or their MRR.</summary>
    public Int128[][] Kept { get; } = [.. Enumerable.Range(0, months.Count - 1).Select(month => new Int128[months.Count - 1 - month])];

    /// <summary>Whether a read at that instant finds the same: no month ends and nobody steps in between.</summary>
    public bool Holds(long then) => then == now || (then > now && then <= holdsUntil);

    public void Add(ReadOnlySpan<byte> line)
    {
        var cohort = -1;
        var cell = 0;
        var (isActive, mrr) = (false, 0L);
        for (; !line.IsEmpty; line = line[SpellStep.Size..])
        {
            var step = SpellStep.Read(line);
            if (step.Kind > SpellStepKind.Ended)
            {
                continue;
            }
            if (step.Instant > now)
            {
                holdsUntil = Math.Min(holdsUntil, step.Instant - 1);
            }
            if (cohort < 0)
            {
                cohort = MonthOf(step.Instant);
                if (cohort < 0)
                {
                    return;
                }
                Sizes[cohort] += ofRevenue ? step.Value : 1;
            }
            for (; cell < Kept[cohort].Length && EndOf(cohort + cell) <= step.Instant; cell++)
            {
                Keep(cohort, cell, isActive, mrr);
            }
            isActive = step.Kind != SpellStepKind.Ended;
            mrr = isActive ? step.Value : 0;
        }
        for (; cohort >= 0 && cell < Kept[cohort].Length; cell++)
        {
            Keep(cohort, cell, isActive, mrr);
        }
    }

    private void Keep(int cohort, int cell, bool isActive, long mrr) => Kept[cohort][cell] += !isActive ? 0 : ofRevenue ? mrr : 1;

    /// <summary>What is before it has happened by the end of the month.</summary>
    private long EndOf(int month) => Math.Min(starts[month + 1], now + 1);

    /// <summary>−1: in none of them.</summary>
    private int MonthOf(long instant)
    {
        if (instant < starts[0] || instant >= starts[^1])
        {
            return -1;
        }
        var at = Array.BinarySearch(starts, instant);
        return at >= 0 ? at : ~at - 1;
    }
}
