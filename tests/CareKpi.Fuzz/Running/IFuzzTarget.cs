namespace CareKpi.Fuzz.Running;

/// <summary>A part that takes what comes from outside.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>What the part's own words are: pieces that mutations put in.</summary>
    IReadOnlyList<byte[]> Words { get; }

    /// <summary>Bytes that one input may make the part allocate.</summary>
    long MayAllocate(int length);

    IEnumerable<byte[]> Seeds();

    /// <summary>An input that is mostly as the part wants it.</summary>
    byte[] Generate(Rng rng);

    /// <summary>Gives the input to the part: only what the contract names may be thrown, and is caught here. Measured.</summary>
    void Take(byte[] input);

    /// <summary>Looks at what came of it; throws <see cref="FindException"/> where that breaks a property.</summary>
    void Judge(byte[] input, Sights seen);
}

/// <summary>A property that an input broke.</summary>
internal sealed class FindException(string message) : Exception(message);

internal static class Holds
{
    public static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new FindException(what);
        }
    }
}
