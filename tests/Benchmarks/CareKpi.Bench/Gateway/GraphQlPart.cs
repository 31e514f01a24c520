using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Bench.Data;
using CareKpi.Bench.Growth;
using CareKpi.Bench.Http;
using CareKpi.Bench.Output;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Gateway;

/// <summary>Scorecards of 20 KPIs over 90 days through gateway and node: whole documents with variables, each connection with one query under way. Client, gateway and node share the machine's cores.</summary>
internal sealed class GraphQlPart(Report report, TimeSpan time)
{
    private const string One = "query One($period: PeriodInput!, $kpis: [String!]) { tenant { scorecard(period: $period, kpis: $kpis) { values { kpi { code } value count } } } }";
    private const string Fifty = "query Fifty($period: PeriodInput!, $kpis: [String!]) { tenant { agents(first: 50) { edges { node { key scorecard(period: $period, kpis: $kpis) { values { kpi { code } value count } } } } } } }";

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(2);

    public async Task MeasureAsync(LoadedTenant tenant)
    {
        if (!File.Exists(Paths.Gateway))
        {
            Console.WriteLine("GraphQL is left out: npm ci and npm run build in src/gateway did not go");
            return;
        }
        using var directory = new Scratch("gateway");
        await using var node = await Node.StartAsync(tenant.Directory);
        await using var gateway = await GatewayProcess.StartAsync(node.Url, directory.Path);
        foreach (var (scopes, query, level) in new[] { (1, One, Level.Tenant), (50, Fifty, Level.Agent) })
        {
            var body = Body(query, level);
            foreach (var connections in (int[])[1, 16, 64])
            {
                await MeasureAsync(gateway.Url, tenant.Key, body, scopes, connections);
            }
        }
    }

    private async Task MeasureAsync(Uri url, string key, byte[] body, int scopes, int connections)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Check(await AskAsync(http, body), scopes);
        await RunAsync(http, body, connections, Warming);
        var begun = Stopwatch.GetTimestamp();
        var times = await RunAsync(http, body, connections, time);
        var rate = times.Count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var id = string.Create(CultureInfo.InvariantCulture, $"graphql.{scopes}.c{connections}");
        var what = string.Create(CultureInfo.InvariantCulture, $"GraphQL, {scopes} {(scopes == 1 ? "scope" : "scopes")} a query, {connections} {(connections == 1 ? "connection" : "connections")}");
        report.Add($"{id}.p50", $"{what}: p50", Quantiles.At(times, 0.5), "ms");
        report.Add($"{id}.p99", $"{what}: p99", Quantiles.At(times, 0.99), "ms");
        report.Add($"{id}.rate", $"{what}: rate", rate, "requests/s");
    }

    private static async Task<List<double>> RunAsync(HttpClient http, byte[] body, int connections, TimeSpan time)
    {
        var begun = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var times = new List<double>();
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                var at = Stopwatch.GetTimestamp();
                await AskAsync(http, body);
                times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            return times;
        })));
        return [.. all.SelectMany(static times => times)];
    }

    private static async Task<byte[]> AskAsync(HttpClient http, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.PostAsync("/graphql", content);
        var text = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{(int)response.StatusCode}: {Encoding.UTF8.GetString(text)}");
    }

    /// <summary>That it is what was asked for, once: the rest of the time is the server's.</summary>
    private static void Check(byte[] text, int scopes)
    {
        var answer = JsonNode.Parse(text)!;
        var tenant = answer["errors"] is null ? answer["data"]!["tenant"]! : throw new InvalidOperationException($"GraphQL: {answer["errors"]}");
        var scorecards = scopes == 1 ? [tenant["scorecard"]] : tenant["agents"]!["edges"]!.AsArray().Select(static edge => edge!["node"]!["scorecard"]).ToList();
        var level = scopes == 1 ? Level.Tenant : Level.Agent;
        if (scorecards.Count != scopes || scorecards.Exists(scorecard => scorecard?["values"]?.AsArray().Count != ScorecardKpis.Of(level).Count))
        {
            throw new InvalidOperationException($"GraphQL gave {scorecards.Count} scorecards of {scopes}, or not each whole");
        }
    }

    private static byte[] Body(string query, Level level) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["query"] = query,
        ["variables"] = new JsonObject
        {
            ["period"] = new JsonObject { ["from"] = ContactLoad.From.ToString("O", CultureInfo.InvariantCulture), ["to"] = ContactLoad.To.ToString("O", CultureInfo.InvariantCulture) },
            ["kpis"] = new JsonArray([.. ScorecardKpis.Of(level).Select(static code => (JsonNode)code)]),
        },
    }.ToJsonString());
}
