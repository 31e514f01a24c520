namespace CareKpi.Bench;

/// <summary>Where this checkout has what the benchmarks start and write.</summary>
internal static class Paths
{
    public static string Root { get; } = FindRoot();

    public static string Server => Built("CareKpi.Server", "CareKpi.Server.dll");

    public static string Cli => Built("CareKpi.Cli", "carekpi.dll");

    public static string Results => Path.Combine(Root, "artifacts", "bench.json");

    /// <summary>Beside the build, so that data lies on the disk of the checkout and not in a memory file system.</summary>
    public static string NewDirectory(string name)
    {
        var path = Path.Combine(Root, "artifacts", "bench", $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return path;
    }

    private static string Built(string project, string file) => Path.Combine(Root, "artifacts", "build", "bin", project, "release", file);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CareKpi.Platform.sln")))
            {
                return at.FullName;
            }
        }
        throw new InvalidOperationException("the benchmarks run from a checkout");
    }
}
