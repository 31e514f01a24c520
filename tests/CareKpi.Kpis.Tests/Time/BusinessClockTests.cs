using CareKpi.Kpis.Time;
using Xunit;
using static CareKpi.Kpis.Time.BusinessHours;

namespace CareKpi.Kpis.Tests.Time;

public sealed class BusinessClockTests
{
    private const long Second = 1_000_000;
    private const long Hour = ZoneCalendar.MicrosPerHour;

    [Fact]
    public void Friday_to_Tuesday_over_a_weekend_and_a_holiday_is_two_hours()
    {
        // The scenario business-hours-weekend-holiday.
        var clock = new BusinessClock(new ZoneCalendar("Asia/Taipei"), NineToSix("2026-03-09"));
        Assert.Equal(7_200 * Second, clock.Elapsed(At.Micros("2026-03-06T17:00:00+08:00"), At.Micros("2026-03-10T10:00:00+08:00")));
        Assert.Equal(At.Micros("2026-03-10T10:00:00+08:00"), clock.After(At.Micros("2026-03-06T17:00:00+08:00"), 7_200 * Second));
    }

    [Fact]
    public void Two_business_hours_from_Friday_afternoon_end_on_Monday_morning()
    {
        // The scenario sla-business-clock.
        var clock = new BusinessClock(new ZoneCalendar("UTC"), NineToSix());
        Assert.Equal(At.Micros("2026-03-09T10:00:00Z"), clock.After(At.Micros("2026-03-06T17:00:00Z"), 7_200 * Second));
    }

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z", 0)]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T09:00:01Z", 1)]
    [InlineData("2026-03-02T18:00:00Z", "2026-03-03T09:00:00Z", 0)]
    [InlineData("2026-03-02T17:59:59Z", "2026-03-03T09:00:01Z", 2)]
    [InlineData("2026-03-07T00:00:00Z", "2026-03-09T00:00:00Z", 0)]
    [InlineData("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", 45 * 3_600)]
    [InlineData("1969-12-29T00:00:00Z", "2026-03-09T00:00:00Z", 2_932 * 45 * 3_600L)]
    [InlineData("2026-03-03T10:00:00Z", "2026-03-02T10:00:00Z", 0)]
    public void The_clock_runs_while_it_is_open(string from, string to, long seconds) =>
        Assert.Equal(seconds * Second, new BusinessClock(new ZoneCalendar("UTC"), NineToSix()).Elapsed(At.Micros(from), At.Micros(to)));

    [Fact]
    public void Without_business_hours_it_is_the_calendar()
    {
        var clock = new BusinessClock(new ZoneCalendar("America/New_York"), null);
        Assert.True(clock.IsCalendar);
        Assert.Equal(7, clock.Elapsed(10, 17));
        Assert.Equal(0, clock.Elapsed(17, 10));
        Assert.Equal(17, clock.After(10, 7));
        Assert.Equal(long.MaxValue, clock.After(10, long.MaxValue));
    }

    [Theory]
    // 02:00–03:00 does not exist: a day that is open all day has 23 hours.
    [InlineData("2025-03-09T00:00:00-05:00", "2025-03-10T00:00:00-04:00", 0, 24, 23)]
    // 01:00–02:00 comes twice.
    [InlineData("2025-11-02T00:00:00-04:00", "2025-11-03T00:00:00-05:00", 0, 24, 25)]
    [InlineData("2025-11-02T00:00:00-04:00", "2025-11-03T00:00:00-05:00", 0, 2, 3)]
    [InlineData("2025-11-02T00:00:00-04:00", "2025-11-03T00:00:00-05:00", 1, 2, 2)]
    [InlineData("2025-03-09T00:00:00-05:00", "2025-03-10T00:00:00-04:00", 2, 3, 0)]
    [InlineData("2025-03-09T00:00:00-05:00", "2025-03-10T00:00:00-04:00", 9, 18, 9)]
    public void A_changed_clock_counts_what_passes(string from, string to, int opens, int closes, int hours)
    {
        var clock = new BusinessClock(new ZoneCalendar("America/New_York"), EveryDay(new Window(opens * Hour, closes * Hour)));
        Assert.Equal(hours * Hour, clock.Elapsed(At.Micros(from), At.Micros(to)));
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Taipei")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Santiago")]
    [InlineData("America/St_Johns")]
    public void It_agrees_with_counting_minutes_on_the_wall(string id)
    {
        var zone = NodaTime.DateTimeZoneProviders.Tzdb[id];
        var hours = new BusinessHours(
            [[new Window(0, 2 * Hour), new Window(22 * Hour, 24 * Hour)], [], [new Window(9 * Hour, 12 * Hour), new Window(12 * Hour, 13 * Hour)], [new Window(0, 24 * Hour)], [], [new Window(23 * Hour, 24 * Hour)], [new Window(0, 90 * 60 * Second)]],
            [At.Date("2024-04-04"), At.Date("2024-09-09"), At.Date("2024-09-09"), At.Date("2024-09-10")]);
        var clock = new BusinessClock(new ZoneCalendar(id), hours);
        foreach (var start in (string[])["2024-03-08T00:00:00Z", "2024-04-03T00:00:00Z", "2024-09-05T00:00:00Z", "2024-10-03T00:00:00Z", "2024-11-01T00:00:00Z"])
        {
            var (from, minute, open) = (At.Micros(start), 60 * Second, 0L);
            for (var at = from; at < from + 7 * ZoneCalendar.MicrosPerDay; at += minute)
            {
                Assert.Equal(open, clock.Elapsed(from, at));
                var local = NodaTime.Instant.FromUnixTimeTicks(at * 10).InZone(zone).LocalDateTime;
                var day = ZoneCalendar.DayNumber(local.Date.ToDateOnly());
                if (hours.Holidays.Contains(day) || !IsOpen(hours.WindowsOf(WeekdayOf(day)), local.TimeOfDay.TickOfDay / 10)) continue;
                open += minute;
                Assert.Equal(at + minute, clock.After(from, open));
                Assert.Equal(at + 1, clock.After(from, open - minute + 1));
            }
        }
    }

    [Fact]
    public void A_target_beyond_all_time_is_never_reached()
    {
        var clock = new BusinessClock(new ZoneCalendar("UTC"), EveryDay(new Window(0, 1)));
        Assert.Equal(long.MaxValue, clock.After(0, long.MaxValue));
    }

    [Fact]
    public void Years_of_holidays_push_a_target_out()
    {
        var holidays = Enumerable.Range(0, 4_000).Select(i => At.Date("2026-01-01").AddDays(i));
        var clock = new BusinessClock(new ZoneCalendar("UTC"), new BusinessHours([.. Enumerable.Repeat<IReadOnlyList<Window>>([new Window(9 * Hour, 18 * Hour)], 7)], holidays));
        Assert.Equal(At.Micros("2036-12-14T10:00:00Z"), clock.After(At.Micros("2026-01-01T09:00:00Z"), Hour));
        Assert.Equal(Hour, clock.Elapsed(At.Micros("2026-01-01T09:00:00Z"), At.Micros("2036-12-14T10:00:00Z")));
    }

    [Fact]
    public void Windows_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => EveryDay());
        Assert.Throws<ArgumentException>(() => EveryDay(new Window(5, 5)));
        Assert.Throws<ArgumentException>(() => EveryDay(new Window(5, 25 * Hour)));
        Assert.Throws<ArgumentException>(() => EveryDay(new Window(5, 9), new Window(8, 10)));
    }

    private static bool IsOpen(ReadOnlySpan<Window> windows, long time)
    {
        foreach (var window in windows) if (time >= window.Start && time < window.End) return true;
        return false;
    }

    private static BusinessHours EveryDay(params Window[] windows) => new([.. Enumerable.Repeat<IReadOnlyList<Window>>(windows, 7)], []);

    private static BusinessHours NineToSix(params string[] holidays)
    {
        Window[] open = [new Window(9 * Hour, 18 * Hour)];
        return new BusinessHours([open, open, open, open, open, [], []], holidays.Select(At.Date));
    }
}
