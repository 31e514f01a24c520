using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Targets;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>Worked by hand, from events to the digit.</summary>
public class AppraisalReadingTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");
    private static readonly ScopeRef Ann = new(Level.Agent, "ann");
    private static readonly ScopeRef Ben = new(Level.Agent, "ben");
    private static readonly ScopeRef Cat = new(Level.Agent, "cat");
    private static readonly ScopeRef Voice = new(Level.Team, "voice");
    private static readonly Period March = new(new(2026, 3, 1), new(2026, 3, 31));

    private int sent;

    /// <summary>
    /// ann: 4 of 5 answers positive, 80 % of the tenant's 100: 80, weight 60. 5 evaluations of 60 against 80: 75, weight 40. (60 × 80 + 40 × 75) ÷ 100 = 78, on 10.
    /// ben: 5 of 5, 100; 5 evaluations of 90, capped: 100. 100, on 10.
    /// The team is no mean of these (89): its csat is 9 of 10, 90; its evaluations 10 of 75 on average: 93.75. (60 × 90 + 40 × 93.75) ÷ 100 = 91.5, on 20.
    /// </summary>
    [Fact]
    public async Task An_agent_and_its_team_are_appraised_on_their_own_figures()
    {
        await using var node = await NodeAsync();
        await TargetAsync(node, Whole, "csat", 100);
        Assert.Equal((78.0, 10L, false), Told(await AppraisalAsync(node, Ann)));
        Assert.Equal((100.0, 10L, false), Told(await AppraisalAsync(node, Ben)));
        var team = await AppraisalAsync(node, Voice);
        Assert.Equal((91.5, 20L, false), Told(team));
        Assert.Equal(
            [new Part("csat", 90, 10) { Kpi = "csat", Weight = 60 }, new Part("quality_score", 93.75, 10) { Kpi = "quality_score", Weight = 40 }],
            team.Parts!);
    }

    /// <summary>A target of the team above comes before the tenant's: ann's 80 against 80 are 100, (60 × 100 + 40 × 75) ÷ 100 = 90. It ends on the 30th: of all March the tenant's holds, until the 30th that of the team.</summary>
    [Fact]
    public async Task A_target_is_inherited_as_of_the_day_of_the_period()
    {
        await using var node = await NodeAsync();
        await TargetAsync(node, Whole, "csat", 100);
        await TargetAsync(node, new ScopeRef(Level.Team, "north"), "csat", 80, new(2026, 3, 30));
        Assert.Equal(78.0, (await AppraisalAsync(node, Ann)).Value);
        Assert.Equal(90.0, (await AppraisalAsync(node, Ann, March with { To = new(2026, 3, 30) })).Value);
        var series = (await node.ReadAsync(Ann, March, ["appraisal"], with: static request => request with { Interval = Interval.Month }))!.Series![0];
        Assert.Equal(78.0, Assert.Single(series.Points).Value);
    }

    /// <summary>Members of voice, whatever is above it, have the scheme that names it; cat is of mail: (1 × 50 ÷ 100) × 100 = 50, on 6.</summary>
    [Fact]
    public async Task A_team_has_a_scheme_of_its_own()
    {
        await using var node = await NodeAsync();
        await SetAsync(node, """[{"name": "All", "parts": [{"kpi": "quality_score", "weight": 1, "target": 100}]}, {"name": "North", "teams": ["north"], "parts": [{"kpi": "csat", "weight": 1, "target": 100}]}]""");
        Assert.Equal((80.0, 5L, false), Told(await AppraisalAsync(node, Ann)));
        Assert.Equal((90.0, 10L, false), Told(await AppraisalAsync(node, Voice)));
        Assert.Equal((50.0, 6L, false), Told(await AppraisalAsync(node, Cat)));
        await SetAsync(node, """[{"name": "Others", "teams": ["mail"], "parts": [{"kpi": "quality_score", "weight": 1, "target": 50}]}]""");
        Assert.Equal((null, 0L), ((await AppraisalAsync(node, Ann)).Value, (await AppraisalAsync(node, Ann)).Count));
        Assert.Equal(100.0, (await AppraisalAsync(node, Cat)).Value);
    }

    /// <summary>cat has evaluations only: 40 of 100, less than half. 50 ÷ 80 is 62.5 all the same, and in no ranking and no place.</summary>
    [Fact]
    public async Task What_is_small_is_told_and_not_ranked()
    {
        await using var node = await NodeAsync();
        await TargetAsync(node, Whole, "csat", 100);
        Assert.Equal((62.5, 6L, true), Told(await AppraisalAsync(node, Cat)));
        foreach (var isWorst in new[] { false, true })
        {
            var ranking = await node.ReadAsync(Whole, March, ["appraisal", "quality_score"], with: request => request with { Ranking = new RankingOf(Level.Agent, Worst: isWorst) });
            string[] order = ["ben", "ann"];
            Assert.Equal(isWorst ? order.Reverse() : order, ranking!.Ranking![0].Entries.Select(static entry => entry.Scope.Key));
            Assert.Equal(3, ranking.Ranking[1].Entries.Count);
        }
        Assert.Equal((2, 2), await PlaceAsync(node, Ann));
        Assert.Equal((1, 2), await PlaceAsync(node, Ben));
        Assert.Null(await PlaceAsync(node, Cat));
    }

    /// <summary>A weight holds at once; a closed month keeps what it was, that it was small included.</summary>
    [Fact]
    public async Task A_closed_month_stands()
    {
        await using var node = await NodeAsync();
        await TargetAsync(node, Whole, "csat", 100);
        await node.Host.Scope(TestNode.Tenant, Whole).CloseMonthAsync(March.From, "test");
        await SetAsync(node, """[{"name": "All", "parts": [{"kpi": "quality_score", "weight": 1, "target": 100}]}]""");
        await node.RestartAsync();
        var (ann, cat) = (await AppraisalAsync(node, Ann), await AppraisalAsync(node, Cat));
        Assert.Equal((78.0, 60.0, null), (ann.Value!.Value, ann.Revised!.Value, ann.Parts));
        Assert.Equal((62.5, 50.0, true), (cat.Value!.Value, cat.Revised!.Value, cat.Small));
        Assert.False(ann.Small);
    }

    /// <summary>A part of the tenant's own events, and one of work time, are read although nobody asks for them.</summary>
    [Fact]
    public async Task What_a_part_stands_on_is_read_with_it()
    {
        await using var node = await NodeAsync();
        await node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, "sold", JsonElement.Parse("""{"name": "Sold", "formula": "custom.sale.sum", "unit": "money", "direction": "up", "keyResultArea": "efficiency"}""")));
        await SetAsync(node, """[{"name": "All", "parts": [{"kpi": "sold", "weight": 3, "target": 80}, {"kpi": "backlog", "weight": 1, "target": 1}]}]""");
        await SendAsync(node,
        [
            Event("care.custom.recorded", """{"name": "sale", "value": 60, "agent": "ann"}"""),
            Event("care.case.opened", """{"case": "k1", "customer": "u", "channel": "email", "openedBy": "customer", "agent": "ann"}"""),
            Event("care.case.opened", """{"case": "k2", "customer": "u", "channel": "email", "openedBy": "customer", "agent": "ann"}"""),
        ]);
        // 60 ÷ 80 = 75, weight 3; two open cases where one is the target: 1 ÷ 2 = 50, weight 1. (225 + 50) ÷ 4.
        Assert.Equal(68.75, (await AppraisalAsync(node, Ann)).Value);
        var ranked = await node.ReadAsync(Whole, March, ["appraisal"], with: static request => request with { Ranking = new RankingOf(Level.Agent, MinCount: 0) });
        Assert.Equal(68.75, ranked!.Ranking![0].Entries.Single(static entry => entry.Scope.Key == "ann").Result.Value);
    }

    /// <summary>A tenant's figure is no agent's, and nothing says how far one without a direction is attained: the part is gone. 80 ÷ 100 of csat stands.</summary>
    [Theory]
    [InlineData("customers_active", "n", "up")]
    [InlineData("customer_health", "0–100", "up")]
    [InlineData("quality_score", "0–100", "none")]
    public async Task A_part_that_is_defined_anew_as_none_of_agents_is_gone(string formula, string unit, string direction)
    {
        await using var node = await NodeAsync();
        await DefineAsync("quality_score", "0–100", "up");
        await SetAsync(node, """[{"name": "All", "parts": [{"kpi": "csat", "weight": 3, "target": 100}, {"kpi": "mine", "weight": 1, "target": 1}]}]""");
        Assert.Equal(85.0, (await AppraisalAsync(node, Ann)).Value);
        await DefineAsync(formula, unit, direction);
        var ann = await AppraisalAsync(node, Ann);
        Assert.Equal((80.0, 5L, false), Told(ann));
        Assert.Equal(new Part("mine", null, 0) { Kpi = "mine", Weight = 1, Small = true }, ann.Parts![1]);
        var ranked = await node.ReadAsync(Whole, March, ["appraisal"], with: static request => request with { Ranking = new RankingOf(Level.Agent) });
        Assert.Equal(80.0, ranked!.Ranking![0].Entries.Single(static entry => entry.Scope.Key == "ann").Result.Value);
        Assert.NotNull(await PlaceAsync(node, Ann));
        await node.Host.Scope(TestNode.Tenant, Whole).CloseMonthAsync(March.From, "test");

        Task DefineAsync(string formula, string unit, string direction) => node.Intake.DefineAsync(new DefinitionChange(
            DefinitionCollection.Kpis, "mine", JsonElement.Parse($$"""{"name": "Mine", "formula": "{{formula}}", "unit": "{{unit}}", "direction": "{{direction}}", "keyResultArea": "quality"}""")));
    }

    [Fact]
    public async Task It_is_of_whole_scopes_and_has_neither_drivers_nor_evidence()
    {
        await using var node = await NodeAsync();
        var filtered = await Assert.ThrowsAsync<ReadProblemException>(() => node.ReadAsync(Ann, March, ["appraisal"], new Filter(Kpis.Measures.Dimensions.Channel, null, ["voice"])));
        Assert.Equal("KPI_NOT_BY_DIMENSION", filtered.Code);
        var tenant = await Assert.ThrowsAsync<ReadProblemException>(() => node.ReadAsync(Whole, March, ["appraisal"]));
        Assert.Equal("KPI_NOT_AT_LEVEL", tenant.Code);
        var drivers = await Assert.ThrowsAsync<ReadProblemException>(() => node.Host.Scope(TestNode.Tenant, Voice).DriversAsync(new DriversRequest(Voice, "appraisal", new PeriodChoice(March, null), null, Level.Agent, null)));
        Assert.Equal("KPI_HAS_NO_DRIVERS", drivers.Code);
        var evidence = await Assert.ThrowsAsync<ReadProblemException>(() => node.Host.Scope(TestNode.Tenant, Ann).EvidenceAsync(new(Ann, new PeriodChoice(March, null), "appraisal")));
        Assert.Equal("NO_EVIDENCE", evidence.Code);
    }

    [Fact]
    public async Task A_scheme_that_makes_no_sense_is_refused_and_nothing_changes()
    {
        await using var node = await NodeAsync();
        var before = await node.Intake.SettingsAsync();
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => SetAsync(node, """[{"name": "All", "parts": [{"kpi": "csatt", "weight": 1}]}]"""));
        Assert.Equal("appraisal.schemes[0].parts[0].kpi", wrong.Path);
        Assert.Equal(before.Effective.GetRawText(), (await node.Intake.SettingsAsync()).Effective.GetRawText());
    }

    private static (double Value, long Count, bool Small) Told(KpiValue value) => (value.Value!.Value, value.Count, value.Small);

    private static async Task<KpiValue> AppraisalAsync(TestNode node, ScopeRef scope, Period? period = null) => (await node.ReadAsync(scope, period ?? March, ["appraisal"]))!.Values![0];

    private static async Task<(int, int)?> PlaceAsync(TestNode node, ScopeRef scope)
    {
        var read = await node.ReadAsync(scope, March, ["appraisal"], with: static request => request with { Extras = Extras.Benchmark });
        return read!.Values![0].Benchmark?.Rank is { } rank ? (rank.Position, rank.Of) : null;
    }

    private static Task TargetAsync(TestNode node, ScopeRef scope, string kpi, double goal, DateOnly? to = null) =>
        node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Targets, $"{scope.Level}-{kpi}", new Target("", scope, kpi, goal, null, Target.Beginning, to).ToDocument()));

    private static Task SetAsync(TestNode node, string schemes) => node.Intake.ChangeSettingsAsync(new SettingsChange(null, JsonElement.Parse("{\"appraisal\": {\"schemes\": " + schemes + "}}")));

    private async Task<TestNode> NodeAsync()
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 4, 2, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SetAsync(node, """[{"name": "All", "parts": [{"kpi": "csat", "weight": 60}, {"kpi": "quality_score", "weight": 40, "target": 80}]}]""");
        await SendAsync(node,
        [
            Event("care.team.described", """{"team":"voice","parent":"north"}"""), Event("care.agent.described", """{"agent":"ann","team":"voice"}"""),
            Event("care.agent.described", """{"agent":"ben","team":"voice"}"""), Event("care.agent.described", """{"agent":"cat","team":"mail"}"""),
            .. Answers("ann", 5, 5, 5, 4, 3), .. Answers("ben", 5, 5, 5, 5, 4), .. Scores("ann", 60, 5), .. Scores("ben", 90, 5), .. Scores("cat", 50, 6),
        ]);
        return node;
    }

    private IEnumerable<string> Answers(string agent, params int[] scores) => [.. scores.Select(score => Event("care.survey.answered", $$"""{"survey":"s{{sent}}","kind":"csat","score":{{score}},"agent":"{{agent}}"}"""))];

    private IEnumerable<string> Scores(string agent, int score, int count) => [.. Enumerable.Range(0, count).Select(_ => Event("care.quality.evaluated", $$"""{"evaluation":"q{{sent}}","agent":"{{agent}}","score":{{score}}}"""))];

    private string Event(string type, string data) => Sent.Event($"{sent++}", "2026-03-10T09:00:00Z", type, data);

    private static async Task SendAsync(TestNode node, IEnumerable<string> events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }
}
