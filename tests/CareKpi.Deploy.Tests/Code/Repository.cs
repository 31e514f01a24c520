using System.Text.RegularExpressions;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>The files that these tests are about.</summary>
internal static partial class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The one place that says which version this is.</summary>
    public static string Version { get; } = VersionElement().Match(Read("Directory.Build.props")).Groups["a"].Value;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Where(static file => !file.Contains("/obj/", StringComparison.Ordinal)) : [];
    }

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CareKpi.Platform.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("these tests run inside the repository");
        }

        return directory.FullName;
    }

    [GeneratedRegex("<Version>(?<a>.+)</Version>", RegexOptions.None, 1000)]
    private static partial Regex VersionElement();
}
