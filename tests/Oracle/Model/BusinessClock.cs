using NodaTime;
using NodaTime.Text;

namespace Oracle.Model;

/// <summary>Seconds of business time between two instants; without business hours the calendar's.</summary>
internal sealed class BusinessClock(Calendar calendar)
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public decimal Between(long start, long end, Settings valid) =>
        valid.BusinessHours is null ? Time.Between(start, end) : Windows(start, end, valid).Sum(w => Time.Between(w.Start, w.End));

    /// <summary>The open hours that lie in [start, end), cut to it, in order.</summary>
    public IEnumerable<(long Start, long End)> Windows(long start, long end, Settings valid)
    {
        if (valid.BusinessHours is not { } business)
        {
            yield return (start, end);
            yield break;
        }

        var holidays = business.Field("holidays")?.EnumerateArray().Select(h => h.GetString()!).ToHashSet(StringComparer.Ordinal) ?? [];
        for (var day = calendar.DayOf(start); calendar.Start(day) < end; day = day.AddDays(1))
        {
            if (holidays.Contains(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
                || business.Field("hours")?.Field(Days[(int)day.DayOfWeek]) is not { } spans)
            {
                continue;
            }

            foreach (var span in spans.EnumerateArray())
            {
                var from = Math.Max(start, At(day, span[0].GetString()!));
                var to = Math.Min(end, At(day, span[1].GetString()!));
                if (from < to)
                {
                    yield return (from, to);
                }
            }
        }
    }

    private long At(DateOnly day, string time) =>
        time is "24:00" ? calendar.End(day) : calendar.At(day, Clock.Parse(time).GetValueOrThrow());
}
