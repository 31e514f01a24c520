using CareKpi.Kpis.Time;
using NodaTime;
using Xunit;

namespace CareKpi.Kpis.Tests.Time;

public sealed class ZoneCalendarTests
{
    [Theory]
    [InlineData("America/New_York", "2025-03-09", "2025-03-09T05:00:00Z", 23)]
    [InlineData("America/New_York", "2025-11-02", "2025-11-02T04:00:00Z", 25)]
    [InlineData("America/New_York", "2025-11-03", "2025-11-03T05:00:00Z", 24)]
    [InlineData("Asia/Taipei", "2026-03-10", "2026-03-09T16:00:00Z", 24)]
    [InlineData("Asia/Taipei", "1969-12-31", "1969-12-30T16:00:00Z", 24)]
    [InlineData("UTC", "1970-01-01", "1970-01-01T00:00:00Z", 24)]
    // Half an hour: 23.5 hours in October, 24.5 in April.
    [InlineData("Australia/Lord_Howe", "2025-10-05", "2025-10-04T13:30:00Z", 24)]
    [InlineData("Australia/Lord_Howe", "2025-04-06", "2025-04-05T13:00:00Z", 25)]
    // 00:00 does not exist: the day begins at 01:00, at 04:00 UTC.
    [InlineData("America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z", 23)]
    // Set back at 24:00 to 23:00: 6 April 2024 has 25 hours.
    [InlineData("America/Santiago", "2024-04-06", "2024-04-06T03:00:00Z", 25)]
    [InlineData("America/Santiago", "2024-04-07", "2024-04-07T04:00:00Z", 24)]
    public void A_day_begins_and_has_its_hours(string zone, string day, string start, int hours)
    {
        var calendar = new ZoneCalendar(zone);
        Assert.Equal(At.Micros(start), calendar.StartOf(At.Day(day)));
        // Begun ones included.
        Assert.Equal(hours, (int)Math.Ceiling((calendar.StartOf(At.Day(day) + 1) - calendar.StartOf(At.Day(day))) / (double)ZoneCalendar.MicrosPerHour));
    }

    [Theory]
    [InlineData("America/New_York", "2025-11-02T01:30:00-04:00", "2025-11-02", 1)]
    [InlineData("America/New_York", "2025-11-02T01:30:00-05:00", "2025-11-02", 2)]
    [InlineData("America/New_York", "2025-11-02T23:59:59.999999-05:00", "2025-11-02", 24)]
    [InlineData("America/New_York", "2025-03-09T03:00:00-04:00", "2025-03-09", 2)]
    [InlineData("America/Santiago", "2024-09-08T01:00:00-03:00", "2024-09-08", 0)]
    [InlineData("America/Santiago", "2024-09-08T03:59:59.999999Z", "2024-09-07", 23)]
    [InlineData("America/Santiago", "2024-04-06T23:30:00-04:00", "2024-04-06", 24)]
    [InlineData("Australia/Lord_Howe", "2025-10-05T23:59:00+11:00", "2025-10-05", 23)]
    [InlineData("Asia/Taipei", "2026-03-10T00:00:00+08:00", "2026-03-10", 0)]
    public void An_instant_lies_in_an_hour_of_a_day(string zone, string instant, string day, int hour) =>
        Assert.Equal((At.Day(day), hour), new ZoneCalendar(zone).HourOf(At.Micros(instant)));

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("America/Santiago")]
    [InlineData("America/St_Johns")]
    [InlineData("America/Havana")]
    [InlineData("Asia/Taipei")]
    [InlineData("Asia/Gaza")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Africa/Cairo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Pacific/Kwajalein")]
    [InlineData("Europe/Dublin")]
    [InlineData("UTC")]
    public void Days_part_time_without_gap_or_overlap_and_agree_with_the_local_date(string id)
    {
        var calendar = new ZoneCalendar(id);
        var zone = DateTimeZoneProviders.Tzdb[id];
        var last = calendar.StartOf(At.Day("1960-01-01"));
        for (var day = At.Day("1960-01-01"); day < At.Day("2060-01-01"); day++)
        {
            var (start, end) = (calendar.StartOf(day), calendar.StartOf(day + 1));
            Assert.Equal(last, start);
            last = end;
            if (start == end) continue;
            Assert.Equal(day, calendar.DayOf(start));
            Assert.Equal(day, calendar.DayOf(end - 1));
            Assert.NotEqual(day, calendar.DayOf(start - 1));
            // Away from the seams, the date on the wall.
            var middle = start + (end - start) / 2;
            if (end - start < 30 * ZoneCalendar.MicrosPerHour) Assert.Equal(ZoneCalendar.DateOf(day), Instant.FromUnixTimeTicks(middle * 10).InZone(zone).Date.ToDateOnly());
        }
    }

    [Fact]
    public void A_date_that_a_zone_left_out_has_no_length()
    {
        var samoa = new ZoneCalendar("Pacific/Apia");
        Assert.Equal(samoa.StartOf(At.Day("2011-12-30")), samoa.StartOf(At.Day("2011-12-31")));
        Assert.Equal(At.Day("2011-12-31"), samoa.DayOf(samoa.StartOf(At.Day("2011-12-30"))));
    }

    [Fact]
    public void Every_zone_of_the_database_is_known_and_consistent()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var calendar = new ZoneCalendar(id);
            foreach (var date in (string[])["0200-01-01", "1850-06-30", "2026-03-29", "2150-10-31", "2300-01-01"])
            {
                Assert.Equal(At.Day(date), calendar.DayOf(calendar.StartOf(At.Day(date))));
                Assert.Equal(At.Day(date), calendar.DayOf(calendar.StartOf(At.Day(date) + 1) - 1));
            }
        }
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("UTC+05:00")]
    [InlineData("europe/berlin")]
    [InlineData("")]
    public void An_unknown_zone_is_refused_by_name(string id)
    {
        var error = Assert.Throws<ArgumentException>(() => new ZoneCalendar(id));
        Assert.Contains($"'{id}'", error.Message, StringComparison.Ordinal);
        Assert.False(ZoneCalendar.Knows(id));
    }

    [Fact]
    public void Questions_allocate_nothing()
    {
        var calendar = new ZoneCalendar("America/New_York");
        calendar.HourOf(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        long sum = 0;
        for (var i = 0; i < 1_000; i++) sum += calendar.HourOf(i * 7_919L * ZoneCalendar.MicrosPerHour).Hour + calendar.DayOf(i) + calendar.StartOf(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0, sum);
    }
}
