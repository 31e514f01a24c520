using System.Globalization;
using System.Text;
using CareKpi.Bench.Data;
using CareKpi.Bench.Http;
using CareKpi.Bench.Output;
using CareKpi.Bench.Peers;

namespace CareKpi.Bench.Ingest;

/// <summary>Events by the thousand over HTTP, durable and counted, against PostgreSQL's full and bare job; single events; mixed load.</summary>
internal sealed class IngestPart(Report report, Sizes sizes)
{
    private const string Tenant = "bench";
    private const string Lines = "application/x-ndjson";

    /// <summary>Events that each side takes before the clock starts: code is compiled and connections are open.</summary>
    private const int Warming = 20_000;

    private static readonly int[] Writers = [1, 2, 4];

    /// <summary>In the batch's own transaction, or by twenty batches at once.</summary>
    private static readonly int[] Folds = [1, 20];

    public async Task MeasureAsync()
    {
        var load = new ContactLoad("c", sizes.Ingest, sizes.ManyCustomers);
        List<byte[]> bodies = [.. load.Bodies(Sizes.BatchSize)];
        var best = (Rate: 0.0, Writers: 0);
        foreach (var writers in Writers)
        {
            var rate = await CareKpiAsync(bodies, writers);
            best = rate > best.Rate ? (rate, writers) : best;
        }
        report.Add("ingest.bytes", "an event as sent, mean", (double)bodies.Sum(static body => (long)body.Length) / load.Count, "bytes/event");
        bodies.Clear();
        if (Testing.Postgres.PostgresBinaries.WhyNot is { } reason)
        {
            Console.WriteLine($"PostgreSQL is left out: {reason}");
        }
        else
        {
            await using var peer = await PostgresPeer.StartAsync();
            await AgainstAsync("ingest-full", best, load, peer, PostgresJob.Full);
            await AgainstAsync("ingest-bare", best, load, peer, PostgresJob.Bare);
        }
        await SinglesAsync();
        await MixedAsync();
    }

    private async Task AgainstAsync(string id, (double Rate, int Writers) ours, ContactLoad load, PostgresPeer peer, PostgresJob job)
    {
        var best = (Rate: 0.0, Name: "");
        await new PostgresIngest(peer, job).MeasureAsync(new ContactLoad("w", Warming, sizes.ManyCustomers), 2, 1);
        foreach (var fold in Folds)
        {
            foreach (var writers in Writers)
            {
                var rate = await new PostgresIngest(peer, job).MeasureAsync(load, writers, fold);
                var name = string.Create(CultureInfo.InvariantCulture, $"{peer.Name}, {job.Name}, {Count(writers)}, figures {(fold == 1 ? "in the batch's transaction" : $"of {fold} batches at once")}");
                report.AddPeer(string.Create(CultureInfo.InvariantCulture, $"{id}.w{writers}.fold{fold}"), "the same events", rate, "events/s", name);
                best = rate > best.Rate ? (rate, name) : best;
            }
        }
        report.Add(id, $"{load.Count} contacts by 1,000 over HTTP, durable, until read: best of 1, 2, 4 writers ({ours.Writers})", ours.Rate, "events/s", best.Rate, best.Name);
    }

    /// <summary>Events a second, until a read has them.</summary>
    private async Task<double> CareKpiAsync(List<byte[]> bodies, int writers)
    {
        using var directory = new Scratch("ingest");
        await using var node = await Node.StartAsync(directory.Path);
        using (var warm = new TenantClient(node.Url, await node.AddTenantAsync("warm"), writers))
        {
            await warm.PostAsync([.. new ContactLoad("w", Warming, sizes.ManyCustomers).Bodies(Sizes.BatchSize)], Lines);
        }
        using var client = new TenantClient(node.Url, await node.AddTenantAsync(Tenant), writers);
        var cpu = node.CpuTime;
        var posted = await client.PostAsync(bodies, Lines);
        var used = node.CpuTime - cpu;
        var rate = posted.Events / posted.Applied.TotalSeconds;
        var id = string.Create(CultureInfo.InvariantCulture, $"ingest.batch.{writers}");
        var what = string.Create(CultureInfo.InvariantCulture, $"contacts by 1,000, {Count(writers)}");
        report.Add(id, $"{what}: accepted (durable), asked to wait {posted.Refused} times, p99 {posted.P99:0} ms", posted.Events / posted.Accepted.TotalSeconds, "events/s");
        report.Add($"{id}.applied", $"{what}: until read", rate, "events/s");
        report.Add($"{id}.cpu", $"{what}: time of the server's cores", used.TotalMicroseconds / posted.Events, "us/event");
        report.Add($"{id}.memory", $"{what}: working set after it", node.WorkingSet / 1e6, "MB");
        return rate;
    }

    private static string Count(int writers) => string.Create(CultureInfo.InvariantCulture, $"{writers} {(writers == 1 ? "writer" : "writers")}");

    private async Task SinglesAsync()
    {
        using var directory = new Scratch("singles");
        await using var node = await Node.StartAsync(directory.Path);
        foreach (var connections in (int[])[16, 64])
        {
            var key = await node.AddTenantAsync(string.Create(CultureInfo.InvariantCulture, $"single-{connections}"));
            List<byte[]> bodies = [.. new ContactLoad("s", sizes.Singles, sizes.ManyCustomers).Write().Select(Encoding.UTF8.GetBytes)];
            using var client = new TenantClient(node.Url, key, connections);
            var posted = await client.PostAsync(bodies, "application/cloudevents+json");
            var id = string.Create(CultureInfo.InvariantCulture, $"ingest.single.{connections}");
            var what = string.Create(CultureInfo.InvariantCulture, $"contacts one by one, {connections} connections");
            report.Add(id, $"{what}: accepted (durable), p99 {posted.P99:0.0} ms", posted.Events / posted.Accepted.TotalSeconds, "events/s");
            report.Add($"{id}.applied", $"{what}: until read", posted.Events / posted.Applied.TotalSeconds, "events/s");
        }
    }

    private async Task MixedAsync()
    {
        var demo = await DemoLoad.BatchesAsync(sizes);
        using var directory = new Scratch("mixed");
        await using var node = await Node.StartAsync(directory.Path);
        using var client = new TenantClient(node.Url, await node.AddTenantAsync(Tenant), 4);
        var posted = await client.PostAsync(demo, Lines);
        report.Add("ingest.mixed", $"the demo's events ({posted.Events}: cases, messages, surveys, statuses) by 1,000, 4 writers: accepted, asked to wait {posted.Refused} times", posted.Events / posted.Accepted.TotalSeconds, "events/s");
        report.Add("ingest.mixed.applied", "the same: until read", posted.Events / posted.Applied.TotalSeconds, "events/s");
    }
}
