using System.Globalization;

namespace CareKpi.Bench.Output;

/// <summary>What the figures were measured on, and who else used it.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores ({Model()}), {memory} GiB, {Environment.OSVersion}, .NET {Environment.Version}, load {Load()}");
    }

    /// <summary>Runnable processes over the last 1, 5 and 15 minutes.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    private static string Model() => !File.Exists("/proc/cpuinfo") ? "unknown" : File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
