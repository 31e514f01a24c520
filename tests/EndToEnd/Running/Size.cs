namespace CareKpi.EndToEnd.Running;

/// <summary>How much a test does: a cut for <c>make test</c>, everything for <c>make prove</c> (<c>CAREKPI_PROVE=1</c>).</summary>
internal static class Size
{
    public static bool IsProof { get; } = Environment.GetEnvironmentVariable("CAREKPI_PROVE") is "1";

    public static int Of(int test, int prove) => IsProof ? prove : test;

    /// <summary>What a proof was about and what it found, for the report of <c>make prove</c>.</summary>
    public static void Tell(FormattableString text)
    {
        if (Environment.GetEnvironmentVariable("CAREKPI_PROVE_SIZE") is { Length: > 0 } file)
        {
            File.AppendAllText(file, FormattableString.Invariant(text) + "\n");
        }
    }
}

/// <summary>Only <c>make prove</c> has the time for it.</summary>
internal sealed class ProofFactAttribute : FactAttribute
{
    public ProofFactAttribute()
    {
        if (!Size.IsProof)
        {
            Skip = "make prove runs it";
        }
    }
}
