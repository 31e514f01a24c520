using System.Text;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using Xunit;

namespace CareKpi.Kpis.Tests.Benchmarks;

public class IndustryTableTests
{
    [Fact]
    public void Every_figure_that_is_shipped_has_its_source()
    {
        Assert.Equal(20, IndustryTable.BuiltIn.All.Count);
        Assert.All(IndustryTable.BuiltIn.All, static row => Assert.True(row.Figure.Source.Length > 0 && row.Figure.Year >= 2020));
    }

    [Theory]
    [InlineData("first_contact_resolution", "Tech-Support", 65)]
    [InlineData("csat", "health insurance", 80)]
    [InlineData("nps", "Consumer Payments", -6)]
    [InlineData("nps", "TV and Internet", 9)]
    public void Industries_match_whatever_their_spelling(string kpi, string industry, double value)
    {
        var figure = Assert.Single(IndustryTable.BuiltIn.Of(kpi, industry, 72.5));
        Assert.Equal((value, 72.5 - value), (figure.Value, figure.Gap));
    }

    [Fact]
    public void Another_industry_or_none_has_no_figures()
    {
        Assert.Empty(IndustryTable.BuiltIn.Of("nps", "shipbuilding", 1));
        Assert.Empty(IndustryTable.BuiltIn.Of("nps", null, 1));
        Assert.Null(Assert.Single(IndustryTable.BuiltIn.Of("nps", "grocery", null)).Gap);
    }

    [Fact]
    public void An_operators_own_figures_stand_beside_them_the_newest_first()
    {
        var table = With("""[{"source":"Our association","year":2025,"kpis":{"nps":{"retail":33.5}}},{"source":"Our association","year":2023,"region":"Malaysia","kpis":{"nps":{"Retail":31}}}]""");
        Assert.Equal([33.5, 29, 31], table.Of("nps", "retail", null).Select(static figure => figure.Value));
    }

    [Theory]
    [InlineData("""{"year":2025,"kpis":{"nps":{"retail":1}}}""", "source")]
    [InlineData("""{"source":"x","kpis":{"nps":{"retail":1}}}""", "year")]
    [InlineData("""{"source":"x","year":"2025","kpis":{"nps":{"retail":1}}}""", "year")]
    [InlineData("""{"source":"x","year":2025}""", "kpis")]
    [InlineData("""{"source":"x","year":2025,"kpis":{"npss":{"retail":1}}}""", "did you mean 'nps'?")]
    [InlineData("""{"source":"x","year":2025,"kpis":{"nps":{"retail":"1"}}}""", "kpis.nps.retail")]
    [InlineData("""{"source":"x","year":2025,"kpis":{"nps":[1]}}""", "kpis.nps")]
    [InlineData("""[{"source":"x","year":2025,"kpis":{}},{"source":"x","years":2025,"kpis":{}}]""", "[1].years")]
    [InlineData("""{"source":""", "not JSON")]
    [InlineData("""7""", "object")]
    public void A_table_that_makes_no_sense_says_where(string json, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => With(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Places_among_others()
    {
        double[] values = [70, 80, 80, 90, 60];
        Assert.Equal(new Rank(1, 5, 100), Ranking.Of(90, values, Direction.Up));
        Assert.Equal(new Rank(2, 5, 75), Ranking.Of(80, values, Direction.Up));
        Assert.Equal(new Rank(4, 5, 25), Ranking.Of(70, values, Direction.Up));
        Assert.Equal(new Rank(1, 5, 100), Ranking.Of(60, values, Direction.Down));
        Assert.Equal(new Rank(5, 5, 0), Ranking.Of(60, values, Direction.None));
        Assert.Null(Ranking.Of(70, [70], Direction.Up));
    }

    private static IndustryTable With(string json) => IndustryTable.BuiltIn.With(Encoding.UTF8.GetBytes(json), "own.json");
}
