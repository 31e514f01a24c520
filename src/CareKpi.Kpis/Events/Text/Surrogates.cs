using System.Buffers.Text;

namespace CareKpi.Kpis.Events.Text;

/// <summary>JSON can escape half of a surrogate pair, which is no character and has no UTF-8.</summary>
internal static class Surrogates
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

    // The code unit of an escape by number; -1 for anything else.
    private static int Unit(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'u', _, _, _, _, ..] && Utf8Parser.TryParse(text[2..6], out ushort unit, out var read, 'x') && read == 4 ? unit : -1;
}
