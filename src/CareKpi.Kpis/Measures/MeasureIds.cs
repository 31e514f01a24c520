using System.Numerics;
using System.Runtime.CompilerServices;

namespace CareKpi.Kpis.Measures;

/// <summary>A set of measure ids as 256 bits. The rank of an id is its place in an array that holds values of the set's ids only, in order: found without a search.</summary>
[InlineArray(Words)]
internal struct MeasureIds
{
    private const int Words = 4;

    private ulong _word;

    public readonly int Count
    {
        get
        {
            var count = 0;
            foreach (var word in this) count += BitOperations.PopCount(word);
            return count;
        }
    }

    public readonly bool Contains(byte id) => (this[id >> 6] >> (id & 63) & 1) != 0;

    /// <summary>How many ids of the set are smaller.</summary>
    public readonly int RankOf(byte id)
    {
        var rank = 0;
        for (var i = 0; i < id >> 6; i++) rank += BitOperations.PopCount(this[i]);
        return rank + BitOperations.PopCount(this[id >> 6] & ((1UL << (id & 63)) - 1));
    }

    public void Add(byte id) => this[id >> 6] |= 1UL << (id & 63);

    public readonly MeasureIds Or(MeasureIds other)
    {
        MeasureIds result = default;
        for (var i = 0; i < Words; i++) result[i] = this[i] | other[i];
        return result;
    }

    public readonly bool Same(MeasureIds other) => this[..].SequenceEqual(other[..]);

    /// <summary>The smallest id of the set above <paramref name="id"/>, or −1.</summary>
    public readonly int After(int id)
    {
        for (var from = id + 1; from < Words * 64; from = (from | 63) + 1)
        {
            var rest = this[from >> 6] >> (from & 63);
            if (rest != 0) return from + BitOperations.TrailingZeroCount(rest);
        }
        return -1;
    }
}
