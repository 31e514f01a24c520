using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>The company's clock and calendar: Kuala Lumpur, eight hours ahead of UTC the whole year.</summary>
internal static class DemoCalendar
{
    public const string Zone = "Asia/Kuala_Lumpur";
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(8);
    private static readonly double[] OfWeekday = [0.62, 1.27, 1.15, 1.08, 1.04, 1.04, 0.8];
    private static readonly double[] OfHour = [0.05, 0.03, 0.02, 0.02, 0.03, 0.08, 0.2, 0.5, 0.9, 1.2, 1.3, 1.25, 1.0, 1.05, 1.2, 1.2, 1.1, 0.95, 0.8, 0.75, 0.6, 0.4, 0.2, 0.1];
    private static readonly double Hours = OfHour.Sum();

    /// <summary>Holidays with a date of their own in every year.</summary>
    private static readonly (int Month, int Day)[] Fixed = [(1, 1), (2, 1), (5, 1), (8, 31), (9, 16), (12, 25)];

    public static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'+08:00'", CultureInfo.InvariantCulture);

    public static DateTime Local(DateTimeOffset instant) => instant.ToOffset(Ahead).DateTime;

    public static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    public static IEnumerable<DateOnly> Holidays(int year, int last) => Enumerable.Range(year, last - year + 1).SelectMany(static year => Fixed.Select(date => new DateOnly(year, date.Month, date.Day)));

    public static bool IsHoliday(DateOnly day) => Fixed.Contains((day.Month, day.Day));

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>1 on an average day: Mondays are busy, Sundays and holidays are not, December is, and each year brings a twentieth more.</summary>
    public static double Season(DateOnly day)
    {
        var fromPeak = (day.DayOfYear - 346) / 24.0;
        return OfWeekday[(int)day.DayOfWeek] * (IsHoliday(day) ? 0.55 : 1) * (0.95 + (0.4 * Math.Exp(-fromPeak * fromPeak))) * (1 + (0.05 * (day.Year - 2026 + (day.DayOfYear / 366.0))));
    }

    /// <summary>A moment of the day, as likely as somebody calls then.</summary>
    public static DateTime Moment(DateOnly day, SeededRandom random)
    {
        var point = random.Next() * Hours;
        var hour = 0;
        while (hour < 23 && (point -= OfHour[hour]) >= 0)
        {
            hour++;
        }

        return Midnight(day).AddHours(hour).AddSeconds(random.Next(3600));
    }

    /// <summary>The same, or the next morning where nobody writes at night.</summary>
    public static DateTime AtWork(DateTime time, SeededRandom random) => time.Hour switch
    {
        >= 21 => time.Date.AddDays(1).AddHours(7.5).AddSeconds(random.Next(5400)),
        < 7 => time.Date.AddHours(7.5).AddSeconds(random.Next(5400)),
        _ => time,
    };
}
