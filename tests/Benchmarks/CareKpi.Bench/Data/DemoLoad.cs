using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CareKpi.Bench.Data;

/// <summary>The story that <c>carekpi demo</c> tells: cases with messages, surveys, statuses, subscriptions.</summary>
internal static class DemoLoad
{
    public static async Task<List<byte[]>> BatchesAsync(Sizes sizes)
    {
        using var directory = new Scratch("demo");
        var file = Path.Combine(directory.Path, "demo.ndjson");
        var start = new ProcessStartInfo("dotnet",
        [
            Paths.Cli, "demo", "--seed", "1", "--teams", "10", "--agents", "100", "--customers", "2000", "--until", "2026-03-31", "--output", file,
            "--days", sizes.DemoDays.ToString(CultureInfo.InvariantCulture), "--contacts", sizes.DemoContacts.ToString(CultureInfo.InvariantCulture),
        ]);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("carekpi demo does not start");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"carekpi demo ended with {process.ExitCode}");
        }
        return [.. File.ReadLines(file).Chunk(Sizes.BatchSize).Select(static lines => Encoding.UTF8.GetBytes(string.Join('\n', lines)))];
    }
}
