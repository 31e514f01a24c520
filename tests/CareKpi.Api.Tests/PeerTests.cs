using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Node;
using CareKpi.Api.Peers;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareKpi.Api.Tests;

/// <summary>Peers over HTTP, with the engine behind: twelve tenants through two quarters.</summary>
public sealed class PeerTests : IAsyncLifetime
{
    private const string Snapshots = "/v1/admin/peers/snapshots";
    private readonly EngineNode node = new();
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private int sent;

    public async Task InitializeAsync()
    {
        node.Clock.Stop();
        Now("2027-01-05T12:00:00Z");
        await node.InitializeAsync();
    }

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task Twelve_tenants_through_two_quarters()
    {
        // Positive answers of 40: 20, 22 … 38 are 50 to 95 %; the last two have too few answers, or did not opt in.
        for (var i = 0; i < 10; i++)
        {
            await MakeAsync($"t{i}", "Retail", true);
            await AnswersAsync($"t{i}", 20 + (2 * i), 40, "2026-11-10");
        }
        await MakeAsync("few", "retail", true);
        await AnswersAsync("few", 29, 29, "2026-11-10");
        await MakeAsync("shy", "retail", false);
        await AnswersAsync("shy", 40, 40, "2026-11-10");

        // Ten days are left for late events.
        await RoundAsync();
        Assert.Null(await PeersAsync("t0"));
        Now("2027-01-11T12:00:00Z");
        await RoundAsync();
        // 50, 55 … 95 are 50, 56, 60, 66 (65 is half way), 70, 76, 80, 86, 90, 96 on the grid.
        var told = (await PeersAsync("t0"))!;
        Assert.Equal("""{"quarter":"2026-10-01","tenants":10,"p10":54,"p25":60,"p50":74,"p75":86,"p90":92,"percentile":10}""", told.ToJsonString());
        Assert.Equal(90, (double)(await PeersAsync("t9"))!["percentile"]!);
        Assert.Null(await PeersAsync("few"));
        Assert.Null(await PeersAsync("shy"));
        var looked = await ListAsync();
        Assert.Equal("""{"quarter":"2026-10-01","state":"done","looked":13,"taking":11}""", looked["round"]!.ToJsonString());
        var group = Assert.Single(looked["items"]!.AsArray())!;
        Assert.Equal(("retail", "small", "2026-10-01"), ((string?)group["industry"], (string?)group["size"], (string?)group["decided"]));
        Assert.Equal(10, (int)group["kpis"]!.AsArray().First(kpi => (string?)kpi!["kpi"] == "csat")!["tenants"]!);
        Assert.DoesNotContain("t0", looked.ToJsonString(), StringComparison.Ordinal);

        // In the next quarter one joins (few has answers enough now) and everybody is better: it stays as it was, wholly, also for whoever asks.
        Now("2027-02-11T12:00:00Z");
        for (var i = 0; i < 10; i++)
        {
            await AnswersAsync($"t{i}", 40, 40, "2027-02-10");
        }
        await AnswersAsync("few", 40, 40, "2027-02-10");
        Now("2027-04-03T12:00:00Z");
        await RoundAsync();
        using (var begun = await RunAsync("2027-01-01"))
        {
            Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        }
        await node.StopAsync();
        await node.StartAsync();
        await RoundAsync();
        var kept = (await PeersAsync("t0"))!;
        Assert.Equal("2026-10-01 10 74", $"{kept["quarter"]} {kept["tenants"]} {kept["p50"]}");
        Assert.Null(await PeersAsync("few"));
        // A quarter is decided once, and an earlier one never again.
        using var again = await RunAsync("2027-01-01");
        Assert.Equal("""{"quarter":"2027-01-01","state":"done","looked":13,"taking":11}""", (await TestNode.ReadAsync(again)).ToJsonString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        foreach (var wrong in (string[])["2026-10-01", "2027-04-01", "2027-02-01", "Q1"])
        {
            using var refused = await RunAsync(wrong);
            Assert.Equal("quarter", (string?)(await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT"))["field"]);
        }

        // One opts out (at once without figures), one is removed, one has joined: three. It is renewed, without them.
        await OptAsync("t3", false);
        Assert.Null(await PeersAsync("t3"));
        using var gone = await TestNode.SendAsync(node.Operators, HttpMethod.Delete, "/v1/admin/tenants/t4?confirm=t4", TestNode.Operator);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        foreach (var (_, row) in await node.Services.GetRequiredService<CareKpi.Api.Node.NodeState>().ScanAsync("peer-", CancellationToken.None))
        {
            Assert.DoesNotContain("\"t4\"", System.Text.Encoding.UTF8.GetString(row), StringComparison.Ordinal);
        }
        Now("2027-05-11T12:00:00Z");
        foreach (var tenant in keys.Keys.Where(static tenant => tenant is not "t4"))
        {
            await AnswersAsync(tenant, 30, 40, "2027-05-10");
        }
        Now("2027-07-15T12:00:00Z");
        await RoundAsync();
        told = (await PeersAsync("few"))!;
        Assert.Equal("""{"quarter":"2027-04-01","tenants":9,"p10":null,"p25":76,"p50":76,"p75":76,"p90":null,"percentile":75}""", told.ToJsonString());
        Assert.Null(await PeersAsync("t3"));
    }

    [Fact]
    public async Task Four_are_too_few_and_tenants_of_other_industries_and_sizes_are_no_peers()
    {
        for (var i = 0; i < 4; i++)
        {
            await MakeAsync($"t{i}", "telecom", true);
            await AnswersAsync($"t{i}", 30, 40, "2026-11-10");
        }
        await MakeAsync("other", "energy", true);
        await AnswersAsync("other", 30, 40, "2026-11-10");
        Now("2027-01-11T12:00:00Z");
        await RoundAsync();
        Assert.Null(await PeersAsync("t0"));
        Assert.Equal(["energy", "telecom"], (await ListAsync())["items"]!.AsArray().Select(static group => (string?)group!["industry"]));
        Assert.All((await ListAsync())["items"]!.AsArray(), static group => Assert.Empty(group!["kpis"]!.AsArray()));
        using var operators = await node.GetAsync(Snapshots, keys["t0"]);
        Assert.Equal(HttpStatusCode.NotFound, operators.StatusCode);
        using var page = await TestNode.SendAsync(node.Operators, HttpMethod.Get, $"{Snapshots}?first=1&after=energy/small", TestNode.Operator);
        Assert.Equal("telecom", (string?)Assert.Single((await TestNode.ReadAsync(page))["items"]!.AsArray())!["industry"]);
    }

    [Fact]
    public async Task A_round_that_is_cut_off_goes_on_where_it_was()
    {
        for (var i = 10; i < 35; i++)
        {
            await MakeAsync($"t{i}", "retail", true);
        }
        for (var i = 10; i < 16; i++)
        {
            await AnswersAsync($"t{i}", 30, 40, "2026-11-10");
        }
        await RoundAsync();
        Now("2027-01-11T12:00:00Z");
        // Begun, ten tenants looked at; each step in another life of the node.
        for (var step = 0; step < 12; step++)
        {
            await StepAsync();
            await node.StopAsync();
            await node.StartAsync();
        }
        Assert.Equal("""{"quarter":"2026-10-01","state":"done","looked":26,"taking":25}""", (await ListAsync())["round"]!.ToJsonString());
        Assert.Equal(6, (int)(await PeersAsync("t10"))!["tenants"]!);
    }

    /// <summary>A tenant that fails is passed over; what is down for all is waited for.</summary>
    [Fact]
    public async Task A_common_outage_drops_nobody()
    {
        var directory = Directory.CreateTempSubdirectory("carekpi-peers-").FullName;
        await using (var own = DataDirectory.Open(directory))
        {
            var store = new PeerStore(new NodeState(own.Node, new ProcessLocks()), node.Clock);
            var grains = new FakeGrains { Fault = new TimeoutException() };
            var round = new PeerRound(grains, node.Data.Log, store, node.Clock, NullLogger<PeerRound>.Instance);
            for (var step = 0; step < 2 * PeerRound.MaxTries; step++)
            {
                Assert.True(await round.StepAsync(CancellationToken.None));
            }

            Assert.Equal((0, (2 * PeerRound.MaxTries) - 1), await LookedAsync());
            grains.Fault = new InvalidDataException();
            for (var step = 0; step < PeerRound.MaxTries; step++)
            {
                Assert.Equal(0, (await LookedAsync()).Looked);
                await round.StepAsync(CancellationToken.None);
            }

            Assert.Equal((1, 0), await LookedAsync());

            async Task<(int Looked, int Waits)> LookedAsync() => await store.RoundAsync(CancellationToken.None) is { } row ? (row.Looked, row.Waits) : default;
        }

        Directory.Delete(directory, recursive: true);
    }

    private void Now(string at) => node.Clock.Moved = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) - (node.Clock.GetUtcNow() - node.Clock.Moved);

    private async Task RoundAsync()
    {
        while (await StepAsync())
        {
        }
    }

    private Task<bool> StepAsync() => node.Services.GetServices<IHostedService>().OfType<PeerWorker>().Single().StepAsync(CancellationToken.None);

    private async Task MakeAsync(string tenant, string industry, bool optsIn)
    {
        using var made = await TestNode.SendAsync(node.Operators, HttpMethod.Put, $"/v1/admin/tenants/{tenant}", TestNode.Operator, TestNode.Json($$$"""{"name":"{{{tenant}}}","timeZone":"Europe/Berlin","currency":"EUR","industry":"{{{industry}}}","settings":{"peerBenchmarks":{{{(optsIn ? "true" : "false")}}}}}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        keys[tenant] = (string)(await node.IssueAsync(new { name = "test", scopes = (string[])["ingest", "read", "manage"] }, tenant))["key"]!;
    }

    private async Task OptAsync(string tenant, bool optsIn)
    {
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", keys[tenant], TestNode.Json($$$"""{"settings":{"peerBenchmarks":{{{(optsIn ? "true" : "false")}}}}}"""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    private Task AnswersAsync(string tenant, int positive, int answers, string day) => node.IngestAsync(keys[tenant], [.. Enumerable.Range(0, answers).Select(at =>
        $$$"""{"specversion":"1.0","id":"e{{{++sent}}}","source":"test","type":"care.survey.answered","time":"{{{day}}}T10:00:00Z","data":{"survey":"s{{{sent}}}","kind":"csat","channel":"voice","score":{{{(at < positive ? 5 : 1)}}} } }""")]);

    /// <summary>Of the tenant's csat in the days before.</summary>
    private async Task<JsonObject?> PeersAsync(string tenant)
    {
        using var answer = await node.PostAsync("/v1/scorecards", keys[tenant], TestNode.Json("""{"requests":[{"scope":{"level":"tenant"},"period":{"from":"2026-10-01","to":"2026-12-31"},"kpis":["csat"],"extras":["benchmark"]}]}"""));
        return (await TestNode.ReadAsync(answer))["answers"]![0]!["result"]!["values"]![0]!["benchmark"]?["peers"]?.AsObject();
    }

    private async Task<JsonObject> ListAsync()
    {
        using var answer = await TestNode.SendAsync(node.Operators, HttpMethod.Get, Snapshots, TestNode.Operator);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TestNode.ReadAsync(answer);
    }

    private Task<HttpResponseMessage> RunAsync(string quarter) => TestNode.SendAsync(node.Operators, HttpMethod.Post, $"{Snapshots}?quarter={quarter}", TestNode.Operator);
}
