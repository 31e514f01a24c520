namespace CareKpi.Kpis.Time;

/// <summary>When a tenant is open: windows of wall-clock time by weekday, and dates on which it is closed. Immutable.</summary>
public sealed class BusinessHours
{
    private readonly Window[][] _windows;
    private readonly int[] _holidays;

    /// <summary>
    /// 
    /// </summary>
    /// <param name="week">Windows of Monday to Sunday.</param>
    /// <param name="holidays">Dates, in any order.</param>
    /// <exception cref="ArgumentException">No window at all, or windows of a day that are empty, out of the day, out of order or overlap.</exception>
    public BusinessHours(IReadOnlyList<IReadOnlyList<Window>> week, IEnumerable<DateOnly> holidays)
    {
        if (week.Count != 7) throw new ArgumentException("A week has seven days, Monday first.", nameof(week));
        foreach (var day in week)
        {
            long last = 0;
            foreach (var window in day)
            {
                if (window.Start < last || window.End <= window.Start || window.End > ZoneCalendar.MicrosPerDay) throw new ArgumentException("Windows of a day are in order, do not overlap and end after they start.", nameof(week));
                last = window.End;
            }
        }
        if (week.All(day => day.Count == 0)) throw new ArgumentException("There must be a window on some day of the week.", nameof(week));
        _windows = [.. week.Select(day => day.ToArray())];
        _holidays = [.. holidays.Select(ZoneCalendar.DayNumber).Distinct().Order()];
    }

    /// <summary>Days since 1970-01-01, ascending.</summary>
    public ReadOnlySpan<int> Holidays => _holidays;

    /// <summary>
    /// 
    /// </summary>
    /// <param name="weekday">0 is Monday.</param>
    public ReadOnlySpan<Window> WindowsOf(int weekday) => _windows[weekday];

    /// <summary>0 is Monday. 1970-01-01 was a Thursday.</summary>
    public static int WeekdayOf(int day)
    {
        var weekday = (day + 3) % 7;
        return weekday < 0 ? weekday + 7 : weekday;
    }

    /// <summary>From (included) and to (excluded) in microseconds of the wall clock since its midnight; the end may be 24:00.</summary>
    public readonly record struct Window(long Start, long End);
}
