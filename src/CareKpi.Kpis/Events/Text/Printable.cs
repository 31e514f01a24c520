using System.Buffers;
using System.Globalization;
using System.Text;

namespace CareKpi.Kpis.Events.Text;

/// <summary>What the contract calls printable characters: Unicode scalar values but controls and line and paragraph separators.</summary>
internal static class Printable
{
    /// <summary>1 to <paramref name="max"/> printable characters.</summary>
    public static bool IsWithin(ReadOnlySpan<byte> text, int max) =>
        text.Length > 0 && text.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0 ? text.Length <= max : IsWithinUnicode(text, max);

    private static bool IsWithinUnicode(ReadOnlySpan<byte> text, int max)
    {
        // At most four bytes a character: a long text is refused without reading it.
        if (text.Length == 0 || text.Length > max * 4)
        {
            return false;
        }

        var count = 0;
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done || ++count > max
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
