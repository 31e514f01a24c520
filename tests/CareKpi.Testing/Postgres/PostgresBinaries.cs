using System.Diagnostics;
using System.Globalization;

namespace CareKpi.Testing.Postgres;

/// <summary>Where this machine keeps PostgreSQL's programs: <c>PG_BIN</c>, what <c>pg_config</c> says, Debian's places, or the path.</summary>
public static class PostgresBinaries
{
    /// <summary>null: there are none.</summary>
    public static string? Folder { get; } = Places().FirstOrDefault(static folder => IsThere(Path.Combine(folder, "initdb")) && IsThere(Path.Combine(folder, "postgres")));

    /// <summary>Why tests that need a server are skipped; null: they run. Where a change is judged they never are.</summary>
    public static string? WhyNot => Folder is null && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        ? "PostgreSQL's programs are not on this machine (apt-get install postgresql, or set PG_BIN)" : null;

    /// <summary>A link to nothing counts as a file that exists.</summary>
    private static bool IsThere(string file) => File.Exists(file) && (File.ResolveLinkTarget(file, returnFinalTarget: true)?.Exists ?? true);

    private static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } named)
        {
            yield return named;
        }

        if (Configured() is { } configured)
        {
            yield return configured;
        }

        const string debian = "/usr/lib/postgresql";
        if (Directory.Exists(debian))
        {
            foreach (var version in Directory.GetDirectories(debian).OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0))
            {
                yield return Path.Combine(version, "bin");
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static string? Configured()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("pg_config", "--bindir") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var folder = asked.StandardOutput.ReadToEnd().Trim();
            asked.WaitForExit();
            return folder.Length > 0 ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
