using System.Text.Json;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using NodaTime;
using Period = CareKpi.Kpis.Scorecards.Period;

namespace CareKpi.Kpis.Reports;

/// <summary>A period and the instant, in microseconds, at which its report is due.</summary>
public readonly record struct ReportDue(Period Period, long At);

/// <summary>When a report is due: on the first day after its week or month, at its time of day. A time that the clock jumps over is later by the jump, of one that comes twice the first is meant.</summary>
public sealed class ReportSchedule(ZoneCalendar zone, DayOfWeek weekStart)
{
    private readonly Periods periods = new(zone, weekStart);
    private readonly DateTimeZone clock = DateTimeZoneProviders.Tzdb[zone.Id];

    /// <param name="timeZone">Of the tenant.</param>
    /// <param name="settings">Those that hold now.</param>
    public static ReportSchedule Of(string timeZone, JsonElement settings) => new(
        new ZoneCalendar(timeZone), settings.TryGetProperty("weekStart", out var word) && Array.Find(SettingsWords.Weekdays, day => word.ValueEquals(day.Word)) is { Word: not null } known ? known.Value : DayOfWeek.Monday);

    /// <summary>The last period that is over at an instant.</summary>
    public Period Over(ReportInterval every, long now) => periods.Resolve(every == ReportInterval.Week ? PeriodPreset.LastWeek : PeriodPreset.LastMonth, now);

    /// <summary>The last report that came due at or before an instant.</summary>
    public ReportDue Last(ReportInterval every, TimeOnly at, long now)
    {
        var over = Over(every, now);
        var due = DueOf(over, at);
        return due.At <= now ? due : DueOf(Before(every, over), at);
    }

    /// <summary>The first report that comes due after an instant.</summary>
    public ReportDue Next(ReportInterval every, TimeOnly at, long now)
    {
        var due = DueOf(Over(every, now), at);
        while (due.At <= now)
        {
            due = DueOf(After(every, due.Period), at);
        }
        return due;
    }

    private ReportDue DueOf(Period period, TimeOnly at)
    {
        var day = period.To.AddDays(1);
        var instant = clock.AtLeniently(new LocalDateTime(day.Year, day.Month, day.Day, at.Hour, at.Minute)).ToInstant();
        return new ReportDue(period, instant.ToUnixTimeTicks() / 10);
    }

    private static Period Before(ReportInterval every, Period period) =>
        new(every == ReportInterval.Week ? period.From.AddDays(-7) : period.From.AddMonths(-1), period.From.AddDays(-1));

    private static Period After(ReportInterval every, Period period)
    {
        var from = period.To.AddDays(1);
        return new(from, (every == ReportInterval.Week ? from.AddDays(7) : from.AddMonths(1)).AddDays(-1));
    }
}
