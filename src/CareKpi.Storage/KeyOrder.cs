using System.Buffers.Binary;
using CareKpi.Engine.Stores;

namespace CareKpi.Storage;

/// <summary>Writes by their keys: neighbouring rows are changed while their page is at hand.</summary>
internal static class KeyOrder
{
    /// <summary>Of two writes to one key the later one stays later.</summary>
    public static Ordered[] Of(IReadOnlyList<StateWrite> writes)
    {
        var order = new Ordered[writes.Count];
        var sorted = true;
        for (var index = 0; index < order.Length; index++)
        {
            var key = writes[index].Key;
            order[index] = new Ordered(Prefix(key), index);
            sorted &= index == 0 || key.AsSpan().SequenceCompareTo(writes[index - 1].Key) >= 0;
        }

        if (!sorted)
        {
            order.AsSpan().Sort((left, right) =>
            {
                if (left.Prefix != right.Prefix)
                {
                    return left.Prefix < right.Prefix ? -1 : 1;
                }

                var compared = writes[left.Index].Key.AsSpan().SequenceCompareTo(writes[right.Index].Key);
                return compared != 0 ? compared : left.Index - right.Index;
            });
        }

        return order;
    }

    private static ulong Prefix(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        key.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    /// <param name="Prefix">The key's first eight bytes, which decide nearly always.</param>
    /// <param name="Index">Of the write.</param>
    internal readonly record struct Ordered(ulong Prefix, int Index);
}
