namespace CareKpi.Fuzz.Running;

/// <summary>Makes another input of one: bytes flipped, cut, doubled, nested, words put in.</summary>
internal static class Mutations
{
    private const int Longest = 64 * 1024;

    /// <summary>What parsers of any kind stumble over.</summary>
    private static readonly byte[][] Everywhere =
    [
        .. new[]
        {
            "0", "-0", "-1", "1e400", "1E-400", "1e2147483648", "1e-2147483649", "0e99999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "2592000.0000001",
            "999999999999.9999", "999999999999.99995", "0.00000000000000000001", "123456789012345678901234567890", "5e-324", "1.7976931348623157e308", "NaN", "Infinity", "-", ".", "e", "+1", "01", "0x1", "1_000",
            "null", "true", "false", "[]", "{}", "\"\"", "\"", "\\", "\\\"", "\\\\", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\ud83d\\ude00", "\\u00e9", "\\/", "\0", "\r", "\n", "\r\n", "\t", " ", ",", ":", ";", "(", ")", "[", "]", "{", "}",
            "\ufeff", "\u2028", "\u0085", "\u200b", "\u202e", "é", "e\u0301", "漢字", "😀", "\U0010ffff", "İ", "ß", "..", "../", "%00", "'", "`", "--", "/*", "//", "=cmd", "1900-01-01T00:00:00Z", "2199-12-31T23:59:59.9999999+23:59", "9999-12-31",
            "0000-00-00", "2024-02-29", "2023-02-29T24:00:00Z", "23:59:60", "-00:00", "+24:00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0xef, 0xbb, 0xbf], [0xfe, 0xff], [0x80], [0x7f], [0x1f, 0x8b],
    ];

    public static byte[] Of(byte[] from, Rng rng, IReadOnlyList<byte[]> words, Func<byte[]> another)
    {
        var bytes = from;
        for (var steps = 1 + rng.Small(6); steps > 0; steps--)
        {
            bytes = Step(bytes, rng, words, another);
        }
        return bytes.Length <= Longest || bytes.Length <= from.Length ? bytes : bytes[..Longest];
    }

    private static byte[] Step(byte[] from, Rng rng, IReadOnlyList<byte[]> words, Func<byte[]> another)
    {
        var at = rng.Below(from.Length + 1);
        var length = Math.Min(from.Length - at, 1 + rng.Small(64));
        var end = at + length;
        switch (rng.Below(12))
        {
            case 0 or 1 when length > 0:
                var flipped = from.ToArray();
                flipped[at] ^= (byte)(1 << rng.Below(8));
                return flipped;
            case 2 when length > 0:
                var set = from.ToArray();
                set[at] = (byte)rng.Next();
                return set;
            case 3:
                return [.. from.AsSpan(0, at), .. from.AsSpan(end)];
            case 4:
                return [.. from.AsSpan(0, end), .. from.AsSpan(at)];
            case 5:
                return [.. from.AsSpan(0, at), .. rng.Of(Everywhere), .. from.AsSpan(rng.Once(2) ? at : end)];
            case 6 or 7 when words.Count > 0:
                return [.. from.AsSpan(0, at), .. rng.Of(words), .. from.AsSpan(rng.Once(2) ? at : end)];
            case 8:
                var other = another();
                var cut = rng.Below(other.Length + 1);
                return [.. from.AsSpan(0, at), .. other.AsSpan(cut)];
            case 9:
                return Nested(from, at, end, rng);
            case 10:
                return Repeated(from, at, end, rng.Once(50) ? 2_000 : 1 + rng.Below(20));
            default:
                return Moved(from, at, end, rng.Below(from.Length + 1));
        }
    }

    private static byte[] Nested(byte[] from, int at, int end, Rng rng)
    {
        var (open, close) = rng.Of([("[", "]"), ("{\"a\":", "}"), ("(", ")"), ("\"", "\""), ("[{\"a\":[", "]}]"), ("-(", ")"), ("min(1,", ")")]);
        var times = rng.Once(50) ? 3_000 : 1 + rng.Below(20);
        return [.. from.AsSpan(0, at), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, times))), .. from.AsSpan(at..end), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(close, times))), .. from.AsSpan(end)];
    }

    private static byte[] Repeated(byte[] from, int at, int end, int times)
    {
        var piece = from.AsSpan(at..end);
        var made = new List<byte>(from.Length + (times * piece.Length));
        made.AddRange(from.AsSpan(0, end));
        for (; times > 0 && made.Count < Longest; times--)
        {
            made.AddRange(piece);
        }
        made.AddRange(from.AsSpan(end));
        return [.. made];
    }

    private static byte[] Moved(byte[] from, int at, int end, int to)
    {
        if (to >= at && to <= end)
        {
            return from;
        }
        return to < at
            ? [.. from.AsSpan(0, to), .. from.AsSpan(at..end), .. from.AsSpan(to..at), .. from.AsSpan(end)]
            : [.. from.AsSpan(0, at), .. from.AsSpan(end..to), .. from.AsSpan(at..end), .. from.AsSpan(to)];
    }
}
