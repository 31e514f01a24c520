namespace CareKpi.Fuzz.Running;

/// <summary>A few thousand inputs for <c>make test</c>; millions, told in the report, for <c>make prove SUITE=fuzz</c> (<c>CAREKPI_PROVE=1</c>), or as many as <c>CAREKPI_FUZZ_INPUTS</c> says.</summary>
internal static class Size
{
    public static bool IsProof { get; } = Environment.GetEnvironmentVariable("CAREKPI_PROVE") is "1";

    public static long Of(long test, long prove) =>
        long.TryParse(Environment.GetEnvironmentVariable("CAREKPI_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out var asked) ? asked : IsProof ? prove : test;

    public static void Tell(FormattableString text)
    {
        if (Environment.GetEnvironmentVariable("CAREKPI_PROVE_SIZE") is { Length: > 0 } file)
        {
            File.AppendAllText(file, FormattableString.Invariant(text) + "\n");
        }
    }

    /// <summary>Where this checkout lies.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "CareKpi.Platform.sln")))
            {
                return directory.FullName;
            }
        }
        throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}
