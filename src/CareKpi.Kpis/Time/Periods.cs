using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Time;

/// <summary>One point of a series: its first and last day, and the instants between which it lies (the end excluded).</summary>
public readonly record struct IntervalSpan(DateOnly From, DateOnly To, long Start, long End);

/// <summary>Periods in a tenant's zone, with its first day of the week and first month of the fiscal year.</summary>
public sealed class Periods(ZoneCalendar zone, DayOfWeek weekStart = DayOfWeek.Monday, int fiscalYearStart = 1)
{
    private readonly int _fiscalYearStart = fiscalYearStart is >= 1 and <= 12
        ? fiscalYearStart
        : throw new ArgumentOutOfRangeException(nameof(fiscalYearStart), fiscalYearStart, "A month is 1 to 12.");

    /// <summary>The days of a preset at an instant. The last 7, 28 and 90 days end with today, as the ones to date do; last week, month, quarter and year are those that are over.</summary>
    public Period Resolve(PeriodPreset preset, long now)
    {
        var today = ZoneCalendar.DateOf(zone.DayOf(now));
        return preset switch
        {
            PeriodPreset.Today => new Period(today, today),
            PeriodPreset.Yesterday => new Period(today.AddDays(-1), today.AddDays(-1)),
            PeriodPreset.Last7Days => new Period(today.AddDays(-6), today),
            PeriodPreset.Last28Days => new Period(today.AddDays(-27), today),
            PeriodPreset.Last90Days => new Period(today.AddDays(-89), today),
            PeriodPreset.WeekToDate => ToDate(Interval.Week),
            PeriodPreset.MonthToDate => ToDate(Interval.Month),
            PeriodPreset.QuarterToDate => ToDate(Interval.Quarter),
            PeriodPreset.YearToDate => ToDate(Interval.Year),
            PeriodPreset.LastWeek => Last(Interval.Week),
            PeriodPreset.LastMonth => Last(Interval.Month),
            PeriodPreset.LastQuarter => Last(Interval.Quarter),
            PeriodPreset.LastYear => Last(Interval.Year),
            _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "No such preset."),
        };

        Period ToDate(Interval interval) => new(FirstOf(interval, today), today);

        Period Last(Interval interval)
        {
            var end = FirstOf(interval, today).AddDays(-1);
            return new Period(FirstOf(interval, end), end);
        }
    }

    /// <summary>The whole month, quarter or year before a whole one (of the calendar or the fiscal year), else as many days just before.</summary>
    public Period Previous(Period period)
    {
        var (from, to) = period;
        if (WholeMonths(period) is { } months) return new Period(from.AddMonths(-months), from.AddDays(-1));
        return new Period(from.AddDays(from.DayNumber - to.DayNumber - 1), from.AddDays(-1));
    }

    /// <summary>The same dates a year before; 29 February becomes the 28th.</summary>
    public static Period YearAgo(Period period) => new(period.From.AddYears(-1), period.To.AddYears(-1));

    /// <summary>The points of a series over a period, in order. Weeks, months, quarters and years that reach over its ends are cut there, so that the points hold what the period holds.</summary>
    public IReadOnlyList<IntervalSpan> Intervals(Period period, Interval interval)
    {
        var spans = new List<IntervalSpan>();
        for (var from = period.From; from <= period.To;)
        {
            var next = interval is Interval.Hour or Interval.Day ? from.AddDays(1) : NextOf(interval, from);
            var to = next > period.To ? period.To : next.AddDays(-1);
            var (start, end) = (zone.StartOf(ZoneCalendar.DayNumber(from)), zone.StartOf(ZoneCalendar.DayNumber(to) + 1));
            if (interval != Interval.Hour) spans.Add(new IntervalSpan(from, to, start, end));
            else for (; start < end; start += ZoneCalendar.MicrosPerHour) spans.Add(new IntervalSpan(from, from, start, Math.Min(end, start + ZoneCalendar.MicrosPerHour)));
            from = next;
        }
        return spans;
    }

    private DateOnly FirstOf(Interval interval, DateOnly day) => interval switch
    {
        Interval.Week => day.AddDays(-((day.DayOfWeek - weekStart + 7) % 7)),
        Interval.Month => Month(day, 0),
        Interval.Quarter => Month(day, (day.Month - _fiscalYearStart + 12) % 3),
        Interval.Year => Month(day, (day.Month - _fiscalYearStart + 12) % 12),
        _ => day,
    };

    private DateOnly NextOf(Interval interval, DateOnly day)
    {
        var first = FirstOf(interval, day);
        return interval switch
        {
            Interval.Week => first.AddDays(7),
            Interval.Month => first.AddMonths(1),
            Interval.Quarter => first.AddMonths(3),
            Interval.Year => first.AddMonths(12),
            _ => first.AddDays(1),
        };
    }

    /// <summary>1, 3 or 12 for a whole month, quarter or year, else null.</summary>
    private int? WholeMonths(Period period)
    {
        var (from, to) = period;
        if (from.Day != 1 || to.AddDays(1).Day != 1) return null;
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month + 1;
        var whole = months switch
        {
            1 => true,
            3 => from.Month % 3 == 1 || from == FirstOf(Interval.Quarter, from),
            12 => from.Month == 1 || from.Month == _fiscalYearStart,
            _ => false,
        };
        return whole ? months : null;
    }

    private static DateOnly Month(DateOnly day, int before) => new DateOnly(day.Year, day.Month, 1).AddMonths(-before);
}
