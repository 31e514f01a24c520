namespace CareKpi.Fuzz.Running;

/// <summary>SplitMix64: the same numbers everywhere for the same seed, so that an input follows from its number.</summary>
internal sealed class Rng(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Once in so many.</summary>
    public bool Once(int inSoMany) => Below(inSoMany) == 0;

    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>Mostly small, now and then up to the bound.</summary>
    public int Small(int bound) => Below(1 + Below(1 + Below(bound)));
}
