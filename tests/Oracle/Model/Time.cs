using NodaTime;
using NodaTime.Text;

namespace Oracle.Model;

/// <summary>Instants are whole microseconds since 1970, durations in events whole microseconds, amounts decimal seconds of whole milliseconds.</summary>
internal static class Time
{
    public const long Second = 1_000_000;
    public const long Day = 86_400 * Second;

    /// <summary>RFC 3339 with offset; digits beyond the sixth are cut.</summary>
    public static long Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            var end = point + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            text = string.Concat(text.AsSpan(0, Math.Min(end, point + 7)), text.AsSpan(end));
        }

        return Of(OffsetDateTimePattern.Rfc3339.Parse(text.ToUpperInvariant()).GetValueOrThrow().ToInstant());
    }

    public static long Of(Instant instant) => Floor(instant.ToUnixTimeTicks(), 10);

    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(micros * 10);

    public static long UtcDay(long micros) => Floor(micros, Day);

    /// <summary>A duration that an event gives: seconds to microseconds, half up.</summary>
    public static long Duration(decimal seconds) => (long)decimal.Floor((seconds * Second) + 0.5m);

    /// <summary>Amount of a duration that an event gives: rounded to the millisecond, half up.</summary>
    public static decimal Given(long micros) => Floor(micros + 500, 1000) / 1000m;

    /// <summary>Amount of the time between two instants, so that pieces of an interval add up.</summary>
    public static decimal Between(long start, long end) => (Floor(end, 1000) - Floor(start, 1000)) / 1000m;

    private static long Floor(long value, long unit) => value >= 0 ? value / unit : -((-value + unit - 1) / unit);
}
