using System.Diagnostics;
using System.Text;
using CareKpi.Bench.Data;
using CareKpi.Bench.Output;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing.Postgres;
using Npgsql;

namespace CareKpi.Bench.Http;

/// <summary>The same server on SQLite and on PostgreSQL (a server of its own on this machine, with fsync), in one run.</summary>
internal sealed class Stores(Report report, Sizes sizes)
{
    private const string Tenant = "bench";

    public async Task MeasureAsync(List<byte[]> contacts)
    {
        await MeasureAsync("sqlite", contacts, null);
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync();
        await MeasureAsync("postgres", contacts, connection);
        var database = server.AdminConnection(new NpgsqlConnectionStringBuilder(connection).Database!);
        foreach (var (id, tables) in new[] { ("log", "'log_entries_%'"), ("state", "'state_rows'") })
        {
            var bytes = await PostgresServer.RunAsync(database, $"SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relnamespace = 'carekpi'::regnamespace AND relkind = 'r' AND relname LIKE {tables}");
            report.Add($"postgres.disk.{id}", $"PostgreSQL's tables of the {id}, with indexes", (double)(long)bytes! / (sizes.Contacts + sizes.Singles), "bytes/event");
        }
    }

    private async Task MeasureAsync(string store, List<byte[]> contacts, string? postgres)
    {
        using var directory = new Scratch(store);
        var key = await LoadAsync(store, directory.Path, contacts, postgres);
        await ReadAsync(store, directory.Path, key, postgres);
    }

    private async Task<string> LoadAsync(string store, string directory, List<byte[]> contacts, string? postgres)
    {
        await using var node = await Node.StartAsync(directory, postgres);
        const int connections = 64;
        using (var client = new TenantClient(node.Url, await node.AddTenantAsync("single"), connections))
        {
            var posted = await client.PostAsync([.. new ContactLoad("s", sizes.Singles, sizes.Customers).Write().Select(Encoding.UTF8.GetBytes)], "application/cloudevents+json");
            report.Add($"{store}.single", $"{store}: contacts one by one, connections {connections}: accepted (durable), p99 {posted.P99:0.0} ms", posted.Events / posted.Accepted.TotalSeconds, "events/s");
        }

        var key = await node.AddTenantAsync(Tenant);
        using (var client = new TenantClient(node.Url, key, 4))
        {
            var posted = await client.PostAsync(contacts, "application/x-ndjson");
            report.Add($"{store}.batch", $"{store}: contacts by 1,000, connections 4: accepted (durable), asked to wait {posted.Refused} times, p99 {posted.P99:0} ms", posted.Events / posted.Accepted.TotalSeconds, "events/s");
            report.Add($"{store}.batch.applied", $"{store}: contacts by 1,000, connections 4: until read", posted.Events / posted.Applied.TotalSeconds, "events/s");
        }

        return key;
    }

    private async Task ReadAsync(string store, string directory, string key, string? postgres)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var node = await Node.StartAsync(directory, postgres);
        using var client = new TenantClient(node.Url, key, 1);
        var body = TenantClient.Scorecard(Level.Tenant, "", ContactLoad.From, ContactLoad.To);
        var cold = await client.ReadAsync(body);
        report.Add($"{store}.start", $"{store}: from process start to the first read answered", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms");
        report.Add($"{store}.read.cold", $"{store}: tenant scorecard, 20 KPIs, 90 days, over HTTP: first", cold.TotalMilliseconds, "ms");
        var warm = new List<double>();
        for (var from = Stopwatch.GetTimestamp(); warm.Count < sizes.WarmReads && Stopwatch.GetElapsedTime(from) < TimeSpan.FromSeconds(10);)
        {
            warm.Add((await client.ReadAsync(body)).TotalMilliseconds);
        }

        report.Add($"{store}.read.p50", $"{store}: tenant scorecard: p50 of {warm.Count}", Quantiles.At(warm, 0.5), "ms");
        report.Add($"{store}.read.p99", $"{store}: tenant scorecard: p99", Quantiles.At(warm, 0.99), "ms");
        report.Add($"{store}.rebuild", $"{store}: rebuild from the log", sizes.Contacts / (await node.RebuildAsync(Tenant)).TotalSeconds, "events/s");
    }
}
