namespace CareKpi.Kpis.Settings;

/// <summary>Settings that are refused: where, what, and how to mend it. Nothing of the patch holds.</summary>
/// <param name="path">The place as a path of keys, such as <c>slaPolicies[0].firstResponse</c>; empty for the whole.</param>
public sealed class SettingsException(string path, string problem) : Exception(path.Length == 0 ? problem : $"{path}: {problem}")
{
    public string Path { get; } = path;

    /// <summary>What is wrong and how to mend it, without the path.</summary>
    public string Problem { get; } = problem;
}
