using System.Text.Json;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Settings;
using Xunit;

namespace CareKpi.Kpis.Tests.Appraisals;

public class AppraisalSettingsTests
{
    private static readonly KpiRegistry Registry = new CustomKpis(
    [
        new("mine", 1, "Mine", "csat * 2", Units.Percent, Direction.Up, KeyResultArea.Quality),
        new("whole", 1, "Whole", "retention_rate * 2", Units.Percent, Direction.Up, KeyResultArea.Quality),
    ]).Registry;

    [Fact]
    public void The_example_of_the_contract_is_read()
    {
        var scheme = Assert.Single(AppraisalSettings.Of(Json("""{"appraisal": {"schemes": [{"name": "Voice", "teams": ["voice"], "parts": [{"kpi": "csat", "weight": 30, "target": 85, "minCount": 20}, {"kpi": "mine", "weight": 0.5}]}]}}""")));
        Assert.Equal(("Voice", "voice"), (scheme.Name, Assert.Single(scheme.Teams!)));
        Assert.Equal([new AppraisalPart("csat", 30, 85, 20), new AppraisalPart("mine", 0.5, null, null)], scheme.Parts);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"appraisal": null}""")]
    [InlineData("""{"appraisal": {}}""")]
    [InlineData("""{"appraisal": {"schemes": null}}""")]
    [InlineData("""{"appraisal": {"schemes": []}}""")]
    public void Nothing_said_is_none(string settings) => Assert.Empty(AppraisalSettings.Of(Json(settings)));

    [Theory]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csatt", "weight": 1}]}]""", "schemes[0].parts[0].kpi", "did you mean 'csat'?")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "minne", "weight": 1}]}]""", "schemes[0].parts[0].kpi", "did you mean 'mine'?")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1}, {"kpi": "retention_rate", "weight": 1}]}]""", "schemes[0].parts[1].kpi", "no value for agents (its levels are T)")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "whole", "weight": 1}]}]""", "schemes[0].parts[0].kpi", "no value for agents (its levels are T)")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "occupancy", "weight": 1}]}]""", "schemes[0].parts[0].kpi", "its direction is 'none'")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "appraisal", "weight": 1}]}]""", "schemes[0].parts[0].kpi", "a part of itself")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1}, {"kpi": "csat", "weight": 2}]}]""", "schemes[0].parts[1].kpi", "a second time")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1}]}, {"name": "A", "parts": [{"kpi": "csat", "weight": 1}]}]""", "schemes[1].name", "a second time")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 0}]}]""", "schemes[0].parts[0].weight", "over 0 and at most 1000")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat"}]}]""", "schemes[0].parts[0].weight", "over 0 and at most 1000")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1000.1}]}]""", "schemes[0].parts[0].weight", "1000")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1, "target": "85"}]}]""", "schemes[0].parts[0].target", "a number")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1, "minCount": 0}]}]""", "schemes[0].parts[0].minCount", "from 1")]
    [InlineData("""[{"name": "A", "parts": [{"kpi": "csat", "weight": 1, "goal": 85}]}]""", "schemes[0].parts[0].goal", "is not a key here")]
    [InlineData("""[{"name": "A", "parts": []}]""", "schemes[0].parts", "1 to 20 parts")]
    [InlineData("""[{"name": "A"}]""", "schemes[0].parts", "1 to 20 parts")]
    [InlineData("""[{"name": "A", "teams": [], "parts": [{"kpi": "csat", "weight": 1}]}]""", "schemes[0].teams", "names no team")]
    [InlineData("""[{"parts": [{"kpi": "csat", "weight": 1}]}]""", "schemes[0].name", "must be a text")]
    [InlineData("""{"name": "A"}""", "schemes", "must be an array")]
    public void What_makes_no_sense_is_refused_with_its_place(string schemes, string path, string problem)
    {
        var wrong = Assert.Throws<SettingsException>(() => AppraisalSettings.Check(Json("{\"appraisal\": {\"schemes\": " + schemes + "}}"), Registry));
        Assert.Equal($"appraisal.{path}", wrong.Path);
        Assert.Contains(problem, wrong.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_has_at_most_20_parts() =>
        Assert.Contains("at most 20", Assert.Throws<SettingsException>(() => AppraisalSettings.Of(Json("{\"appraisal\": {\"schemes\": [{\"name\": \"A\", \"parts\": [" + string.Join(',', Enumerable.Repeat("1", 21)) + "]}]}}"))).Problem, StringComparison.Ordinal);

    /// <summary>Before it meant something, anything was kept: reads go on without it.</summary>
    [Fact]
    public void What_an_earlier_version_kept_says_nothing() => Assert.Empty(TenantSettings.Default.With(Json("""{"appraisal": {"csat": 30}}""")).Appraisal);

    [Theory]
    [InlineData("appraisal")]
    [InlineData("appraisal.count")]
    [InlineData("csat + appraisal")]
    public void No_formula_names_an_appraisal(string formula)
    {
        var wrong = Assert.Throws<CustomKpiException>(() => CustomKpis.None.With(new("loop", 1, "Loop", formula, Units.Percent, Direction.Up, KeyResultArea.Quality)));
        Assert.Contains("no formula can name it", wrong.Message, StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
