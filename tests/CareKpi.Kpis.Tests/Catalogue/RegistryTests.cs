using System.Text.RegularExpressions;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

public sealed class RegistryTests
{
    private static readonly KpiRegistry Registry = KpiRegistry.BuiltIn;

    [Fact]
    public void Variants_follow_their_parent_in_order()
    {
        var codes = Registry.All.Select(kpi => kpi.Code).ToList();

        Assert.Equal(
            ["backlog", "backlog.age_0_1", "backlog.age_1_3", "backlog.age_3_7", "backlog.age_7_30", "backlog.age_30", "reopen_rate"],
            codes.GetRange(codes.IndexOf("backlog"), 7),
            StringComparer.Ordinal);
        Assert.Equal(
            ServiceLevelModes.All.Select(mode => $"service_level.{mode.ToCode()}"),
            codes.GetRange(codes.IndexOf("service_level") + 1, 6),
            StringComparer.Ordinal);
        Assert.All(Registry.All.Where(kpi => kpi.Parent is not null), variant => Assert.StartsWith($"{variant.Parent!.Code}.", variant.Code, StringComparison.Ordinal));
        Assert.All(Registry.All, kpi => Assert.Equal(kpi.Code.Contains('.', StringComparison.Ordinal), kpi.Parent is not null));
    }

    /// <summary>What users are told has the number of the catalogue as it is.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("CHANGELOG.md")]
    public void The_number_that_users_are_told_is_that_of_the_catalogue(string file)
    {
        var unreleased = Repository.Read(file).Split("\n## [", 3) is [_, var newest, ..] ? newest : Repository.Read(file);
        var told = Regex.Matches(unreleased, @"[0-9]+ KPIs \([0-9]+ with variants\)", RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)).Select(match => match.Value).ToList();
        Assert.Equal([FormattableString.Invariant($"{Registry.All.Count(kpi => kpi.Parent is null)} KPIs ({Registry.All.Count} with variants)")], told);
    }

    [Fact]
    public void Finds_exact_codes_only()
    {
        Assert.Equal("csat", Registry.Find("csat")?.Code);
        Assert.Equal("service_level", Registry.Find("service_level.answeredOnly")?.Parent?.Code);
        Assert.Null(Registry.Find("CSAT"));
        Assert.Null(Registry.Find(""));
    }

    [Theory]
    [InlineData("csatt", "csat")]
    [InlineData("CSAT", "csat")]
    [InlineData("first_repsonse_time", "first_response_time")]
    [InlineData("service_level.answered_only", "service_level.answeredOnly")]
    [InlineData("something else entirely", null)]
    [InlineData("", null)]
    public void Says_what_was_probably_meant(string asked, string? meant) => Assert.Equal(meant, Registry.DidYouMean(asked));

    [Fact]
    public void Does_not_compare_what_nobody_typed() => Assert.Null(Registry.DidYouMean(new('c', 1_000_000)));

    [Theory]
    [InlineData(Level.Tenant)]
    [InlineData(Level.Team)]
    [InlineData(Level.Agent)]
    [InlineData(Level.Customer)]
    public void A_level_has_its_KPIs_in_order(Level level) => Assert.Equal(Registry.All.Where(kpi => kpi.Levels.Has(level)), Registry.ForLevel(level));

    [Fact]
    public void Customers_have_no_queue()
    {
        Assert.DoesNotContain(Registry.ForLevel(Level.Customer), kpi => string.Equals(kpi.Code, "service_level", StringComparison.Ordinal));
        Assert.Contains(Registry.ForLevel(Level.Customer), kpi => string.Equals(kpi.Code, "csat", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_rows_at_one_place_are_refused()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new KpiRegistry([new Row("a", 10), new Row("b", 10)]));
        Assert.Contains("'a' and 'b'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rows_of_one_code_are_refused() => Assert.Throws<InvalidOperationException>(() => new KpiRegistry([new Row("a", 10), new Row("a", 20)]));

    [Fact]
    public void What_measures_say_holds_for_the_KPI()
    {
        var productivity = Registry.Find("productivity")!;
        Assert.Equal([CaseMeasures.Resolved, WorkMeasures.Paid, WorkMeasures.Break], productivity.Measures);
        Assert.Equal(Dimensions.None, productivity.Dimensions);
        Assert.Equal(CaseMeasures.Resolved.Dimensions, Registry.Find("cases_resolved")!.Dimensions);
        Assert.Equal(5, Registry.Find("service_level")!.Measures.Count);
        Assert.Equal(2, Registry.Find("service_level.answeredOnly")!.Measures.Count);

        Assert.Equal(Additivity.Both, productivity.Adds);
        Assert.Equal(Additivity.Scopes, Registry.Find("backlog.age_1_3")!.Adds);
    }

    [Fact]
    public void Windows_are_those_of_the_definitions()
    {
        Assert.Equal(
            ["first_contact_resolution", "repeat_contact_rate", "next_issue_avoidance"],
            Registry.All.Where(kpi => kpi.Window == SettlingWindow.Repeat).Select(kpi => kpi.Code),
            StringComparer.Ordinal);
        Assert.Equal(
            ["utilization", "occupancy", "agent_efficiency", "productivity", "adherence"],
            Registry.All.Where(kpi => kpi.Window == SettlingWindow.RunningStatus).Select(kpi => kpi.Code),
            StringComparer.Ordinal);
    }

    private sealed class Row(string code, int row) : Kpi(code, KeyResultArea.Quality, row)
    {
        public override LocalizedText Names { get; } = new("", "", "", "");

        public override LocalizedText Descriptions => Names;

        public override Formula Formula { get; } = Formula.Count(CaseMeasures.Opened);

        public override string Unit => Units.Number;

        public override Direction Direction => Direction.None;

        public override Tier Tier => Tier.Basic;

        public override Levels Levels => Levels.T;
    }
}
