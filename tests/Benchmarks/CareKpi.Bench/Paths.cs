namespace CareKpi.Bench;

/// <summary>Where this checkout has what the benchmarks start and write.</summary>
internal static class Paths
{
    public static string Root { get; } = FindRoot();

    public static string Server => Built("CareKpi.Server", "CareKpi.Server.dll");

    public static string Cli => Built("CareKpi.Cli", "carekpi.dll");

    public static string Gateway => Path.Combine(Root, "src", "gateway", "dist", "main.js");

    public static string DuckDb => Path.Combine(Root, "tests", "Benchmarks", "duckdb");

    public static string Results => Path.Combine(Root, "artifacts", "bench.json");

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

/// <summary>A directory that goes when it is no longer needed. Beside the build, so that data lies on the disk of the checkout and not in a memory file system.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch(string name)
    {
        Path = System.IO.Path.Combine(Paths.Root, "artifacts", "bench", $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
