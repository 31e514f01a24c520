using System.Diagnostics;

namespace CareKpi.EndToEnd.Running;

/// <summary>What a server's memory does over a long run: a line every minute (every sixtieth of a short run) in <c>artifacts/soak-memory.csv</c>.</summary>
internal sealed class MemoryCurve : IDisposable
{
    /// <summary>In a shorter run memory is still finding its size.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly TimeSpan length;
    private readonly ServerProcess server;
    private readonly MixedLoad load;
    private readonly StreamWriter lines;
    private readonly List<(double Minute, long Megabytes)> points = [];

    public MemoryCurve(TimeSpan length, ServerProcess server, MixedLoad load)
    {
        this.length = length;
        this.server = server;
        this.load = load;
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        lines = new StreamWriter(File) { AutoFlush = true };
        lines.WriteLine("minute,process,rssMiB,dataMiB,events,reads,readP99Ms,refused");
    }

    public string File { get; } = Path.Combine(Checkout.Root, "artifacts", "soak-memory.csv");

    public long Most => points.Count == 0 ? 0 : points.Max(static point => point.Megabytes);

    public async Task RunAsync(CancellationToken over)
    {
        var start = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(length < TimeSpan.FromHours(1) ? length / 60 : Minute);
        while (!over.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            if (load.MayBeAway)
            {
                continue;
            }

            var (minute, rss) = (Stopwatch.GetElapsedTime(start).TotalMinutes, server.Program.WorkingSet >> 20);
            var data = Directory.EnumerateFiles(server.Directory).Sum(static file => new FileInfo(file) is { Exists: true } there ? there.Length : 0) >> 20;
            points.Add((minute, rss));
            await lines.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{minute:F2},{server.Program.Id},{rss},{data},{load.AllSent},{load.Reads},{load.ReadsTook():F1},{load.Refused}"));
        }
    }

    /// <summary>Of the second half, without its first third, in which a process that has just started grows into its work: the median, the median of the slopes between any two figures (a single peak does not move it), and what that
    /// may be. Twice what the tenants' own ids and days take in an hour, and what the collector leaves lying.</summary>
    public (double Level, double Slope, double Bound) HourlyGrowth()
    {
        var late = points.Where(point => point.Minute > length.TotalMinutes * 2 / 3).ToList();
        var slopes = late.SelectMany((left, at) => late.Skip(at + 1).Select(right => (right.Megabytes - left.Megabytes) / (right.Minute - left.Minute) * 60)).ToList();
        var level = Median([.. late.Select(static point => (double)point.Megabytes)]);
        return (level, Median(slopes), Math.Max(32, level * 0.15));
    }

    public void Dispose() => lines.Dispose();

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[values.Count / 2];
    }
}
