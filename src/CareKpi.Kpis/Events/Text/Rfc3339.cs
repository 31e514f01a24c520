namespace CareKpi.Kpis.Events.Text;

internal enum TimeOutcome : byte
{
    Ok,
    /// <summary>Not the form of RFC 3339, or a day or hour that does not exist.</summary>
    Malformed,
    /// <summary>The second 60, which POSIX time and this platform do not have.</summary>
    LeapSecond,
    /// <summary>A year outside <see cref="Rfc3339.MinYear"/> to <see cref="Rfc3339.MaxYear"/>.</summary>
    OutOfRange,
}

/// <summary>Instants (RFC 3339, section 5.6) and days, from UTF-8 to microseconds and day numbers since 1970-01-01.</summary>
internal static class Rfc3339
{
    public const int MinYear = 1900;
    public const int MaxYear = 2199;
    public const long MicrosPerDay = 86_400_000_000;

    /// <summary><c>2026-03-02T09:14:05.123456+08:00</c>; digits of the fraction beyond the sixth are cut, <c>t</c> and <c>z</c> may be small.</summary>
    public static TimeOutcome TryInstant(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length < 20 || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':')
        {
            return TimeOutcome.Malformed;
        }

        var day = TryDay(text[..10], out var days);
        if (day == TimeOutcome.Malformed || !Two(text, 11, out var hour) || !Two(text, 14, out var minute) || !Two(text, 17, out var second)
            || hour > 23 || minute > 59 || second > 60)
        {
            return TimeOutcome.Malformed;
        }

        var rest = text[19..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, out var offset))
        {
            return TimeOutcome.Malformed;
        }

        if (second == 60)
        {
            return TimeOutcome.LeapSecond;
        }

        micros = (days * MicrosPerDay) + ((((hour * 60L) + minute - offset) * 60 + second) * 1_000_000) + fraction;
        return day;
    }

    /// <summary><c>2026-03-02</c> as days since 1970-01-01.</summary>
    public static TimeOutcome TryDay(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Two(text, 0, out var century) || !Two(text, 2, out var year) || !Two(text, 5, out var month) || !Two(text, 8, out var day))
        {
            return TimeOutcome.Malformed;
        }

        year += century * 100;
        if (month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
        {
            return TimeOutcome.Malformed;
        }

        if (year is < MinYear or > MaxYear)
        {
            return TimeOutcome.OutOfRange;
        }

        // Years counted from March, so that the leap day is the last of its year (Hinnant, "chrono-compatible low-level date algorithms").
        var y = month <= 2 ? year - 1 : year;
        var era = y / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        days = (era * 146_097L) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
        return TimeOutcome.Ok;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out long micros)
    {
        micros = 0;
        if (rest[0] != '.')
        {
            return true;
        }

        var digits = 0;
        var i = 1;
        for (; i < rest.Length && rest[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            if (digits < 6)
            {
                micros = (micros * 10) + rest[i] - '0';
                digits++;
            }
        }

        for (; digits < 6; digits++)
        {
            micros *= 10;
        }

        rest = rest[i..];
        return i > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.Length == 1)
        {
            return (rest[0] | 0x20) == 'z';
        }

        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':'
            || !Two(rest, 1, out var hour) || !Two(rest, 4, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        minutes = rest[0] == '-' ? -minutes : minutes;
        return true;
    }

    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }

    private static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
