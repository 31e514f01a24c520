using System.Globalization;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Time;
using Xunit;

namespace CareKpi.Kpis.Tests.Reports;

public sealed class ReportScheduleTests
{
    /// <summary>2026-03-09 is a Monday. Hong Kong is 8 hours ahead.</summary>
    [Theory]
    [InlineData("mon", "2026-03-08T23:00:00Z", "2026-03-02", "2026-03-08T23:00:00Z")]
    [InlineData("mon", "2026-03-08T22:59:59Z", "2026-02-23", "2026-03-01T23:00:00Z")]
    [InlineData("sun", "2026-03-08T23:00:00Z", "2026-03-01", "2026-03-07T23:00:00Z")]
    [InlineData("sun", "2026-03-07T22:00:00Z", "2026-02-22", "2026-02-28T23:00:00Z")]
    public void A_week_is_due_on_the_first_day_of_the_next_at_its_time(string weekStart, string now, string from, string at)
    {
        var due = Of("Asia/Hong_Kong", weekStart).Last(ReportInterval.Week, new(7, 0), Micros(now));
        Assert.Equal((from, at), (due.Period.From.ToString("O", CultureInfo.InvariantCulture), Text(due.At)));
        Assert.Equal(due.Period.From.AddDays(6), due.Period.To);
    }

    [Theory]
    [InlineData("2026-02-28T23:00:00Z", "2026-02-01", "2026-02-28")]
    [InlineData("2026-02-28T22:59:59Z", "2026-01-01", "2026-01-31")]
    [InlineData("2026-01-01T00:00:00Z", "2025-12-01", "2025-12-31")]
    public void A_month_is_due_on_the_first_of_the_next(string now, string from, string to)
    {
        var due = Of("Asia/Hong_Kong", "mon").Last(ReportInterval.Month, new(7, 0), Micros(now));
        Assert.Equal((from, to), (due.Period.From.ToString("O", CultureInfo.InvariantCulture), due.Period.To.ToString("O", CultureInfo.InvariantCulture)));
    }

    /// <summary>In Berlin the clock goes from 2:00 to 3:00 on 29 March 2026 and from 3:00 to 2:00 on 25 October 2026, both Sundays.</summary>
    [Theory]
    [InlineData("2026-03-23T00:00:00Z", "02:30", "2026-03-29T01:30:00Z")] // 3:30 summer time: as much later as the clock jumped
    [InlineData("2026-03-23T00:00:00Z", "07:00", "2026-03-29T05:00:00Z")]
    [InlineData("2026-10-19T00:00:00Z", "02:30", "2026-10-25T00:30:00Z")] // the first of the two
    [InlineData("2026-10-19T00:00:00Z", "07:00", "2026-10-25T06:00:00Z")]
    public void A_time_that_is_not_or_comes_twice_is_due_once(string now, string at, string due)
    {
        var schedule = Of("Europe/Berlin", "sun");
        var time = TimeOnly.Parse(at, CultureInfo.InvariantCulture);
        var next = schedule.Next(ReportInterval.Week, time, Micros(now));
        Assert.Equal(due, Text(next.At));
        Assert.Equal(next, schedule.Last(ReportInterval.Week, time, next.At));
        // An hour later, when 2:30 is there again, the same week is the last that came due.
        Assert.Equal(next, schedule.Last(ReportInterval.Week, time, next.At + 3_600_000_000));
        Assert.NotEqual(next, schedule.Last(ReportInterval.Week, time, next.At - 1));
        Assert.Equal(next.Period.From.AddDays(7), schedule.Next(ReportInterval.Week, time, next.At).Period.From);
    }

    /// <summary>Samoa left out 30 December 2011, a Friday.</summary>
    [Fact]
    public void A_day_that_a_zone_left_out_delays_by_the_day() =>
        Assert.Equal("2011-12-30T17:00:00Z", Text(new ReportSchedule(new ZoneCalendar("Pacific/Apia"), DayOfWeek.Friday).Next(ReportInterval.Week, new(7, 0), Micros("2011-12-29T00:00:00Z")).At));

    private static ReportSchedule Of(string zone, string weekStart) => ReportSchedule.Of(zone, System.Text.Json.JsonElement.Parse($$"""{"weekStart":"{{weekStart}}"}"""));

    private static long Micros(string instant) => (DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / 10;

    private static string Text(long micros) => DateTimeOffset.UnixEpoch.AddMicroseconds(micros).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
