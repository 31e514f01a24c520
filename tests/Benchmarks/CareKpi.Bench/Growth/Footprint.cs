using System.Diagnostics;
using CareKpi.Bench.Data;
using CareKpi.Bench.Http;
using CareKpi.Bench.Output;

namespace CareKpi.Bench.Growth;

/// <summary>What a tenant takes and how fast it answers, after a restart.</summary>
internal static class Footprint
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public sealed record Figure(string Id, string What, double Value, string Unit);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(LoadedTenant tenant, int reads)
    {
        List<Figure> figures =
        [
            new("load", "events by 1,000 from 4 writers, until read", tenant.Rate, "events/s"),
            new("memory.load", "working set after loading", tenant.WorkingSet, "MB"),
            new("disk.log", "log.db after a stop", tenant.BytesPerEvent("log.db"), "bytes/event"),
            new("disk.state", "state.db after a stop", tenant.BytesPerEvent("state.db"), "bytes/event"),
        ];
        var begun = Stopwatch.GetTimestamp();
        await using var node = await Node.StartAsync(tenant.Directory);
        using var client = new TenantClient(node.Url, tenant.Key, 1);
        foreach (var (level, key, _) in tenant.Scopes)
        {
            var body = TenantClient.Scorecard(level, key, ContactLoad.From, ContactLoad.To);
            var cold = await client.ReadAsync(body);
            if (figures.TrueForAll(static figure => figure.Id != "start"))
            {
                figures.Add(new("start", "from process start to the first read answered", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms"));
            }
            var warm = new List<double>();
            for (var from = Stopwatch.GetTimestamp(); warm.Count < reads && Stopwatch.GetElapsedTime(from) < Bound;)
            {
                warm.Add((await client.ReadAsync(body)).TotalMilliseconds);
            }
            var id = $"read.{level.ToString().ToLowerInvariant()}";
            var what = $"{level.ToString().ToLowerInvariant()} scorecard over HTTP";
            figures.Add(new($"{id}.cold", $"{what}: first", cold.TotalMilliseconds, "ms"));
            figures.Add(new($"{id}.p50", $"{what}: p50", Quantiles.At(warm, 0.5), "ms"));
            figures.Add(new($"{id}.p99", $"{what}: p99", Quantiles.At(warm, 0.99), "ms"));
        }
        figures.Add(new("memory.restart", "working set after a restart and reads", node.WorkingSet / 1e6, "MB"));
        return figures;
    }
}
