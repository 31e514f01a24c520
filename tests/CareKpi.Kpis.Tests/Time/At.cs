using System.Globalization;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Tests.Time;

internal static class At
{
    /// <summary>Microseconds of an RFC 3339 instant.</summary>
    public static long Micros(string instant) =>
        (DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / 10;

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static int Day(string date) => ZoneCalendar.DayNumber(Date(date));
}
