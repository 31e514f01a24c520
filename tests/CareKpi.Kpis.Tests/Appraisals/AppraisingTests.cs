using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using Xunit;

namespace CareKpi.Kpis.Tests.Appraisals;

/// <summary>Worked by hand, to the digit.</summary>
public class AppraisingTests
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private readonly Dictionary<string, Figures> figures = new(StringComparer.Ordinal);
    private readonly List<Target> targets = [];

    /// <summary>
    /// csat 72 of 80: 90 %, weight 30. Handle time 250 s where 200 s is the target: 200 ÷ 250 = 80 %, weight 20. Quality 95 of 90: 105.6 %, no more than 100, weight 50.
    /// (30 × 90 + 20 × 80 + 50 × 100) ÷ 100 = (2,700 + 1,600 + 5,000) ÷ 100 = 93; on 40 + 25 + 10 = 75 observations.
    /// </summary>
    [Fact]
    public void Several_parts_with_a_capped_one_and_one_of_which_less_is_better()
    {
        Have("csat", 72, 40);
        Have("average_handle_time", 250, 25);
        Have("quality_score", 95, 10);
        var told = Appraise(new("csat", 30, 80, null), new("average_handle_time", 20, 200, null), new("quality_score", 50, 90, null));
        Assert.Equal((93.0, 75L, 9_300.0, 100.0, false), (told.Value!.Value, told.Count, told.Numerator!.Value, told.Denominator!.Value, told.Small!.Value));
        Assert.Equal(
            [Of("csat", 90, 40, 30), Of("average_handle_time", 80, 25, 20), Of("quality_score", 100, 10, 50)],
            told.Parts!);
    }

    /// <summary>4 answers are too few, so their 60 leave: (40 × 75) ÷ 40 = 75. Of 100, 40 are less than half: small. With 50 against 50 exactly half has enough: not small.</summary>
    [Theory]
    [InlineData(60, 40, true)]
    [InlineData(50, 50, false)]
    [InlineData(49.5, 50.5, false)]
    [InlineData(50.5, 49.5, true)]
    public void A_small_part_leaves_its_weight_to_the_others(double small, double large, bool isSmall)
    {
        Have("csat", 100, 4);
        Have("quality_score", 60, 5);
        var told = Appraise(new("csat", small, 80, null), new("quality_score", large, 80, null));
        Assert.Equal((75.0, 5L, isSmall), (told.Value!.Value, told.Count, told.Small!.Value));
        Assert.Equal([Of("csat", 100, 4, small) with { Small = true }, Of("quality_score", 75, 5, large)], told.Parts!);
    }

    /// <summary>20 answers are asked for: 19 are too few, 20 are enough (80 ÷ 80).</summary>
    [Theory]
    [InlineData(19, null)]
    [InlineData(20, 100.0)]
    public void A_part_says_how_many_it_needs(long count, double? value)
    {
        Have("csat", 80, count);
        Assert.Equal(value, Appraise(new AppraisalPart("csat", 1, 80, 20)).Value);
    }

    /// <summary>4 open cases where 3 shall be: 3 ÷ 4 = 75 %. A count is its own sample; who asks for 5 gets none.</summary>
    [Theory]
    [InlineData(null, 75.0)]
    [InlineData(5, null)]
    public void Few_is_what_a_count_says(int? minCount, double? value)
    {
        Have("backlog", 4, 4);
        var told = Appraise(new AppraisalPart("backlog", 1, 3, minCount));
        Assert.Equal((value, value is null), (told.Value, told.Small!.Value));
    }

    /// <summary>The team's target (90) comes before the tenant's (60), the part's own before all: 72 ÷ 90 = 80, 72 ÷ 96 = 75. On a day on which the team's does not hold: 100.</summary>
    [Fact]
    public void A_part_without_a_target_has_the_one_that_is_inherited()
    {
        Have("csat", 72, 10);
        targets.Add(new Target("team", new(Level.Team, "voice"), "csat", 90, null, new(2026, 3, 1), new(2026, 3, 31)));
        targets.Add(new Target("tenant", new(Level.Tenant, ""), "csat", 60, null, Target.Beginning, null));
        Assert.Equal(80.0, Appraise(new AppraisalPart("csat", 1, null, null)).Value);
        Assert.Equal(75.0, Appraise(new AppraisalPart("csat", 1, 96, null)).Value);
        Assert.Equal(100.0, AppraiseOn(Day.AddDays(1), new AppraisalPart("csat", 1, null, null)).Value);
    }

    /// <summary>Without value, without target, or taken away: shown, without weight in the sum. 80 of 100 remain.</summary>
    [Fact]
    public void What_has_no_attainment_is_shown_and_counts_for_nothing()
    {
        Have("csat", 80, 10);
        Have("nps", null, 0);
        Have("quality_score", 90, 10);
        var told = Appraise(new("csat", 70, 100, null), new("nps", 10, 50, null), new("quality_score", 10, null, null), new("gone", 10, 1, null));
        Assert.Equal((80.0, 10L, false), (told.Value!.Value, told.Count, told.Small!.Value));
        Assert.Equal(
            [Of("csat", 80, 10, 70), Of("nps", null, 0, 10) with { Small = true }, Of("quality_score", null, 10, 10), Of("gone", null, 0, 10) with { Small = true }],
            told.Parts!);
    }

    [Fact]
    public void Nothing_attained_on_enough_is_no_value()
    {
        Have("csat", 80, 4);
        var told = Appraise(new AppraisalPart("csat", 1, 80, null));
        Assert.Equal((null, 0L, 0.0, 0.0, true), (told.Value, told.Count, told.Numerator!.Value, told.Denominator!.Value, told.Small!.Value));
    }

    [Theory]
    [InlineData("billing,voice", "Voice")]
    [InlineData("voice", "Voice")]
    [InlineData("mail,back", "Back office")]
    [InlineData("mail", "All")]
    [InlineData("", "All")]
    public void The_first_scheme_that_names_a_team_holds(string teams, string name)
    {
        AppraisalScheme[] schemes = [new("All", null, []), new("Voice", ["chat", "voice"], []), new("Back office", ["back", "voice"], [])];
        Assert.Equal(name, AppraisalScheme.For(schemes, teams.Split(',', StringSplitOptions.RemoveEmptyEntries))?.Name);
        Assert.Null(AppraisalScheme.For(schemes[1..], ["mail"]));
    }

    private void Have(string code, double? value, long count) => figures[code] = new Figures(value, count, null, null);

    private Figures Appraise(params AppraisalPart[] parts) => AppraiseOn(Day, parts);

    private Figures AppraiseOn(DateOnly day, params AppraisalPart[] parts) =>
        Appraising.Of(AppraisalBasis.Of([new("All", null, parts)], new Standards([], targets), KpiRegistry.BuiltIn)! with { Day = day }, kpi => figures[kpi.Code]);

    private static Part Of(string code, double? value, long count, double weight) => new(code, value, count) { Kpi = code, Weight = weight };
}
