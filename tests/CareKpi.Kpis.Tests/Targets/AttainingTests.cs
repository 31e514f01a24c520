using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using Xunit;

namespace CareKpi.Kpis.Tests.Targets;

/// <summary>Worked by hand, to the digit.</summary>
public class AttainingTests
{
    private static readonly ScopeRef Team = new(Level.Team, "billing");

    [Theory]
    // More is better: 72 of 80 are 90 %.
    [InlineData("csat", 80.0, 75.0, 72.0, TargetState.Missed, 90.0)]
    [InlineData("csat", 80.0, 75.0, 75.0, TargetState.Warning, 93.75)]
    [InlineData("csat", 80.0, 75.0, 80.0, TargetState.Met, 100.0)]
    [InlineData("csat", 80.0, null, 79.0, TargetState.Missed, 98.75)]
    [InlineData("csat", 30.0, null, 90.0, TargetState.Met, 200.0)]
    // Less is better: 300 s against 240 s are 240 ÷ 300.
    [InlineData("first_response_time", 240.0, 300.0, 300.0, TargetState.Warning, 80.0)]
    [InlineData("first_response_time", 240.0, 300.0, 301.0, TargetState.Missed, 24_000.0 / 301)]
    [InlineData("first_response_time", 240.0, 300.0, 192.0, TargetState.Met, 125.0)]
    [InlineData("first_response_time", 240.0, 300.0, 0.0, TargetState.Met, 200.0)]
    [InlineData("complaint_rate", 0.0, null, 0.0, TargetState.Met, 200.0)]
    [InlineData("complaint_rate", 0.0, null, 0.5, TargetState.Missed, 0.0)]
    // −100…100: (20 + 100) ÷ (50 + 100).
    [InlineData("nps", 50.0, 30.0, 20.0, TargetState.Missed, 80.0)]
    [InlineData("nps", -10.0, -20.0, -19.0, TargetState.Warning, 90.0)]
    [InlineData("social_sentiment", 0.0, null, 10.0, TargetState.Met, 110.0)]
    // −1…1: (0.2 + 1) ÷ (0.5 + 1).
    [InlineData("interaction_sentiment", 0.5, null, 0.2, TargetState.Missed, 80.0)]
    // A gap in points may be below zero, where no ratio means anything.
    [InlineData("delivery_gap", 5.0, 8.0, -3.0, TargetState.Met, 200.0)]
    [InlineData("delivery_gap", -2.0, 0.0, -1.0, TargetState.Warning, null)]
    // Neither is better: a band, its ends included.
    [InlineData("occupancy", 75.0, 85.0, 80.0, TargetState.Met, null)]
    [InlineData("occupancy", 75.0, 85.0, 85.0, TargetState.Met, null)]
    [InlineData("occupancy", 85.0, 75.0, 85.5, TargetState.Missed, null)]
    [InlineData("occupancy", 75.0, null, 80.0, null, null)]
    // Nothing to measure yet.
    [InlineData("csat", 80.0, 75.0, null, null, null)]
    public void State_and_attainment(string code, double goal, double? warning, double? value, TargetState? state, double? attainment)
    {
        var status = Judge(code, goal, warning, value, null);
        Assert.Equal((state, attainment, (double?)null), (status.State, status.Attainment, status.Pace));
    }

    [Theory]
    // 1,000 cases of a month, 550 so far, 9 days left: 50 a day.
    [InlineData("cases_resolved", 1_000.0, 550.0, 9.0, 50.0)]
    [InlineData("cases_resolved", 1_000.0, 550.0, 4.5, 100.0)]
    [InlineData("cases_resolved", 1_000.0, 1_200.0, 9.0, 0.0)]
    // A budget: what may still be spent a day.
    [InlineData("service_cost", 3_000.0, 1_200.0, 12.0, 150.0)]
    // Not of a share, nor of a stock, nor when the period does not run.
    [InlineData("csat", 80.0, 70.0, 9.0, null)]
    [InlineData("backlog", 10.0, 30.0, 9.0, null)]
    [InlineData("cases_resolved", 1_000.0, 550.0, null, null)]
    public void Pace(string code, double goal, double value, double? daysLeft, double? pace) => Assert.Equal(pace, Judge(code, goal, null, value, daysLeft).Pace);

    [Fact]
    public void Says_whose_target_it_is()
    {
        var own = new Target("t", Team, "csat", 80, null, Target.Beginning, null);
        var kpi = KpiRegistry.BuiltIn.Find("csat")!;
        Assert.Null(Attaining.Judge(own, Team, kpi, 1, null).InheritedFrom);
        Assert.Equal(Level.Team, Attaining.Judge(own, new ScopeRef(Level.Agent, "a"), kpi, 1, null).InheritedFrom);
        Assert.Equal(Level.Team, Attaining.Judge(own, new ScopeRef(Level.Team, "below"), kpi, 1, null).InheritedFrom);
    }

    private static TargetStatus Judge(string code, double goal, double? warning, double? value, double? daysLeft) =>
        Attaining.Judge(new Target("t", Team, code, goal, warning, Target.Beginning, null), Team, KpiRegistry.BuiltIn.Find(code)!, value, daysLeft);
}
