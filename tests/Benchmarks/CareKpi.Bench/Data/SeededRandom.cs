namespace CareKpi.Bench.Data;

/// <summary>SplitMix64: the same numbers on every machine and runtime.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    public ulong NextBits()
    {
        var bits = state += 0x9E3779B97F4A7C15UL;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public int Next(int below) => (int)(Next() * below);

    /// <summary>Exponentially distributed, at most ten times the mean.</summary>
    public double Around(double mean) => Math.Min(-Math.Log(1 - Next()), 10) * mean;
}
