using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace CareKpi.Kpis.Timelines;

/// <summary>Writes a row: varints, zigzag for signed, length before bytes. Reused from row to row.</summary>
public sealed class RowWriter : IBufferWriter<byte>
{
    private byte[] buffer = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    public void Byte(byte value) => Room(1)[0] = value;

    public void Unsigned(ulong value)
    {
        var length = value == 0 ? 1 : (BitOperations.Log2(value) / 7) + 1;
        var room = Room(length);
        for (var i = 0; i < length - 1; i++)
        {
            room[i] = (byte)(value | 0x80);
            value >>= 7;
        }
        room[length - 1] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)(value << 1 ^ value >> 63));

    public void Int(int value) => Unsigned((uint)value);

    public void Fixed(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Room(8), value);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(Room(value.Length));
    }

    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    void IBufferWriter<byte>.Advance(int count) => Length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Ensure(Math.Max(1, sizeHint));
        return buffer.AsMemory(Length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Ensure(Math.Max(1, sizeHint));
        return buffer.AsSpan(Length);
    }

    private Span<byte> Room(int count)
    {
        Ensure(count);
        Length += count;
        return buffer.AsSpan(Length - count, count);
    }

    private void Ensure(int count)
    {
        if (Length + count > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + count));
        }
    }
}

/// <summary>Reads what <see cref="RowWriter"/> wrote. Throws <see cref="InvalidDataException"/> on a row that is cut.</summary>
public ref struct RowReader(ReadOnlySpan<byte> row)
{
    private readonly ReadOnlySpan<byte> row = row;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == row.Length;

    public byte Byte()
    {
        if (Position >= row.Length)
        {
            throw Cut();
        }
        return row[Position++];
    }

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("a number of a row is too long");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int() => checked((int)Unsigned());

    public ulong Fixed() => BinaryPrimitives.ReadUInt64BigEndian(Raw(8));

    public ReadOnlySpan<byte> Bytes() => Raw(Int());

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > row.Length - Position)
        {
            throw Cut();
        }
        Position += count;
        return row.Slice(Position - count, count);
    }

    private static InvalidDataException Cut() => new("a row ends before its content does");
}
