using System.Buffers;

namespace CareKpi.Kpis.Measures;

/// <summary>Writes LEB128 numbers into a buffer writer; signed ones zigzag. Call <see cref="Flush"/> at the end.</summary>
internal ref struct VarintWriter(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span;
    private int _written;

    /// <summary>Room for the next numbers: at most 10 bytes for 64 bits, 19 for 128.</summary>
    public void Reserve(int bytes)
    {
        if (_span.Length - _written >= bytes) return;
        Flush();
        _span = _output.GetSpan(bytes);
    }

    public void Flush()
    {
        if (_written > 0) _output.Advance(_written);
        _written = 0;
        _span = default;
    }

    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            _span[_written++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _span[_written++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Signed(Int128 value)
    {
        var rest = (UInt128)((value << 1) ^ (value >> 127));
        while (rest > ulong.MaxValue)
        {
            _span[_written++] = (byte)((byte)rest | 0x80);
            rest >>= 7;
        }
        Unsigned((ulong)rest);
    }
}

/// <summary>Reads what <see cref="VarintWriter"/> wrote. Throws <see cref="InvalidDataException"/> where the bytes end early or a number is too long.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> input)
{
    private readonly ReadOnlySpan<byte> _input = input;
    private int _at;

    public readonly bool AtEnd => _at == _input.Length;

    public ulong Unsigned()
    {
        if (_at < _input.Length && _input[_at] < 0x80) return _input[_at++];
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Next();
            if (shift == 63 && part > 1) break;
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        throw Malformed();
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public Int128 Signed128()
    {
        // Nearly all squares fit 63 bits: the slow arithmetic of 128 bits begins only beyond.
        ulong low = 0;
        var shift = 0;
        for (; shift < 63; shift += 7)
        {
            var part = Next();
            low |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return (long)(low >> 1) ^ -(long)(low & 1);
        }
        UInt128 value = low;
        for (; shift < 128; shift += 7)
        {
            var part = Next();
            if (shift == 126 && part > 3) break;
            value |= (UInt128)(ulong)(part & 0x7F) << shift;
            if (part < 0x80) return (Int128)(value >> 1) ^ -(Int128)(value & 1);
        }
        throw Malformed();
    }

    public static InvalidDataException Malformed() => new("Not an encoded measure set: a number or an entry is cut off or out of its range.");

    private byte Next() => _at < _input.Length ? _input[_at++] : throw Malformed();
}
