using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Bench.Data;
using CareKpi.Bench.Floors;
using CareKpi.Bench.InProcess;
using CareKpi.Bench.Output;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Http;

/// <summary>The server as its users meet it: ingest, restart, reads, memory, disk, rebuild.</summary>
internal sealed class Service(Report report, Sizes sizes, Disk.Rates floors)
{
    private const string Tenant = "bench";
    private const string Lines = "application/x-ndjson";
    private static readonly (Level Level, string Key)[] Scopes = [(Level.Tenant, ""), (Level.Team, ContactLoad.Team(3)), (Level.Agent, ContactLoad.Agent(13)), (Level.Customer, ContactLoad.Customer(0))];

    public async Task MeasureAsync(List<byte[]> contacts, List<byte[]> demo)
    {
        await SinglesAsync();
        await MixedAsync(demo);
        foreach (var connections in (int[])[1, 2])
        {
            await WithDirectoryAsync(directory => LoadAsync(directory, contacts, connections));
        }
        await WithDirectoryAsync(async directory =>
        {
            var key = await LoadAsync(directory, contacts, 4);
            OnDisk(directory);
            await ReadAsync(directory, key);
            await EngineReads.MeasureAsync(report, directory, Tenant, Scopes, sizes.WarmReads);
        });
    }

    private static async Task WithDirectoryAsync(Func<string, Task> work)
    {
        var directory = Paths.NewDirectory("node");
        try
        {
            await work(directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<string> LoadAsync(string directory, List<byte[]> contacts, int connections)
    {
        await using var node = await Node.StartAsync(directory);
        var key = await node.AddTenantAsync(Tenant);
        using var client = new TenantClient(node.Url, key, connections);
        var cpu = node.CpuTime;
        var posted = await client.PostAsync(contacts, Lines);
        var used = node.CpuTime - cpu;
        var id = string.Create(CultureInfo.InvariantCulture, $"ingest.batch.{connections}");
        var what = string.Create(CultureInfo.InvariantCulture, $"contacts by 1,000, connections {connections}");
        report.Add(id, $"{what}: accepted (durable), asked to wait {posted.Refused} times, p99 {posted.P99:0} ms", posted.Events / posted.Accepted.TotalSeconds, "events/s", Math.Round(floors.Sqlite), "floor.sqlite");
        report.Add($"{id}.applied", $"{what}: until read", posted.Events / posted.Applied.TotalSeconds, "events/s", Math.Round(floors.Parse), "floor.parse");
        report.Add($"{id}.cpu", $"{what}: time of the server's cores", used.TotalMicroseconds / posted.Events, "us/event");
        report.Add($"{id}.memory", $"{what}: working set after it", node.WorkingSet / 1e6, "MB");
        return key;
    }

    private Task SinglesAsync() => WithDirectoryAsync(async directory =>
    {
        await using var node = await Node.StartAsync(directory);
        foreach (var connections in (int[])[16, 64])
        {
            var key = await node.AddTenantAsync(string.Create(CultureInfo.InvariantCulture, $"single-{connections}"));
            var bodies = new ContactLoad("s", sizes.Singles, sizes.Customers).Write().Select(Encoding.UTF8.GetBytes).ToList();
            using var client = new TenantClient(node.Url, key, connections);
            var posted = await client.PostAsync(bodies, "application/cloudevents+json");
            var id = string.Create(CultureInfo.InvariantCulture, $"ingest.single.{connections}");
            var what = string.Create(CultureInfo.InvariantCulture, $"contacts one by one, connections {connections}");
            report.Add(id, $"{what}: accepted (durable), p99 {posted.P99:0.0} ms", posted.Events / posted.Accepted.TotalSeconds, "events/s", Math.Round(floors.Fsync), "floor.fsync");
            report.Add($"{id}.applied", $"{what}: until read", posted.Events / posted.Applied.TotalSeconds, "events/s", Math.Round(floors.Fsync), "floor.fsync");
        }
    });

    private Task MixedAsync(List<byte[]> demo) => WithDirectoryAsync(async directory =>
    {
        await using var node = await Node.StartAsync(directory);
        var key = await node.AddTenantAsync(Tenant);
        using var client = new TenantClient(node.Url, key, 4);
        var posted = await client.PostAsync(demo, Lines);
        report.Add("ingest.mixed", $"mixed care load ({posted.Events} events) by 1,000, connections 4: accepted, asked to wait {posted.Refused} times", posted.Events / posted.Accepted.TotalSeconds, "events/s");
        report.Add("ingest.mixed.applied", "mixed care load: until read", posted.Events / posted.Applied.TotalSeconds, "events/s");
    });

    private void OnDisk(string directory)
    {
        report.Add("disk.log", "log.db after a stop", (double)new FileInfo(Path.Combine(directory, "log.db")).Length / sizes.Contacts, "bytes/event");
        report.Add("disk.state", "state.db after a stop", (double)new FileInfo(Path.Combine(directory, "state.db")).Length / sizes.Contacts, "bytes/event");
    }

    /// <summary>After a restart: the first read of each scope, many more, then a rebuild.</summary>
    private async Task ReadAsync(string directory, string key)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var node = await Node.StartAsync(directory);
        var ready = Stopwatch.GetElapsedTime(begun);
        using var client = new TenantClient(node.Url, key, 1);
        foreach (var (level, scope) in Scopes)
        {
            var body = TenantClient.Scorecard(level, scope, ContactLoad.From, ContactLoad.To);
            var cold = await client.ReadAsync(body);
            if (level == Level.Tenant)
            {
                report.Add("start", $"from process start to the first read answered, {sizes.Contacts} events (ready after {ready.TotalMilliseconds:0})", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms");
            }
            await WarmAsync(client, level, body, cold);
        }
        report.Add("memory.restart", "working set after restart and reads", node.WorkingSet / 1e6, "MB");
        var rebuilt = await node.RebuildAsync(Tenant);
        report.Add("rebuild", "rebuild from the log", sizes.Contacts / rebuilt.TotalSeconds, "events/s");
    }

    private async Task WarmAsync(TenantClient client, Level level, byte[] body, TimeSpan cold)
    {
        var what = $"{level.ToString().ToLowerInvariant()} scorecard, {TenantClient.Kpis(level).Count} KPIs, 90 days, over HTTP";
        var warm = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        while (warm.Count < sizes.WarmReads && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(10))
        {
            warm.Add((await client.ReadAsync(body)).TotalMilliseconds);
        }
        var id = $"read.{level.ToString().ToLowerInvariant()}";
        report.Add($"{id}.cold", $"{what}: first", cold.TotalMilliseconds, "ms");
        report.Add($"{id}.p50", $"{what}: p50 of {warm.Count}", Quantiles.At(warm, 0.5), "ms");
        report.Add($"{id}.p99", $"{what}: p99", Quantiles.At(warm, 0.99), "ms");
    }
}
