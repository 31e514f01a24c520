using System.Runtime.CompilerServices;
using System.Text;

namespace CareKpi.Kpis.Events.Text;

/// <summary>The contract's words for an enum, both ways. 0 ("not given") has no word.</summary>
public sealed class WordTable<TEnum>
    where TEnum : unmanaged, Enum
{
    private readonly string?[] words;
    private readonly byte[]?[] utf8;
    private readonly NameTable names;

    internal WordTable(params (TEnum Value, string Word)[] pairs)
    {
        var size = 0;
        foreach (var (value, _) in pairs)
        {
            size = Math.Max(size, Number(value) + 1);
        }

        words = new string?[size];
        utf8 = new byte[]?[size];
        foreach (var (value, word) in pairs)
        {
            words[Number(value)] = word;
            utf8[Number(value)] = Encoding.UTF8.GetBytes(word);
        }

        names = new NameTable(words[1..]);
    }

    internal NameTable Names => names;

    /// <summary>The contract's word; empty for "not given".</summary>
    public string Name(TEnum value) => Number(value) < words.Length ? words[Number(value)] ?? string.Empty : string.Empty;

    /// <summary>The contract's word in UTF-8; empty for "not given".</summary>
    public ReadOnlySpan<byte> Utf8(TEnum value) => Number(value) < utf8.Length ? utf8[Number(value)] : default;

    /// <summary>Reads a word exactly as the contract spells it.</summary>
    public bool TryParse(ReadOnlySpan<byte> word, out TEnum value)
    {
        var number = (byte)names.Find(word);
        value = Unsafe.As<byte, TEnum>(ref number);
        return number != 0;
    }

    /// <summary>Reads a word exactly as the contract spells it.</summary>
    public bool TryParse(ReadOnlySpan<char> word, out TEnum value)
    {
        // No word of the contract is near this long.
        Span<byte> bytes = stackalloc byte[64];
        if (Encoding.UTF8.TryGetBytes(word, bytes, out var length))
        {
            return TryParse(bytes[..length], out value);
        }

        value = default;
        return false;
    }

    /// <summary>The words, in the order of the enum: <c>voice, chat, …</c>.</summary>
    public override string ToString() => string.Join(", ", words.Where(word => word is not null));

    private static int Number(TEnum value) => Unsafe.As<TEnum, byte>(ref value);
}
