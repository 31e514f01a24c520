using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;
using Xunit;

namespace CareKpi.Kpis.Tests.Time;

public sealed class PeriodsTests
{
    private static readonly ZoneCalendar s_taipei = new("Asia/Taipei");

    [Theory]
    [InlineData(PeriodPreset.Today, "2026-05-13", "2026-05-13")]
    [InlineData(PeriodPreset.Yesterday, "2026-05-12", "2026-05-12")]
    [InlineData(PeriodPreset.Last7Days, "2026-05-07", "2026-05-13")]
    [InlineData(PeriodPreset.Last28Days, "2026-04-16", "2026-05-13")]
    [InlineData(PeriodPreset.Last90Days, "2026-02-13", "2026-05-13")]
    [InlineData(PeriodPreset.WeekToDate, "2026-05-11", "2026-05-13")]
    [InlineData(PeriodPreset.MonthToDate, "2026-05-01", "2026-05-13")]
    [InlineData(PeriodPreset.QuarterToDate, "2026-04-01", "2026-05-13")]
    [InlineData(PeriodPreset.YearToDate, "2026-01-01", "2026-05-13")]
    [InlineData(PeriodPreset.LastWeek, "2026-05-04", "2026-05-10")]
    [InlineData(PeriodPreset.LastMonth, "2026-04-01", "2026-04-30")]
    [InlineData(PeriodPreset.LastQuarter, "2026-01-01", "2026-03-31")]
    [InlineData(PeriodPreset.LastYear, "2025-01-01", "2025-12-31")]
    public void A_preset_is_resolved_in_the_tenants_zone(PeriodPreset preset, string from, string to) =>
        // 17:00 UTC on Tuesday is already Wednesday 13 May in Taipei.
        Assert.Equal(Days(from, to), new Periods(s_taipei).Resolve(preset, At.Micros("2026-05-12T17:00:00Z")));

    [Theory]
    [InlineData(PeriodPreset.WeekToDate, DayOfWeek.Sunday, 1, "2026-05-10", "2026-05-13")]
    [InlineData(PeriodPreset.LastWeek, DayOfWeek.Saturday, 1, "2026-05-02", "2026-05-08")]
    [InlineData(PeriodPreset.WeekToDate, DayOfWeek.Wednesday, 1, "2026-05-13", "2026-05-13")]
    [InlineData(PeriodPreset.QuarterToDate, DayOfWeek.Monday, 2, "2026-05-01", "2026-05-13")]
    [InlineData(PeriodPreset.LastQuarter, DayOfWeek.Monday, 2, "2026-02-01", "2026-04-30")]
    [InlineData(PeriodPreset.YearToDate, DayOfWeek.Monday, 4, "2026-04-01", "2026-05-13")]
    [InlineData(PeriodPreset.LastYear, DayOfWeek.Monday, 4, "2025-04-01", "2026-03-31")]
    [InlineData(PeriodPreset.YearToDate, DayOfWeek.Monday, 12, "2025-12-01", "2026-05-13")]
    [InlineData(PeriodPreset.LastQuarter, DayOfWeek.Monday, 12, "2025-12-01", "2026-02-28")]
    public void Week_and_fiscal_year_begin_where_the_tenant_says(PeriodPreset preset, DayOfWeek weekStart, int fiscalYearStart, string from, string to) =>
        Assert.Equal(Days(from, to), new Periods(s_taipei, weekStart, fiscalYearStart).Resolve(preset, At.Micros("2026-05-13T04:00:00Z")));

