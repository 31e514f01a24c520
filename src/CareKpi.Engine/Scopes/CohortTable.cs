using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Scopes;

/// <summary>The table of cohorts of a period: one row a month that has begun.</summary>
internal static class CohortTable
{
    private const double MoneyScale = 10_000;

    public static async Task<IReadOnlyList<CohortRow>> ReadAsync(Period period, CohortMeasure of, SpellCache spells, ScopeCells look)
    {
        var view = look.View;
        var today = ZoneCalendar.DateOf(view.Calendar.DayOf(view.Now));
        var months = new List<DateOnly>();
        for (var month = FirstOf(period.From); month <= FirstOf(today < period.To ? today : period.To); month = month.AddMonths(1))
        {
            months.Add(month);
        }
        if (months.Count == 0)
        {
            return [];
        }
        var starts = months.Append(months[^1].AddMonths(1)).Select(month => view.Calendar.StartOf(ZoneCalendar.DayNumber(month))).ToList();
        var scan = await spells.CohortsAsync(starts, of == CohortMeasure.Revenue, look);
        var scale = of == CohortMeasure.Revenue ? MoneyScale : 1;
        return [.. months.Select((month, row) => new CohortRow(month, (double)scan.Sizes[row] / scale, [.. scan.Kept[row].Select((kept, age) => Cell(scan.Sizes[row], kept, age, starts[row + age + 1]))]))];

        CohortCell Cell(Int128 size, Int128 kept, int age, long end) => new(age, (double)kept / scale, size == 0 ? null : 100 * (double)kept / (double)size, end > view.Now);
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
