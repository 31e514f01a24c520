using System.Diagnostics;
using CareKpi.Bench.Data;
using CareKpi.Bench.Http;
using CareKpi.Bench.Output;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Scorecards;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Bench.InProcess;

/// <summary>Reads as grains answer them, without HTTP and JSON, on what a server left behind.</summary>
internal static class EngineReads
{
    public static async Task MeasureAsync(Report report, string directory, string tenant, IReadOnlyList<(Level Level, string Key)> scopes, int reads)
    {
        await using var data = DataDirectory.Open(directory);
        var committer = new GroupCommitter(data.Log, TimeProvider.System, TaskScheduler.Default);
        await using (var host = new EmbeddedHost(new EngineServices(data.Log, committer, data.State, TimeProvider.System)))
        {
            foreach (var (level, key) in scopes)
            {
                await MeasureAsync(report, host, tenant, new ScopeRef(level, key), reads);
            }
        }
        await committer.DisposeAsync();
    }

    private static async Task MeasureAsync(Report report, EmbeddedHost host, string tenant, ScopeRef scope, int reads)
    {
        var request = new ReadRequest(scope, new PeriodChoice(new Period(ContactLoad.From, ContactLoad.To), null)) { Kpis = ScorecardKpis.Of(scope.Level) };
        var grain = host.Scope(tenant, scope);
        var times = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        var allocated = 0L;
        while (times.Count <= reads && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(10))
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var at = Stopwatch.GetTimestamp();
            _ = await grain.ReadAsync(request) ?? throw new InvalidOperationException($"there is no scope {scope}");
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        }
        var level = scope.Level.ToString().ToLowerInvariant();
        var warm = times[Math.Min(times.Count / 5, times.Count - 1)..];
        report.Add($"engine.read.{level}.cold", $"{level} scorecard in the engine: first", times[0], "ms");
        report.Add($"engine.read.{level}.p50", $"{level} scorecard in the engine: p50 of {warm.Count}", Quantiles.At(warm, 0.5), "ms");
        report.Add($"engine.read.{level}.p99", $"{level} scorecard in the engine: p99", Quantiles.At(warm, 0.99), "ms");
        report.Add($"engine.read.{level}.bytes", $"{level} scorecard in the engine: allocated by the last", allocated, "bytes");
    }
}
