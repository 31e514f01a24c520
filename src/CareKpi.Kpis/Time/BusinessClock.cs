namespace CareKpi.Kpis.Time;

/// <summary>
/// A clock that runs while the tenant is open, in its zone; without business hours the calendar. An instant is open when the wall clock then shows a time of a window on a day that is no holiday:
/// a wall-clock hour that a day leaves out does not run, one that comes twice runs twice.
/// </summary>
/// <remarks>
/// Between two changes of the zone's offset the local time line is even, and what was open on it up to some local time has a closed form: whole weeks, the days of the started one, less the holidays.
/// So neither question walks over days.
/// </remarks>
public sealed class BusinessClock
{
    /// <summary>Always open, in whatever zone.</summary>
    public static readonly BusinessClock Calendar = new(new ZoneCalendar("UTC"), null);

    private readonly ZoneCalendar _zone;
    private readonly BusinessHours? _hours;
    private readonly long _weekly;
    /// <summary>Open time of the week before each weekday.</summary>
    private readonly long[] _before = new long[8];
    /// <summary>Open time that the holidays before each one would have had.</summary>
    private readonly long[] _closedBefore;

    /// <summary>
    /// 
    /// </summary>
    /// <param name="hours">null: always open.</param>
    public BusinessClock(ZoneCalendar zone, BusinessHours? hours)
    {
        _zone = zone;
        _hours = hours;
        _closedBefore = [];
        if (hours is null) return;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            _before[weekday + 1] = _before[weekday];
            foreach (var window in hours.WindowsOf(weekday)) _before[weekday + 1] += window.End - window.Start;
        }
        _weekly = _before[7];
        _closedBefore = new long[hours.Holidays.Length + 1];
        for (var i = 0; i < hours.Holidays.Length; i++) _closedBefore[i + 1] = _closedBefore[i] + FullDay(BusinessHours.WeekdayOf(hours.Holidays[i]));
    }

    /// <summary>True without business hours: every instant is open.</summary>
    public bool IsCalendar => _hours is null;

    /// <summary>Microseconds that the clock runs from one instant to another; 0 if that is not later.</summary>
    public long Elapsed(long from, long to)
    {
        if (to <= from) return 0;
        if (_hours is null) return to - from;
        long elapsed = 0;
        for (var i = _zone.IndexOf(from); from < to; i++)
        {
            ref readonly var stretch = ref _zone[i];
            var until = Math.Min(to, stretch.End);
            elapsed += OpenUntil(until + stretch.Offset) - OpenUntil(from + stretch.Offset);
            from = until;
        }
        return elapsed;
    }

    /// <summary>The first instant at which the clock has run so long since <paramref name="from"/>; 0 and less: <paramref name="from"/> itself. <see cref="long.MaxValue"/> if it lies beyond all time.</summary>
    public long After(long from, long elapsed)
    {
        if (elapsed <= 0) return from;
        if (_hours is null) return from > long.MaxValue - elapsed ? long.MaxValue : from + elapsed;
        for (var i = _zone.IndexOf(from); ; i++)
        {
            ref readonly var stretch = ref _zone[i];
            var open = OpenUntil(from + stretch.Offset);
            if (i == _zone.StretchCount - 1) return Reached(open, elapsed, from, stretch.Offset);
            var here = OpenUntil(stretch.End + stretch.Offset) - open;
            if (elapsed <= here) return Reached(open, elapsed, from, stretch.Offset);
            elapsed -= here;
            from = stretch.End;
        }
    }

    private long Reached(long open, long elapsed, long from, long offset)
    {
        // Far more than any target that settings allow; what follows stays within the range of the integers.
        if (elapsed / _weekly > 1_000_000) return long.MaxValue;
        var target = open + elapsed;
        var low = ZoneCalendar.FloorDays(from + offset);
        var high = low + (int)(elapsed / _weekly + 2) * 7;
        // Holidays push it out: each week that they close entirely asks for another.
        while (OpenUntilDay(high) < target) high += 7 * (1 + _hours!.Holidays.Length);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (OpenUntilDay(middle) < target) low = middle;
            else high = middle;
        }
        var rest = target - OpenUntilDay(low);
        foreach (var window in _hours!.WindowsOf(BusinessHours.WeekdayOf(low)))
        {
            var length = window.End - window.Start;
            if (rest <= length) return low * ZoneCalendar.MicrosPerDay + window.Start + rest - offset;
            rest -= length;
        }
        throw new InvalidOperationException("The open time of a day ends within its windows.");
    }

    /// <summary>Open time up to a local time, counted from an arbitrary origin.</summary>
    private long OpenUntil(long local)
    {
        var day = ZoneCalendar.FloorDays(local);
        var open = OpenUntilDay(day);
        if (_hours!.Holidays.BinarySearch(day) >= 0) return open;
        var time = local - day * ZoneCalendar.MicrosPerDay;
        foreach (var window in _hours.WindowsOf(BusinessHours.WeekdayOf(day)))
        {
            if (time <= window.Start) break;
            open += Math.Min(time, window.End) - window.Start;
        }
        return open;
    }

    private long OpenUntilDay(int day)
    {
        var weekday = BusinessHours.WeekdayOf(day);
        var holidays = _hours!.Holidays.BinarySearch(day);
        return (day - weekday + 3) / 7 * _weekly + _before[weekday] - _closedBefore[holidays < 0 ? ~holidays : holidays];
    }

    private long FullDay(int weekday) => _before[weekday + 1] - _before[weekday];
}
