namespace CareKpi.Kpis.Events.Text;

internal enum DecimalOutcome : byte
{
    Ok,
    /// <summary>Beyond what any field of the contract takes.</summary>
    TooBig,
    /// <summary>More decimals than asked for, and not to be rounded.</summary>
    TooFine,
}

/// <summary>Reads a JSON number as a whole number of 10^-decimals, from its digits: 0.1 is a tenth here, which it is not in floating point.</summary>
internal static class ScaledDecimal
{
    // 18 digits always fit; no field needs more than 16.
    private const int MaxDigits = 18;

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
        1_000_000_000_000_000_000,
    ];

    /// <summary>Reads a number; whether it lies within a field's own bounds is the field's to say.</summary>
    /// <param name="text">A number as JSON's grammar has it.</param>
    /// <param name="decimals">How many decimals the whole number stands for.</param>
    /// <param name="round">Round half away from zero what is finer; else it is refused.</param>
    /// <param name="value">The number in units of 10^-decimals.</param>
    /// <param name="negative">Below zero, even where it is rounded to 0.</param>
    public static DecimalOutcome TryRead(ReadOnlySpan<byte> text, int decimals, bool round, out long value, out bool negative)
    {
        var i = 0;
        var minus = text.Length > 0 && text[0] == '-';
        if (minus)
        {
            i = 1;
        }

        var digits = 0UL;
        var count = 0;
        var power = decimals;
        var fraction = false;
        var lost = false;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                if (count < MaxDigits)
                {
                    digits = (digits * 10) + digit;
                    count += digits == 0 ? 0 : 1;
                    power -= fraction ? 1 : 0;
                }
                else
                {
                    lost |= digit != 0;
                    power += fraction ? 0 : 1;
                }
            }
            else if (text[i] == '.')
            {
                fraction = true;
            }
            else
            {
                break;
            }
        }

        if (i < text.Length)
        {
            power += Exponent(text[(i + 1)..]);
        }

        negative = minus && digits != 0;
        var outcome = Scale(digits, power, lost, round, out var magnitude);
        value = minus ? -(long)magnitude : (long)magnitude;
        return outcome;
    }

    private static DecimalOutcome Scale(ulong digits, int power, bool lost, bool round, out ulong magnitude)
    {
        magnitude = 0;
        if (digits == 0)
        {
            return DecimalOutcome.Ok;
        }

        if (power >= 0)
        {
            if (power > MaxDigits || lost || digits > Powers[MaxDigits] / Powers[power])
            {
                return DecimalOutcome.TooBig;
            }

            magnitude = digits * Powers[power];
            return DecimalOutcome.Ok;
        }

        if (-power > MaxDigits)
        {
            return round ? DecimalOutcome.Ok : DecimalOutcome.TooFine;
        }

        var unit = Powers[-power];
        magnitude = digits / unit;
        var rest = digits - (magnitude * unit);
        if (!round)
        {
            return rest != 0 || lost ? DecimalOutcome.TooFine : DecimalOutcome.Ok;
        }

        magnitude += rest * 2 >= unit ? 1UL : 0;
        return DecimalOutcome.Ok;
    }

    // Held within ±10^8, so that an absurd exponent overflows nothing and still is absurd; a body is shorter than that.
    private static int Exponent(ReadOnlySpan<byte> text)
    {
        const int Bound = 100_000_000;
        var value = 0;
        foreach (var b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                value = Math.Min(Bound, (value * 10) + (b - '0'));
            }
        }

        return text.Length > 0 && text[0] == '-' ? -value : value;
    }
}
