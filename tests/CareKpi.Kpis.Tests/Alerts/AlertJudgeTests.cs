using System.Text.Json;
using CareKpi.Kpis.Alerts;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using Xunit;

namespace CareKpi.Kpis.Tests.Alerts;

public sealed class AlertJudgeTests
{
    private static readonly Kpi s_csat = KpiRegistry.BuiltIn.Find("csat")!;
    private static readonly Kpi s_volume = KpiRegistry.BuiltIn.Find("contact_volume")!;

    [Theory]
    [InlineData("""{"kind":"threshold","below":80}""", 79.9, true)]
    [InlineData("""{"kind":"threshold","below":80}""", 80.0, false)]
    [InlineData("""{"kind":"threshold","above":80}""", 80.1, true)]
    [InlineData("""{"kind":"threshold","above":80}""", 80.0, false)]
    [InlineData("""{"kind":"threshold","above":0}""", 0.0, false)]
    public void A_threshold_is_passed_not_reached(string condition, double value, bool holds) => Assert.Equal(holds, AlertJudge.Judge(Rule(condition), s_csat, "Billing", new(Value(value, 10))) is not null);

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public void Few_observations_raise_nothing(long count, bool holds) =>
        Assert.Equal(holds, AlertJudge.Judge(Rule("""{"kind":"threshold","below":80}""", minCount: 10), s_csat, "Billing", new(Value(5, count))) is not null);

    [Fact]
    public void Nothing_measured_raises_nothing() => Assert.Null(AlertJudge.Judge(Rule("""{"kind":"threshold","below":80}"""), s_csat, "Billing", new(new KpiValue("csat", 1, null, 0, 0, 0))));

    /// <summary>80 before: a fall by a tenth is 72.</summary>
    [Theory]
    [InlineData(-10, 72.0, true)]
    [InlineData(-10, 72.1, false)]
    [InlineData(-10, 90.0, false)]
    [InlineData(10, 88.0, true)]
    [InlineData(10, 87.9, false)]
    [InlineData(10, 60.0, false)]
    public void A_change_is_of_the_four_weeks_before(double percent, double value, bool holds) =>
        Assert.Equal(holds, AlertJudge.Judge(Rule($$"""{"kind":"change","percent":{{percent}}}"""), s_csat, "Billing", new(Value(value, 10)) { Baseline = Value(80, 40), Days = 7 }) is not null);

    /// <summary>280 contacts in 28 days are 70 in a week and 5 in half a day.</summary>
    [Theory]
    [InlineData(7, 84, true)]
    [InlineData(7, 83, false)]
    [InlineData(0.5, 6, true)]
    [InlineData(0.5, 5, false)]
    public void What_is_counted_is_measured_by_the_days_that_have_passed(double days, double value, bool holds) =>
        Assert.Equal(holds, AlertJudge.Judge(Rule("""{"kind":"change","percent":20}"""), s_volume, "Demo", new(Value(value, (long)value)) { Baseline = Value(280, 280), Days = days }) is not null);

    /// <summary>What is counted is its own sample: nothing is less than 10, however many observations a rule asks for. Before, there must have been as many.</summary>
    [Theory]
    [InlineData("""{"kind":"threshold","below":10}""", 0, 0, true)]
    [InlineData("""{"kind":"threshold","below":10}""", 10, 0, false)]
    [InlineData("""{"kind":"change","percent":-50}""", 0, 280, true)]
    [InlineData("""{"kind":"change","percent":-50}""", 35, 280, true)]
    [InlineData("""{"kind":"change","percent":-50}""", 36, 280, false)]
    [InlineData("""{"kind":"change","percent":-50}""", 0, 19, false)]
    [InlineData("""{"kind":"change","percent":-50}""", 0, 0, false)]
    public void Nothing_counted_is_little(string condition, double value, long before, bool holds) =>
        Assert.Equal(holds, AlertJudge.Judge(Rule(condition, minCount: 20), s_volume, "Demo", new(Value(value, (long)value)) { Baseline = Value(before, before), Days = 7 }) is not null);

    [Theory]
    [InlineData("contact_volume", true)]
    [InlineData("backlog", true)]
    [InlineData("service_cost", true)]
    [InlineData("csat", false)]
    [InlineData("average_handle_time", false)]
    public void Few_observations_are_enough_of_counts_sums_and_stocks(string kpi, bool holds)
    {
        var of = KpiRegistry.BuiltIn.Find(kpi)!;
        Assert.Equal(holds, AlertJudge.Judge(Rule("""{"kind":"threshold","below":10}""", minCount: 20), of, "Demo", new(Value(0, 0))) is not null);
        Assert.Equal(holds, AlertJudge.LeastCount(Rule("""{"kind":"targetMissed"}""", minCount: 20), of) <= 0);
    }

