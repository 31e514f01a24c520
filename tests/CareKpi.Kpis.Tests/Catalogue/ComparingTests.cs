using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

public sealed class ComparingTests
{
    private static readonly Period February = new(new(2026, 2, 1), new(2026, 2, 28));

    [Theory]
    [InlineData(70.0, 75.0, 5.0, 7.142857)]
    [InlineData(80.0, 60.0, -20.0, -25.0)]
    [InlineData(-20.0, -10.0, 10.0, 50.0)]
    [InlineData(0.0, 3.0, 3.0, null)]
    [InlineData(null, 3.0, null, null)]
    [InlineData(3.0, null, null, null)]
    [InlineData(4.0, 4.0, 0.0, 0.0)]
    [InlineData(1e-300, 1e10, 1e10, null)]
    [InlineData(-1e308, 1e308, null, null)]
    public void Change_and_percent(double? earlier, double? value, double? change, double? percent)
    {
        var comparison = Comparing.Against(earlier, February, value, Direction.Up);

        Assert.Equal(February, comparison.Period);
        Assert.Equal(earlier, comparison.Value);
        Assert.Equal(change, comparison.Change);
        Assert.Equal(percent, comparison.ChangePercent is { } exact ? Math.Round(exact, 6) : null);
    }

    [Theory]
    [InlineData(Direction.Up, 1.0, 2.0, true)]
    [InlineData(Direction.Up, 2.0, 1.0, false)]
    [InlineData(Direction.Down, 1.0, 2.0, false)]
    [InlineData(Direction.Down, 2.0, 1.0, true)]
    [InlineData(Direction.None, 1.0, 2.0, null)]
    [InlineData(Direction.Up, 2.0, 2.0, null)]
    [InlineData(Direction.Up, null, 2.0, null)]
    [InlineData(Direction.Down, 2.0, null, null)]
    [InlineData(Direction.Down, 0.0, 2.0, false)]
    public void Better_follows_the_direction(Direction direction, double? earlier, double? value, bool? better) =>
        Assert.Equal(better, Comparing.Against(earlier, February, value, direction).Better);

    [Fact]
    public void Shares_of_equal_parts_are_equal_whatever_they_are_of()
    {
        // Rounded once, so that 1 of 3 this month and 7 of 21 the month before are no change.
        double? Share(long part, long whole) => Evaluate.Of("csat", new FakeMeasures()
            .With(Kpis.Measures.SurveyMeasures.CsatPositive, part)
            .With(Kpis.Measures.SurveyMeasures.CsatAnswers, whole)).Value;

        Assert.Null(Comparing.Against(Share(7, 21), February, Share(1, 3), Direction.Up).Better);
    }
}
