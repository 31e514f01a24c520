using System.Text.Json.Nodes;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>What reads promise: parts add up to the whole, time passes without events, and who has written reads what was written.</summary>
public class ReadingTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    /// <summary>KPIs whose value is a sum: counts of what happened, not shares, means or stocks.</summary>
    private static readonly IReadOnlyList<Kpi> Additive = [.. KpiRegistry.BuiltIn.All.Where(kpi => kpi.Kind is ValueKind.Count or ValueKind.Sum && kpi.Adds == Additivity.Both)];

    [Fact]
    public void DaysAddUpToThePeriod() => Play.ForAll(async (tenant, seed) =>
    {
        await using var node = await LoadedAsync(tenant, seed);
        foreach (var scope in ScopesOf(tenant))
        {
            var kpis = Additive.Where(kpi => kpi.Levels.Has(scope.Level)).Select(kpi => kpi.Code).ToList();
            var read = await node.ReadAsync(scope, PeriodOf(tenant), kpis, with: static request => request with { Interval = Interval.Day, Values = true });
            foreach (var value in read?.Values ?? [])
            {
                var points = read!.Series!.Single(series => series.Kpi == value.Kpi).Points;
                if (KpiRegistry.BuiltIn.Find(value.Kpi)!.Kind == ValueKind.Count)
                {
                    Assert.Equal((value.Kpi, value.Count), (value.Kpi, points.Sum(point => point.Count)));
                }
                Assert.Equal(value.Value ?? 0, points.Sum(point => point.Value ?? 0), 6);
                Assert.Equal(value.Numerator ?? 0, points.Sum(point => point.Numerator ?? 0), 6);
            }
        }
    });

    /// <summary>Contacts that each have an agent and a team: the agents are the tenant, and so are the teams, exactly.</summary>
    [Fact]
    public void LeavesAddUpToTheirScope() => Play.ForAll(async (tenant, seed) =>
    {
        var all = tenant with { Events = [.. tenant.Events.Select(CreditedContact).OfType<string>()] };
        if (all.Events.Count == 0)
        {
            return;
        }
        await using var node = await LoadedAsync(all, seed);
        // Of shares and means the numerators and denominators add up.
        var kpis = KpiRegistry.BuiltIn.All.Where(kpi => kpi.Adds == Additivity.Both && kpi.Levels.Has(Level.Agent) && kpi.Levels.Has(Level.Team)).Select(kpi => kpi.Code).ToList();
        var whole = await SumAsync(node, [Whole], all, kpis);
        Assert.True(kpis.Count > 20, $"only {kpis.Count} KPIs are compared");
        Assert.Equal(whole, await SumAsync(node, tenant.Keys.Agents.Select(key => new ScopeRef(Level.Agent, key)), all, kpis));
        Assert.Equal(whole, await SumAsync(node, [new ScopeRef(Level.Team, "even"), new ScopeRef(Level.Team, "odd")], all, kpis));
    });

    [Fact]
    public void AScopeThatIsKeptReadsAsOneThatIsReadAnew() => Play.ForAll(async (tenant, seed) =>
    {
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        var scopes = ScopesOf(tenant).ToList();
        foreach (var batch in play.Batches(tenant.Events))
        {
            await node.SendAsync(batch);
            await ReadAllAsync(node, tenant, scopes.Where(_ => play.Chance(20)));
        }
        var kept = await ReadAllAsync(node, tenant, scopes);
        await node.RestartAsync();
        Assert.Equal(await ReadAllAsync(node, tenant, scopes), kept);
    });

    [Fact]
    public void WhoHasWrittenReadsWhatWasWritten() => Play.ForAll(async (tenant, seed) =>
    {
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        var sent = 0L;
        foreach (var batch in play.Batches(tenant.Events))
        {
            var (reply, _) = await node.SendAsync(batch);
            sent += reply.Accepted;
            await node.AppliedAsync(reply.Position);
            Assert.Equal(sent, (await node.Intake.DescribeAsync())!.Events);
        }
        var problem = await Assert.ThrowsAsync<ReadProblemException>(() => node.AppliedAsync(1_000_000));
        Assert.Equal("POSITION_NOT_REACHED", problem.Code);
    });

    /// <summary>A case ages although nothing happens: to a warm scope grain, to one that was asleep, after a restart.</summary>
    [Fact]
    public async Task ACaseAgesWithoutAnEvent()
    {
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 2, 12, 30, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await node.SendAsync([Sent.Opened("1", "2026-03-02T12:00:00Z", "a")]);
        Assert.Equal((1, 0, 0, 0), await AgesAsync(node));
        node.Time.Advance(TimeSpan.FromHours(23.4));
        Assert.Equal((1, 0, 0, 0), await AgesAsync(node));
        node.Time.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal((0, 1, 0, 0), await AgesAsync(node));
        await node.Host.SleepAsync(TestNode.Tenant);
        node.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 0, 1, 0), await AgesAsync(node));
        await node.RestartAsync();
        node.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal((0, 0, 0, 1), await AgesAsync(node));
        // An event far away folds what is due by then; the case is no older for it.
        await node.SendAsync([Sent.Status("2", "2026-03-09T12:01:00Z", "lee", "available")]);
        await node.RestartAsync();
        Assert.Equal((0, 0, 0, 1), await AgesAsync(node));

        static async Task<(double, double, double, double)> AgesAsync(TestNode node)
        {
            var today = DateOnly.FromDateTime(node.Time.GetUtcNow().UtcDateTime);
            var read = await node.ReadAsync(Whole, new Period(today, today), ["backlog.age_0_1", "backlog.age_1_3", "backlog.age_3_7", "backlog.age_7_30"]);
            var ages = read!.Values!.Select(value => value.Value ?? 0).ToArray();
            return (ages[0], ages[1], ages[2], ages[3]);
        }
    }

    [Fact]
    public async Task ARunningStatusCountsWithoutAnEvent()
    {
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await node.SendAsync([Sent.Status("1", "2026-03-02T09:00:00Z", "lee", "available")]);
        Assert.Equal(1_800, await PaidAsync(node));
        node.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(3_600, await PaidAsync(node));
        await node.Host.SleepAsync(TestNode.Tenant);
        node.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(5_400, await PaidAsync(node));
        await node.RestartAsync();
        node.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(7_200, await PaidAsync(node));
        await node.SendAsync([Sent.Status("2", "2026-03-02T10:00:00Z", "lee", "offline")]);
        Assert.Equal(3_600, await PaidAsync(node));

        static async Task<double?> PaidAsync(TestNode node)
        {
            var read = await node.ReadAsync(new ScopeRef(Level.Agent, "lee"), new Period(new(2026, 3, 2), new(2026, 3, 2)), ["utilization"]);
            return read!.Values![0].Denominator;
        }
    }

    /// <summary>A clock comes due although nothing happens: to a warm scope grain, to one that was asleep, after a restart.</summary>
    [Fact]
    public async Task AnSlaClockIsMissedWithoutAnEvent()
    {
        using var settings = System.Text.Json.JsonDocument.Parse("""{"slaPolicies":[{"firstResponse":600,"nextResponse":900,"resolution":7200}]}""");
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC", settings.RootElement);
        await node.SendAsync([Sent.Opened("1", "2026-03-02T09:00:00Z", "a"), Sent.Event("2", "2026-03-02T09:01:00Z", "care.case.assigned", """{"case":"a","agent":"lee"}""")]);
        Assert.Equal((null, 0), await FirstAsync(node));
        node.Time.Advance(TimeSpan.FromMinutes(5));
        // The target includes its bound.
        Assert.Equal((null, 0), await FirstAsync(node));
        node.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0.0, 1), await FirstAsync(node));
        // To a node that slept while the clock of the resolution came due.
        Assert.Equal((null, 0), await ResolutionAsync(node));
        await node.Host.SleepAsync(TestNode.Tenant);
        node.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((0.0, 1), await ResolutionAsync(node));
        await node.RestartAsync();
        Assert.Equal((0.0, 1), await FirstAsync(node));
        Assert.Equal((0.0, 1), await ResolutionAsync(node));
        // It had been answered and resolved in time: what was missed is taken back.
        await node.SendAsync([Sent.Event("3", "2026-03-02T09:10:00Z", "care.message.sent", """{"case":"a","agent":"lee"}"""), Sent.Event("4", "2026-03-02T11:00:00Z", "care.case.resolved", """{"case":"a"}""")]);
        Assert.Equal((100.0, 1), await FirstAsync(node));
        Assert.Equal((100.0, 1), await ResolutionAsync(node));

        static Task<(double?, long)> FirstAsync(TestNode node) => ReadAsync(node, "sla_first_response");

        static Task<(double?, long)> ResolutionAsync(TestNode node) => ReadAsync(node, "sla_resolution");

        static async Task<(double?, long)> ReadAsync(TestNode node, string kpi)
        {
            var day = new Period(new(2026, 3, 2), new(2026, 3, 2));
            var whole = (await node.ReadAsync(Whole, day, [kpi]))!.Values![0];
            var agent = (await node.ReadAsync(new ScopeRef(Level.Agent, "lee"), day, [kpi]))!.Values![0];
            Assert.Equal((whole.Value, whole.Count), (agent.Value, agent.Count));
            return (whole.Value, whole.Count);
        }
    }

    private static async Task<TestNode> LoadedAsync(GeneratedTenant tenant, int seed)
    {
        var play = new Play(tenant, seed);
        var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        foreach (var batch in play.Batches(tenant.Events))
        {
            var (reply, _) = await node.SendAsync(batch);
            await node.AppliedAsync(reply.Position);
        }
        return node;
    }

    /// <summary>The event with a team, if it is a contact of an agent.</summary>
    private static string? CreditedContact(string sent)
    {
        var json = JsonNode.Parse(sent)!;
        if ((string?)json["type"] != "care.contact.ended" || (string?)json["data"]!["agent"] is not { } agent)
        {
            return null;
        }
        json["data"]!["team"] = agent.Sum(letter => letter) % 2 == 0 ? "even" : "odd";
        return json.ToJsonString();
    }

    private static IEnumerable<ScopeRef> ScopesOf(GeneratedTenant tenant) =>
    [
        Whole,
        .. tenant.Keys.Teams.Select(key => new ScopeRef(Level.Team, key)),
        .. tenant.Keys.Agents.Select(key => new ScopeRef(Level.Agent, key)),
        .. tenant.Keys.Customers.Take(3).Select(key => new ScopeRef(Level.Customer, key)),
    ];

    private static Period PeriodOf(GeneratedTenant tenant) => new(tenant.From, tenant.To);

    private static async Task<List<string>> ReadAllAsync(TestNode node, GeneratedTenant tenant, IEnumerable<ScopeRef> scopes)
    {
        var told = new List<string>();
        foreach (var scope in scopes)
        {
            foreach (var where in new[] { null, new Filter(Dimensions.Channel, null, ["voice", "email"]), new Filter(Dimensions.Queue, null, ["first"]) })
            {
                var read = await node.ReadAsync(scope, PeriodOf(tenant), null, where);
                told.AddRange(read?.Values?.Select(value => $"{scope} {where?.Dimension} {value with { Distribution = null }} {value.Distribution?.Mean} {value.Distribution?.P90}") ?? []);
            }
        }
        return told;
    }

    private static async Task<Dictionary<string, (double Numerator, double Denominator, long Count)>> SumAsync(TestNode node, IEnumerable<ScopeRef> scopes, GeneratedTenant tenant, List<string> kpis)
    {
        var sums = kpis.ToDictionary(kpi => kpi, _ => (Numerator: 0.0, Denominator: 0.0, Count: 0L), StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            foreach (var value in (await node.ReadAsync(scope, PeriodOf(tenant), kpis))?.Values ?? [])
            {
                var sum = sums[value.Kpi];
                sums[value.Kpi] = (Math.Round(sum.Numerator + (value.Numerator ?? 0), 6), Math.Round(sum.Denominator + (value.Denominator ?? 0), 6), sum.Count + value.Count);
            }
        }
        return sums;
    }
}
