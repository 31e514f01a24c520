using CareKpi.Api.Access;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Tests.Access;

/// <summary>The table of docs/sign-in.md, cell by cell.</summary>
public sealed class SightTests
{
    private static readonly Reach Lead = new Reach.OfTeams(["billing"]);
    private static readonly Reach Self = new Reach.OfAgent("ann");
    private static readonly Reach TeamWidget = new Reach.OfWidget(new(Level.Team, "billing"), ["csat"], "https://crm.example.com");
    private static readonly Reach AgentWidget = new Reach.OfWidget(new(Level.Agent, "ann"), null, "https://crm.example.com");

    public static TheoryData<string, string> Cells => new()
    {
        // tenant, own team, a team below, another team, an agent of these, another agent, ann, a customer
        { "admin", "11111111" },
        { "lead", "01101000" },
        { "agent", "00000010" },
        { "team widget", "01000000" },
        { "agent widget", "00000010" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Who_sees_what(string who, string expected)
    {
        var sight = Of(who, AgentViewers.All);
        Assert.Equal(expected, string.Concat(Scopes.Select(scope => sight.Sees(scope) ? '1' : '0')));
    }

    [Theory]
    [InlineData("admin", AgentViewers.Lead | AgentViewers.Self)]
    [InlineData("lead", AgentViewers.Admin | AgentViewers.Self)]
    [InlineData("agent", AgentViewers.Admin | AgentViewers.Lead)]
    [InlineData("agent widget", AgentViewers.Lead | AgentViewers.Self)]
    [InlineData("admin", AgentViewers.None)]
    public void Single_agents_are_seen_by_those_whom_the_setting_names(string who, AgentViewers others)
    {
        var sight = Of(who, others);
        Assert.DoesNotContain(Scopes, scope => scope.Level == Level.Agent && sight.Sees(scope));
        Assert.Equal([], sight.Among(Level.Agent));
        Assert.Equal(Scopes.Where(scope => scope.Level != Level.Agent && Of(who, AgentViewers.All).Sees(scope)), Scopes.Where(sight.Sees));
    }

    [Fact]
    public void Lists_hold_what_is_seen()
    {
        Assert.Null(Of("admin", AgentViewers.All).Among(Level.Agent));
        Assert.Equal(["billing", "refunds"], Of("lead", AgentViewers.All).Among(Level.Team)!.Order(StringComparer.Ordinal));
        Assert.Equal(["bob"], Of("lead", AgentViewers.All).Among(Level.Agent));
        Assert.Equal([], Of("lead", AgentViewers.All).Among(Level.Customer));
        Assert.Equal(["ann"], Of("agent", AgentViewers.All).Among(Level.Agent));
        Assert.Equal([], Of("agent", AgentViewers.All).Among(Level.Team));
        Assert.Equal(["billing"], Of("team widget", AgentViewers.All).Among(Level.Team));
        Assert.Equal([], Of("team widget", AgentViewers.All).Among(Level.Agent));
    }

    [Fact]
    public void A_widget_shows_its_own_kpis()
    {
        Assert.True(Of("team widget", AgentViewers.All).SeesKpi("csat"));
        Assert.False(Of("team widget", AgentViewers.All).SeesKpi("nps"));
        Assert.True(Of("agent widget", AgentViewers.All).SeesKpi("nps"));
        Assert.True(Of("lead", AgentViewers.All).SeesKpi("nps"));
    }

    private static readonly ScopeRef[] Scopes =
        [new(Level.Tenant, ""), new(Level.Team, "billing"), new(Level.Team, "refunds"), new(Level.Team, "tech"), new(Level.Agent, "bob"), new(Level.Agent, "cat"), new(Level.Agent, "ann"), new(Level.Customer, "billing")];

    private static Sight Of(string who, AgentViewers viewers) => who switch
    {
        "admin" => Sight.Of(Reach.All, viewers, [], []),
        "lead" => Sight.Of(Lead, viewers, ["billing", "refunds"], ["bob"]),
        "agent" => Sight.Of(Self, viewers, [], []),
        "team widget" => Sight.Of(TeamWidget, viewers, [], []),
        _ => Sight.Of(AgentWidget, viewers, [], []),
    };
}