    [Fact]
    public void A_target_is_missed_by_nothing()
    {
        var status = new TargetStatus(new Target("t", new(Level.Team, "billing"), "contacts_handled", 100, null, Target.Beginning, null), null, TargetState.Missed, null, null);
        Assert.NotNull(AlertJudge.Judge(Rule("""{"kind":"targetMissed"}"""), KpiRegistry.BuiltIn.Find("contacts_handled")!, "Billing", new(Value(0, 0) with { Target = status })));
    }

    [Fact]
    public void A_change_needs_something_to_be_compared_with()
    {
        var rule = Rule("""{"kind":"change","percent":20}""", minCount: 5);
        Assert.Null(AlertJudge.Judge(rule, s_csat, "Billing", new(Value(100, 10)) { Baseline = Value(10, 4), Days = 7 }));
        Assert.Null(AlertJudge.Judge(rule, s_csat, "Billing", new(Value(100, 10)) { Baseline = Value(0, 40), Days = 7 }));
        Assert.Null(AlertJudge.Judge(rule, s_csat, "Billing", new(Value(100, 10)) { Days = 7 }));
        Assert.Equal("Customer satisfaction of Billing is 100 %: +900 % against 10 in the four weeks before", AlertJudge.Judge(rule, s_csat, "Billing", new(Value(100, 10)) { Baseline = Value(10, 5), Days = 7 }));
    }

    [Theory]
    [InlineData(TargetState.Missed, true)]
    [InlineData(TargetState.Warning, false)]
    [InlineData(TargetState.Met, false)]
    [InlineData(null, false)]
    public void A_target_is_missed_or_not(TargetState? state, bool holds)
    {
        var status = new TargetStatus(new Target("t", new(Level.Team, "billing"), "csat", 80, 75, Target.Beginning, null), null, state, null, null);
        Assert.Equal(holds, AlertJudge.Judge(Rule("""{"kind":"targetMissed"}"""), s_csat, "Billing", new(Value(60, 10) with { Target = status })) is not null);
        Assert.Null(AlertJudge.Judge(Rule("""{"kind":"targetMissed"}"""), s_csat, "Billing", new(Value(60, 10))));
    }

    [Theory]
    [InlineData("""{"level":"agent","kpi":"csat","condition":{"kind":"targetMissed"}}""", "name")]
    [InlineData("""{"name":"x","level":"nobody","kpi":"csat","condition":{"kind":"targetMissed"}}""", "level")]
    [InlineData("""{"name":"x","level":"tenant","key":"a","kpi":"csat","condition":{"kind":"targetMissed"}}""", "key")]
    [InlineData("""{"name":"x","level":"customer","kpi":"csat","condition":{"kind":"targetMissed"}}""", "key")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat"}""", "condition")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"threshold"}}""", "condition")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"threshold","above":1,"below":2}}""", "condition")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"change","percent":0}}""", "condition")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"targetMissed"},"period":"LAST_CENTURY"}""", "period")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"targetMissed"},"minCount":0}""", "minCount")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"targetMissed"},"coolDownHours":0.5}""", "coolDownHours")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"targetMissed"},"webhook":{"url":"http://example.com"}}""", "webhook.url")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","condition":{"kind":"targetMissed"},"webhook":{"url":"https://a:b@example.com"}}""", "webhook.url")]
    [InlineData("""{"name":"x","level":"agent","kpi":"csat","conditions":{"kind":"targetMissed"}}""", "conditions")]
    public void A_rule_that_makes_no_sense_is_told_where(string document, string field) =>
        Assert.Equal(field, Assert.Throws<DefinitionException>(() => AlertRule.Read("r", JsonElement.Parse(document))).Field);

    [Fact]
    public void A_rule_is_written_as_it_was_read()
    {
        foreach (var condition in (string[])["""{"kind":"threshold","below":80}""", """{"kind":"targetMissed"}""", """{"kind":"change","percent":-12.5}"""])
        {
            var rule = Rule(condition, minCount: 30);
            Assert.Equal(rule, AlertRule.Read("r", rule.ToDocument()));
        }
        Assert.Equal(Enum.GetValues<PeriodPreset>().Length, AlertRule.PresetWords.Count);
    }

    private static KpiValue Value(double value, long count) => new("csat", 1, value, count, null, null);

    private static AlertRule Rule(string condition, int minCount = 1) =>
        AlertRule.Read("r", JsonElement.Parse($$$"""{"name":"Rule","level":"team","key":"billing","kpi":"csat","condition":{{{condition}}},"period":"TODAY","minCount":{{{minCount}}},"coolDownHours":12,"webhook":{"url":"https://example.com/hook"}}"""));
}