    [Theory]
    [InlineData("2026-03-02", "2026-03-02", 1, "2026-03-01", "2026-03-01")]
    [InlineData("2026-03-10", "2026-03-16", 1, "2026-03-03", "2026-03-09")]
    [InlineData("2026-03-01", "2026-03-31", 1, "2026-02-01", "2026-02-28")]
    [InlineData("2026-03-01", "2026-03-30", 1, "2026-01-30", "2026-02-28")]
    [InlineData("2026-04-01", "2026-06-30", 1, "2026-01-01", "2026-03-31")]
    [InlineData("2026-01-01", "2026-12-31", 1, "2025-01-01", "2025-12-31")]
    // Two months are no quarter, and May to July is one only of a fiscal year that says so.
    [InlineData("2026-04-01", "2026-05-31", 1, "2026-01-30", "2026-03-31")]
    [InlineData("2026-05-01", "2026-07-31", 1, "2026-01-29", "2026-04-30")]
    [InlineData("2026-05-01", "2026-07-31", 2, "2026-02-01", "2026-04-30")]
    [InlineData("2025-04-01", "2026-03-31", 4, "2024-04-01", "2025-03-31")]
    [InlineData("2024-01-01", "2024-12-31", 4, "2023-01-01", "2023-12-31")]
    public void The_previous_period(string from, string to, int fiscalYearStart, string previousFrom, string previousTo) =>
        Assert.Equal(Days(previousFrom, previousTo), new Periods(s_taipei, fiscalYearStart: fiscalYearStart).Previous(Days(from, to)));

    [Theory]
    [InlineData("2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28")]
    [InlineData("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28")]
    [InlineData("2026-03-05", "2026-04-04", "2025-03-05", "2025-04-04")]
    public void The_same_dates_a_year_ago(string from, string to, string agoFrom, string agoTo) => Assert.Equal(Days(agoFrom, agoTo), Periods.YearAgo(Days(from, to)));

    [Theory]
    [InlineData("2025-03-09", 23)]
    [InlineData("2025-11-02", 25)]
    [InlineData("2025-11-03", 24)]
    public void A_day_by_hour_has_as_many_points_as_hours(string day, int points)
    {
        var newYork = new ZoneCalendar("America/New_York");
        var spans = new Periods(newYork).Intervals(Days(day, day), Interval.Hour);
        Assert.Equal(points, spans.Count);
        Assert.All(spans, span => Assert.Equal(ZoneCalendar.MicrosPerHour, span.End - span.Start));
        Assert.Equal(newYork.StartOf(At.Day(day)), spans[0].Start);
        Assert.Equal(newYork.StartOf(At.Day(day) + 1), spans[^1].End);
    }

    [Fact]
    public void The_last_hour_of_a_day_with_half_hours_is_cut()
    {
        var spans = new Periods(new ZoneCalendar("Australia/Lord_Howe")).Intervals(Days("2025-10-05", "2025-10-05"), Interval.Hour);
        Assert.Equal((24, ZoneCalendar.MicrosPerHour / 2), (spans.Count, spans[^1].End - spans[^1].Start));
    }

    [Theory]
    [InlineData(Interval.Day, 1, "2026-02-27 2026-02-28 2026-03-01 2026-03-02", "2026-02-27", "2026-03-02")]
    [InlineData(Interval.Week, 1, "2026-02-27 2026-03-02 2026-03-09", "2026-02-27", "2026-03-10")]
    [InlineData(Interval.Month, 1, "2026-01-31 2026-02-01 2026-03-01", "2026-01-31", "2026-03-15")]
    [InlineData(Interval.Quarter, 1, "2026-01-15 2026-04-01", "2026-01-15", "2026-06-30")]
    [InlineData(Interval.Quarter, 2, "2026-01-15 2026-02-01 2026-05-01", "2026-01-15", "2026-06-30")]
    [InlineData(Interval.Year, 4, "2025-06-01 2026-04-01 2027-04-01", "2025-06-01", "2027-05-01")]
    public void A_period_is_parted_into_points(Interval interval, int fiscalYearStart, string firstDays, string from, string to)
    {
        var spans = new Periods(s_taipei, fiscalYearStart: fiscalYearStart).Intervals(Days(from, to), interval);
        Assert.Equal(firstDays.Split(' ').Select(At.Date), spans.Select(span => span.From));
        Assert.Equal(At.Date(to), spans[^1].To);
        foreach (var (span, next) in spans.Zip(spans.Skip(1))) Assert.Equal((span.To.AddDays(1), span.End), (next.From, next.Start));
        Assert.Equal(s_taipei.StartOf(At.Day(from)), spans[0].Start);
        Assert.Equal(s_taipei.StartOf(At.Day(to) + 1), spans[^1].End);
    }

    private static Period Days(string from, string to) => new(At.Date(from), At.Date(to));
}
