namespace CareKpi.Cli.Demo;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and in every version.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A stream of its own for a part of the story, so that one part can change without the others.</summary>
    public static SeededRandom For(int seed, int part, int index) => new(unchecked(((ulong)seed * 0x9E3779B97F4A7C15) ^ ((ulong)part << 40) ^ ((ulong)index * 0xD1B54A32D192ED03)));

    /// <summary>From 0 to less than 1.</summary>
    public double Next()
    {
        var mixed = unchecked(state += 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }

    public int Next(int below) => (int)(Next() * below);

    public int Between(int from, int to) => from + Next(to - from + 1);

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    /// <summary>Skewed like waits and handle times: never negative, a long tail, <paramref name="mean"/> on average.</summary>
    public double Long(double mean) => mean * (0.35 - (0.65 * Math.Log(1 - Next())));
}
