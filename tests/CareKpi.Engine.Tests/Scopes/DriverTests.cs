using CareKpi.Engine.Tests.Properties;
using CareKpi.Engine.Tests.Simulation;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Drivers;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

public class DriverTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    [Fact]
    public async Task Contributions_of_every_kpi_add_up_to_its_change_whatever_tells_it_apart()
    {
        var (explained, parts) = (0, 0);
        for (var seed = 1; seed <= 8; seed++)
        {
            var told = await ExplainAsync(new Generator(seed).Tenant(150, everyType: true));
            (explained, parts) = (explained + told.Explained, parts + told.Parts);
        }
        Assert.True(explained > 150 && parts > 400, $"{explained} changes by {parts} parts");
    }

    private static async Task<(int Explained, int Parts)> ExplainAsync(GeneratedTenant tenant)
    {
        if (tenant.From == tenant.To)
        {
            return (0, 0);
        }
        await using var node = Play.NodeOf(tenant);
        await Play.CreateAsync(node, tenant);
        var (reply, _) = await node.SendAsync(tenant.Events.Where(Clients.IsValid));
        await node.AppliedAsync(reply.Position);
        var half = tenant.From.AddDays((tenant.To.DayNumber - tenant.From.DayNumber) / 2);
        var (before, now) = (new Period(tenant.From, half), new Period(half.AddDays(1), tenant.To));
        ScopeRef[] scopes = [Whole, .. tenant.Keys.Teams.Take(2).Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Take(1).Select(static key => new ScopeRef(Level.Agent, key))];
        var (explained, parts) = (0, 0);
        foreach (var scope in scopes)
        {
            foreach (var kpi in KpiRegistry.BuiltIn.ForLevel(scope.Level).Where(static kpi => Ratio.Of(kpi) is not null))
            {
                foreach (var (level, by) in Ways(scope, kpi))
                {
                    var request = new DriversRequest(scope, kpi.Code, new PeriodChoice(now, null), new PeriodChoice(before, null), level, by, First: 3);
                    if (await node.Host.Scope(TestNode.Tenant, scope).DriversAsync(request) is not { Change: { } change } told)
                    {
                        continue;
                    }
                    // What a value stands on makes the value.
                    var sum = told.Drivers.Items.Sum(static item => item.Contribution) + (told.Drivers.Rest?.Contribution ?? 0);
                    var size = 1 + Math.Abs(told.Now!.Value) + Math.Abs(told.Before!.Value);
                    Assert.True(Math.Abs(sum - change) <= 1e-9 * size, $"{scope} {kpi.Code} by {level}{by?.Dimension}: {sum} of {change}");
                    Assert.Equal(told.Now.Value - told.Before.Value, change);
                    explained += change == 0 ? 0 : 1;
                    parts += told.Drivers.Items.Count;
                }
            }
        }
        return (explained, parts);
    }

    /// <summary>A team's part is what is its own: a parent does not count its children twice, and an agent's work for another team is not in a team's table.</summary>
    [Fact]
    public async Task Teams_and_agents_count_by_their_own_leaves()
    {
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 4, 2, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        string[] events =
        [
            Event("1", "team.described", "2026-01-01", """ "team":"care" """), Event("2", "team.described", "2026-01-01", """ "team":"billing","parent":"care" """),
            Event("3", "agent.described", "2026-01-01", """ "agent":"ann","team":"billing" """),
            // Ann: one without a team (she is a member of billing), one for care. Two of nobody.
            Answer("a", "2026-02-01", """ ,"agent":"ann" """), Answer("b", "2026-03-01", """ ,"agent":"ann" """), Answer("c", "2026-03-01", """ ,"agent":"ann" """),
            Answer("d", "2026-03-01", """ ,"agent":"ann","team":"care" """), Answer("e", "2026-03-01", ""), Answer("f", "2026-02-01", ""),
        ];
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);

        Assert.Equal("before 2 now 4: billing 1→2, care 0→1, rest 1→1", await TellAsync(node, Whole, Level.Team));
        Assert.Equal("before 2 now 4: ann 1→3, rest 1→1", await TellAsync(node, Whole, Level.Agent));
        Assert.Equal("before 1 now 3: billing 1→2, care 0→1", await TellAsync(node, new ScopeRef(Level.Team, "care"), Level.Team));
        Assert.Equal("before 1 now 2: ann 1→2", await TellAsync(node, new ScopeRef(Level.Team, "billing"), Level.Agent));
        Assert.Equal("before 1 now 3: billing 1→2, care 0→1", await TellAsync(node, new ScopeRef(Level.Agent, "ann"), Level.Team));
    }

    [Theory]
    [InlineData("delivery_gap", Level.Team, "KPI_HAS_NO_DRIVERS")]
    [InlineData("service_level", Level.Agent, "KPI_NOT_AT_LEVEL")]
    [InlineData("csat", Level.Customer, "BAD_INPUT")]
    [InlineData("csatt", Level.Team, "UNKNOWN_KPI")]
    public async Task What_cannot_be_explained_is_told(string kpi, Level by, string code)
    {
        await using var node = new TestNode();
        await node.CreateAsync("UTC");
        var refused = await Assert.ThrowsAsync<ReadProblemException>(() => node.Host.Scope(TestNode.Tenant, Whole).DriversAsync(new DriversRequest(Whole, kpi, new PeriodChoice(null, PeriodPreset.LastMonth), null, by, null)));
        Assert.Equal(code, refused.Code);
    }

    private static async Task<string> TellAsync(TestNode node, ScopeRef scope, Level by)
    {
        var march = new PeriodChoice(new Period(new(2026, 3, 1), new(2026, 3, 31)), null);
        var told = (await node.Host.Scope(TestNode.Tenant, scope).DriversAsync(new DriversRequest(scope, "contacts_handled", march, null, by, null)))!;
        Assert.Equal(new Period(new(2026, 2, 1), new(2026, 2, 28)), told.Against);
        IEnumerable<string> items = told.Drivers.Items.OrderBy(static item => item.Of.Value, StringComparer.Ordinal).Select(static item => $"{item.Of.Value} {item.Before}→{item.Now}");
        return $"before {told.Before} now {told.Now}: {string.Join(", ", told.Drivers.Rest is { } rest ? items.Append($"rest {rest.Before}→{rest.Now}") : items)}";
    }

    private static IEnumerable<(Level?, BreakdownBy?)> Ways(ScopeRef scope, Kpi kpi)
    {
        foreach (var level in new[] { Level.Team, Level.Agent }.Where(level => kpi.Levels.Has(level) && (scope.Level != Level.Agent || level == Level.Team)))
        {
            yield return (level, null);
        }
        foreach (var dimension in new[] { Dimensions.Channel, Dimensions.Topic, Dimensions.Segment }.Where(dimension => kpi.Dimensions.HasFlag(dimension)))
        {
            yield return (null, new BreakdownBy(dimension, null));
        }
    }

    private static string Event(string id, string type, string day, string data) =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"test","type":"care.{{{type}}}","time":"{{{day}}}T09:00:00Z","data":{ {{{data}}} } }""";

    private static string Answer(string id, string day, string who) => Event(id, "contact.ended", day, $""" "contact":"{id}","channel":"voice","direction":"inbound","outcome":"answered","wait":1 {who} """);
}
