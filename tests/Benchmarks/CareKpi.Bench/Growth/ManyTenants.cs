using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CareKpi.Bench.Data;
using CareKpi.Bench.Http;
using CareKpi.Bench.Output;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Growth;

/// <summary>Many small tenants in one process: ten contacts each, then a restart, then each is read once.</summary>
internal static class ManyTenants
{
    private const int ContactsEach = 10;
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    public static async Task<IReadOnlyList<Footprint.Figure>> MeasureAsync(int tenants, int reads)
    {
        using var directory = new Scratch("tenants");
        var keys = await MakeAsync(directory.Path, tenants);
        var disk = Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
        var body = TenantClient.Scorecard(Level.Tenant, "", ContactLoad.From, ContactLoad.To);

        var begun = Stopwatch.GetTimestamp();
        await using var node = await Node.StartAsync(directory.Path);
        using var client = new TenantClient(node.Url, keys[0], 1);
        await client.ReadAsync(body);
        var start = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var started = node.WorkingSet / 1e6;

        var cold = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(keys, AtOnce, async (key, _) =>
        {
            using var one = new TenantClient(node.Url, key, 1);
            cold.Add((await one.ReadAsync(body)).TotalMilliseconds);
        });
        var awake = node.WorkingSet / 1e6;
        var warm = new List<double>();
        for (var i = 0; i < reads; i++)
        {
            warm.Add((await client.ReadAsync(body)).TotalMilliseconds);
        }
        return
        [
            new("start", "from process start to the first read answered", start, "ms"),
            new("memory.start", "working set then", started, "MB"),
            new("memory.awake", "working set after a read of each", awake, "MB"),
            new("read.cold", "the first read of each, 8 at a time: p50", Quantiles.At(cold, 0.5), "ms"),
            new("read.p50", "one tenant's scorecard over HTTP: p50", Quantiles.At(warm, 0.5), "ms"),
            new("read.p99", "one tenant's scorecard over HTTP: p99", Quantiles.At(warm, 0.99), "ms"),
            new("disk", $"all files after a stop, {ContactsEach} events each", (double)disk / tenants, "bytes/tenant"),
        ];
    }

    private static async Task<string[]> MakeAsync(string directory, int tenants)
    {
        await using var node = await Node.StartAsync(directory);
        var body = new ContactLoad("t", ContactsEach, 5).Bodies(ContactsEach).ToList();
        var keys = new string[tenants];
        await Parallel.ForAsync(0, tenants, AtOnce, async (i, _) =>
        {
            keys[i] = await node.AddTenantAsync(string.Create(CultureInfo.InvariantCulture, $"tenant-{i:00000}"));
            using var client = new TenantClient(node.Url, keys[i], 1);
            await client.PostAsync(body, "application/x-ndjson");
        });
        return keys;
    }
}
