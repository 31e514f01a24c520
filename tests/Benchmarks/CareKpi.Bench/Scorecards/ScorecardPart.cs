using System.Diagnostics;
using CareKpi.Bench.Data;
using CareKpi.Bench.Growth;
using CareKpi.Bench.Http;
using CareKpi.Bench.InProcess;
using CareKpi.Bench.Output;
using CareKpi.Bench.Peers;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Scorecards;

/// <summary>The same scorecard from CareKpi over HTTP and from databases, warm, one connection; first it is seen that all say the same.</summary>
internal sealed class ScorecardPart(Report report, Sizes sizes)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public async Task MeasureAsync(LoadedTenant tenant)
    {
        var scopes = tenant.Scopes;
        var ours = await OursAsync(tenant);
        await EngineReads.MeasureAsync(report, tenant.Directory, LoadedTenant.Tenant, [.. scopes.Select(static scope => (scope.Level, scope.Key))], sizes.WarmReads);
        if (Testing.Postgres.PostgresBinaries.WhyNot is { } reason)
        {
            Console.WriteLine($"PostgreSQL is left out: {reason}");
        }
        else
        {
            await using var peer = await PostgresPeer.StartAsync();
            await PostgresScorecards.LoadAsync(peer, tenant.Load);
            foreach (var scope in scopes)
            {
                Tell(scope, "postgres-rollup", $"{peer.Name} on rollups by day of each level", ours[scope], await PostgresScorecards.ReadAsync(peer, EventTable.FromRollup(scope.Level, scope.Number), sizes.WarmReads, Bound));
                Tell(scope, "postgres-raw", $"{peer.Name} on raw events, indexed", ours[scope], await PostgresScorecards.ReadAsync(peer, EventTable.FromRaw(scope.Level, scope.Number), sizes.WarmReads, Bound));
            }
        }
        await using var duck = await DuckDbPeer.StartAsync();
        if (duck is null)
        {
            Console.WriteLine("DuckDB is left out: npm ci in tests/Benchmarks/duckdb did not go");
            return;
        }
        await duck.LoadAsync(tenant.Load);
        foreach (var scope in scopes)
        {
            Tell(scope, "duckdb-raw", $"{duck.Name} on raw events, in memory", ours[scope], await duck.ReadAsync(EventTable.FromRaw(scope.Level, scope.Number), sizes.WarmReads, Bound));
        }
    }

    private async Task<Dictionary<LoadedTenant.Scope, PeerRead>> OursAsync(LoadedTenant tenant)
    {
        await using var node = await Node.StartAsync(tenant.Directory);
        using var client = new TenantClient(node.Url, tenant.Key, 1);
        var reads = new Dictionary<LoadedTenant.Scope, PeerRead>();
        foreach (var scope in tenant.Scopes)
        {
            var body = TenantClient.Scorecard(scope.Level, scope.Key, ContactLoad.From, ContactLoad.To);
            var values = await client.ValuesAsync(body);
            var times = new List<double>();
            for (var begun = Stopwatch.GetTimestamp(); times.Count < sizes.WarmReads && Stopwatch.GetElapsedTime(begun) < Bound;)
            {
                times.Add((await client.ReadAsync(body)).TotalMilliseconds);
            }
            reads[scope] = new PeerRead(values, times);
        }
        return reads;
    }

    private void Tell(LoadedTenant.Scope scope, string id, string name, PeerRead ours, PeerRead theirs)
    {
        Agree(scope, name, ours.Values, theirs.Values);
        var level = scope.Level.ToString().ToLowerInvariant();
        var what = $"{level} scorecard, {ours.Values.Count} KPIs, 90 days, warm, CareKpi over HTTP";
        report.Add($"scorecard.{level}.{id}", $"{what}: p50", Quantiles.At(ours.Times, 0.5), "ms", Quantiles.At(theirs.Times, 0.5), name);
        report.Add($"scorecard.{level}.{id}.p99", $"{what}: p99", Quantiles.At(ours.Times, 0.99), "ms", Quantiles.At(theirs.Times, 0.99), name);
    }

    /// <summary>Scores are kept to a millionth, so means of them may differ by as much.</summary>
    private static void Agree(LoadedTenant.Scope scope, string name, IReadOnlyDictionary<string, double?> ours, IReadOnlyDictionary<string, double?> theirs)
    {
        foreach (var (kpi, value) in ours)
        {
            var other = theirs["kpi_" + kpi];
            if (value is null != other is null || Math.Abs((value ?? 0) - (other ?? 0)) > 1e-6 * Math.Max(1, Math.Abs(value ?? 0)))
            {
                throw new InvalidOperationException($"{kpi} of {scope.Level} {scope.Key}: CareKpi says {value}, {name} {other}");
            }
        }
    }
}
