using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Projection;

/// <summary>Months as numbers: year × 12 + month − 1.</summary>
public static class Months
{
    public static int Of(int day)
    {
        var date = ZoneCalendar.DateOf(day);
        return (date.Year * 12) + date.Month - 1;
    }

    /// <summary>The first day of a month.</summary>
    public static int FirstDay(int month) => ZoneCalendar.DayNumber(new DateOnly(month / 12, (month % 12) + 1, 1));
}
