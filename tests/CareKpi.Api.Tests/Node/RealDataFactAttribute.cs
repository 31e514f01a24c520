namespace CareKpi.Api.Tests.Node;

/// <summary>A test over real data that lies beside the repository and not in it. Skipped where it is absent, but never in CI.</summary>
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute(string file)
    {
        if (Find(file) is null && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = $"../shared/data/{file} is not here";
        }
    }

    public static string? Find(string file)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var path = Path.Combine(directory.FullName, "..", "shared", "data", file);
            if (File.Exists(Path.Combine(directory.FullName, "CareKpi.Platform.sln")) && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
