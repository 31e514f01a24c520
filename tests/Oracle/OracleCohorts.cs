namespace Oracle;

/// <summary>Retention by month of acquisition.</summary>
/// <param name="Size">Customers whose first spell began in the month, or their MRR at its start.</param>
public sealed record OracleCohort(DateOnly Month, decimal Size, IReadOnlyList<OracleCohortCell> Cells);

/// <summary>What was left of a cohort at the end of a month.</summary>
/// <param name="Kept">Those active at the end of the month so many after, or their MRR; one that returned counts again.</param>
/// <param name="Incomplete">That month is not over.</param>
public sealed record OracleCohortCell(int Age, decimal Kept, decimal? Percent, bool Incomplete);

internal static class Cohorts
{
    public static IReadOnlyList<OracleCohort> Of(Question q, bool ofRevenue)
    {
        var today = q.Model.Calendar.DayOf(q.Now);
        var last = First(today < q.To ? today : q.To);
        var rows = new List<OracleCohort>();
        for (var month = First(q.From); month <= last; month = month.AddMonths(1))
        {
            var lives = q.Model.Lives.Values.Where(l => l.Spells.Count > 0 && First(q.Model.Calendar.DayOf(l.Spells[0].Start)) == month).ToList();
            var size = lives.Sum(l => ofRevenue ? l.MrrAt(l.Spells[0].Start) : 1);
            var cells = new List<OracleCohortCell>();
            for (var then = month; then <= last; then = then.AddMonths(1))
            {
                var monthEnd = q.Model.Calendar.Start(then.AddMonths(1));
                var end = Math.Min(monthEnd, q.Now + 1);
                var kept = lives.Where(l => l.Before(end) is not null).Sum(l => ofRevenue ? l.MrrBefore(end) : 1);
                cells.Add(new OracleCohortCell(cells.Count, kept, size == 0 ? null : 100 * kept / size, monthEnd > q.Now));
            }

            rows.Add(new OracleCohort(month, size, cells));
        }

        return rows;
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}
