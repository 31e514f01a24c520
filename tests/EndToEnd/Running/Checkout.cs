namespace CareKpi.EndToEnd.Running;

/// <summary>Where things lie in this checkout.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>What was built with these tests, in the same configuration.</summary>
    public static string Built(string project, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, file);
    }

    /// <summary>A copy of the checkout may use the gateway that was built elsewhere.</summary>
    public static string Gateway { get; } = Environment.GetEnvironmentVariable("CAREKPI_GATEWAY") is { Length: > 0 } built ? built : Path.Combine(Root, "src", "gateway", "dist", "main.js");

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
