using System.Text.Json;

namespace Oracle.Tests;

/// <summary>The shared worked examples.</summary>
internal static class Vectors
{
    private static readonly string Folder = Find();

    public static JsonElement Formulas => Read(Path.Combine(Folder, "formulas.json"));

    public static IEnumerable<string> ScenarioNames =>
        Directory.EnumerateFiles(Path.Combine(Folder, "scenarios"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static JsonElement Scenario(string name) => Read(Path.Combine(Folder, "scenarios", name + ".json"));

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, "tests", "vectors") is var vectors && Directory.Exists(vectors))
            {
                return vectors;
            }
        }

        throw new DirectoryNotFoundException("tests/vectors");
    }
}
