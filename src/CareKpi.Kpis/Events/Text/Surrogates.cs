using System.Buffers.Text;
using System.Text.Unicode;

namespace CareKpi.Kpis.Events.Text;

/// <summary>JSON can escape half of a surrogate pair, which is no character and has no UTF-8.</summary>
public static class Surrogates
{
    /// <summary>False where a half stands alone, or the halves are swapped.</summary>
    /// <param name="escaped">A JSON string between its quotes, its escapes well formed.</param>
    public static bool ArePaired(ReadOnlySpan<byte> escaped)
    {
        for (var at = escaped.IndexOf((byte)'\\'); at >= 0; at = escaped.IndexOf((byte)'\\'))
        {
            escaped = escaped[at..];
            var unit = Unit(escaped);
            var length = unit < 0 ? 2 : 6;
            if (unit is >= 0xD800 and <= 0xDFFF)
            {
                if (unit >= 0xDC00 || Unit(escaped[6..]) is not (>= 0xDC00 and <= 0xDFFF))
                {
                    return false;
                }

                length = 12;
            }

            escaped = escaped[length..];
        }

        return true;
    }

    /// <summary>Whether all names and strings of a JSON text are texts. JSON readers say so only when they come to the string in question, and then by an exception of another kind.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && ArePaired(json);

    /// <summary>An event as it came, with U+FFFD in place of each half that stands alone: fields that the contract does not know may hold any.</summary>
    public static byte[] Mended(ReadOnlySpan<byte> json)
    {
        var mended = json.ToArray();
        for (var at = 0; at < mended.Length && mended.AsSpan(at).IndexOf((byte)'\\') is >= 0 and var next;)
        {
            at += next;
            var unit = Unit(mended.AsSpan(at));
            if (unit is >= 0xD800 and < 0xDC00 && Unit(mended.AsSpan(at + 6)) is >= 0xDC00 and <= 0xDFFF)
            {
                at += 12;
                continue;
            }
            if (unit is >= 0xD800 and <= 0xDFFF)
            {
                "fffd"u8.CopyTo(mended.AsSpan(at + 2));
            }
            at += unit < 0 ? 2 : 6;
        }
        return mended;
    }

    // The code unit of an escape by number; -1 for anything else.
    private static int Unit(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'u', _, _, _, _, ..] && Utf8Parser.TryParse(text[2..6], out ushort unit, out var read, 'x') && read == 4 ? unit : -1;
}
