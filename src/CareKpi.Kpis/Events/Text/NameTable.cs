using System.Buffers.Binary;
using System.Text;

namespace CareKpi.Kpis.Events.Text;

/// <summary>A fixed set of UTF-8 names, each found in one probe without allocating: a hash without
/// collisions is searched once, when the table is made.</summary>
internal sealed class NameTable
{
    private readonly struct Slot(ulong head, ulong tail, int id, byte[] name)
    {
        public readonly ulong Head = head;
        public readonly ulong Tail = tail;
        public readonly int Id = id;
        public readonly byte[]? Name = name;
    }

    private readonly Slot[] slots;
    private readonly ulong multiplier;
    private readonly int shift;

    /// <summary>The id of a name is its place in <paramref name="names"/>, from 1; null entries keep their place and are never found.</summary>
    public NameTable(IReadOnlyList<string?> names)
    {
        var bits = 4;
        while (1 << bits < names.Count * 4)
        {
            bits++;
        }

        for (var seed = 1UL; ; seed++)
        {
            // More seeds than a table of this fill needs by far; then a wider table.
            if (seed % 4096 == 0)
            {
                bits++;
            }

            multiplier = (seed * 0x9E3779B97F4A7C15UL) | 1;
            shift = 64 - bits;
            if (TryFill(names, 1 << bits) is { } filled)
            {
                slots = filled;
                return;
            }
        }
    }

    /// <summary>The id of the name, 0 if it is none of the table's.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        var head = Head(name);
        var tail = Tail(name);
        ref readonly var slot = ref slots[Place(head, tail, name.Length)];
        if (slot.Head != head || slot.Tail != tail || slot.Name is not { } known || known.Length != name.Length)
        {
            return 0;
        }

        // Up to 16 bytes head and tail are the whole name.
        return name.Length <= 16 || name.SequenceEqual(known) ? slot.Id : 0;
    }

    private Slot[]? TryFill(IReadOnlyList<string?> names, int size)
    {
        var filled = new Slot[size];
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is not { } text)
            {
                continue;
            }

            var name = Encoding.UTF8.GetBytes(text);
            ref var slot = ref filled[Place(Head(name), Tail(name), name.Length)];
            if (slot.Name is not null)
            {
                return null;
            }

            slot = new Slot(Head(name), Tail(name), i + 1, name);
        }

        return filled;
    }

    private int Place(ulong head, ulong tail, int length) =>
        (int)((((head ^ (tail * 0xC2B2AE3D27D4EB4FUL)) + (ulong)length) * multiplier) >> shift);

    // Two loads that overlap read any short name without a loop and without reading past its end.
    private static ulong Head(ReadOnlySpan<byte> name)
    {
        var length = name.Length;
        if (length >= 8)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(name);
        }

        if (length >= 4)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[(length - 4)..]) << ((length - 4) * 8));
        }

        return length switch
        {
            3 => name[0] | ((ulong)name[1] << 8) | ((ulong)name[2] << 16),
            2 => name[0] | ((ulong)name[1] << 8),
            1 => name[0],
            _ => 0,
        };
    }

    private static ulong Tail(ReadOnlySpan<byte> name) => name.Length > 8 ? BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]) : 0;
}
