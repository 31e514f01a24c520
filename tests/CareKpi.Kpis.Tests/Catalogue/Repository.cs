namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>Files of the repository that tests hold the code against.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "CareKpi.Platform.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("the tests run outside the repository");
    }
}
