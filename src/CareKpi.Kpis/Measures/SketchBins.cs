using System.Numerics;

namespace CareKpi.Kpis.Measures;

/// <summary>
/// The bins of every sketch. DDSketch (Masson, Rim, Lee, VLDB 2019) with α = 1 %: γ = (1 + α) / (1 − α) = 101 / 99, and a sample x ≥ 1 lies in the bin i with γ^(i−1) &lt; x ≤ γ^i.
/// A bin's key is i + 1; key 0 is the sample 0.
/// </summary>
/// <remarks>
/// The logarithm of the paper rounds differently from one processor or runtime to the next, and a sample near an edge would fall into another bin. So no logarithm is taken: the largest integer of
/// each bin, ⌊101^i / 99^i⌋, is computed once with big integers, and a sample's bin is the first whose largest integer is not below it. Every step is on integers.
/// </remarks>
internal static class SketchBins
{
    /// <summary>Keys are below it: the bins reach over <see cref="long.MaxValue"/>.</summary>
    public const int Keys = 2186;

    /// <summary>Samples are looked up by their power of two and the six bits after the highest; a bin is wider than such a step, so that at most two comparisons follow.</summary>
    private const int StepBits = 6;

    private static readonly long[] s_largest = new long[Keys];
    private static readonly double[] s_values = new double[Keys];
    private static readonly ushort[] s_firstKeys = new ushort[63 << StepBits];

    // The tables are built from one another.
    static SketchBins()
    {
        var above = BigInteger.One;
        var below = BigInteger.One;
        for (var key = 1; key < Keys; key++)
        {
            s_largest[key] = (long)BigInteger.Min(above / below, long.MaxValue);
            // 2·γ^i / (γ + 1) = γ^i · 99 / 100, with 64 binary digits behind the point before it is rounded.
            s_values[key] = (double)((above * 99 << 64) / (below * 100)) / Math.ScaleB(1.0, 64);
            above *= 101;
            below *= 99;
        }
        for (var step = 0; step < s_firstKeys.Length; step++)
        {
            var power = step >> StepBits;
            var head = (1L << StepBits) | (step & ((1 << StepBits) - 1));
            var smallest = power >= StepBits ? head << (power - StepBits) : head >> (StepBits - power);
            var key = Array.BinarySearch(s_largest, smallest);
            if (key < 0) key = ~key;
            while (s_largest[key - 1] >= smallest) key--;
            s_firstKeys[step] = (ushort)key;
        }
    }

    /// <summary>The key of a sample that is not negative.</summary>
    public static int KeyOf(long sample)
    {
        if (sample <= 0) return 0;
        var power = BitOperations.Log2((ulong)sample);
        var head = power >= StepBits ? sample >> (power - StepBits) : sample << (StepBits - power);
        int key = s_firstKeys[(power << StepBits) | ((int)head & ((1 << StepBits) - 1))];
        while (s_largest[key] < sample) key++;
        return key;
    }

    /// <summary>The value that stands for a bin: 2·γ^i / (γ + 1), within 1 % of every sample of it; 0 for key 0.</summary>
    public static double ValueOf(int key) => s_values[key];
}
