using CareKpi.Kpis.Benchmarks.Peers;
using CareKpi.Kpis.Catalogue;
using Xunit;

namespace CareKpi.Kpis.Tests.Benchmarks.Peers;

/// <summary>The worked examples of docs/decisions/0014-peer-benchmarks.md, and what the estimator and the grid hold to.</summary>
public sealed class PeerFiguresTests
{
    private static readonly DateOnly Quarter = new(2026, 1, 1);

    [Theory]
    [InlineData(0.25, 69.85689)]
    [InlineData(0.5, 79.36512)]
    [InlineData(0.75, 88.44369)]
    public void Quantiles_of_five_are_those_worked_by_hand(double p, double expected) => Assert.Equal(expected, HarrellDavis.Quantile([62, 74, 80, 84, 96], p), 1e-5);

    [Theory]
    [InlineData(0.1, 50.83904)]
    [InlineData(0.25, 67.30866)]
    [InlineData(0.5, 78.62387)]
    [InlineData(0.75, 87.69047)]
    [InlineData(0.9, 94.42827)]
    public void Quantiles_of_ten_are_those_worked_by_hand(double p, double expected) => Assert.Equal(expected, HarrellDavis.Quantile([40, 66, 70, 72, 78, 80, 84, 88, 90, 98], p), 1e-5);

    [Fact]
    public void The_median_of_five_weighs_them_as_the_polynomial_says()
    {
        // I_x(3, 3) = 10x³ − 15x⁴ + 6x⁵.
        static double I(double x) => (10 * Math.Pow(x, 3)) - (15 * Math.Pow(x, 4)) + (6 * Math.Pow(x, 5));
        for (var i = 0; i < 5; i++)
        {
            var one = new double[5];
            one[i] = 1;
            Assert.Equal(I((i + 1) / 5.0) - I(i / 5.0), HarrellDavis.Quantile(one, 0.5), 1e-12);
        }
    }

    [Fact]
    public void Of_many_it_is_near_the_nearest_rank_and_rises_with_p()
    {
        double[] values = [.. Enumerable.Range(1, 10_000).Select(static i => (double)i)];
        double[] told = [.. ((double[])[0.1, 0.25, 0.5, 0.75, 0.9]).Select(p => HarrellDavis.Quantile(values, p))];
        Assert.Equal([1000, 2500, 5000, 7500, 9000], told.Select(static value => Math.Round(value / 10) * 10));
    }

    [Fact]
    public void Five_are_told_without_tails_and_ten_with_them_on_the_grid()
    {
        var five = Publish(62.4, 74.9, 79.2, 84.1, 96.8);
        Assert.Equal(new PeerFigures(Quarter, 5, null, 70, 80, 88, null), five);
        var ten = Publish(40, 66, 70, 72, 78, 80, 84, 88, 90, 98);
        Assert.Equal(new PeerFigures(Quarter, 10, 50, 68, 78, 88, 94), ten);
        Assert.Null(Publish(62, 74, 80, 84));
        Assert.Null(Publish(40, 66, 70, 72, 78, 80, 84, 88, 90)!.P10);
    }

    [Theory]
    [InlineData(69, 25)]
    [InlineData(70, 25)]
    [InlineData(75, 38)]
    [InlineData(80, 50)]
    [InlineData(84, 63)]
    [InlineData(88, 75)]
    [InlineData(1000, 75)]
    public void Between_quartiles_a_percentile_is_interpolated_and_beyond_them_it_is_theirs(double value, int percentile) => Assert.Equal(percentile, new PeerFigures(Quarter, 5, null, 70, 80, 88, null).PercentileOf(value));

    [Theory]
    [InlineData(49, 10)]
    [InlineData(59, 18)]
    [InlineData(91, 83)]
    [InlineData(95, 90)]
    public void With_tails_it_goes_on_to_them(double value, int percentile) => Assert.Equal(percentile, new PeerFigures(Quarter, 10, 50, 68, 78, 88, 94).PercentileOf(value));

    [Theory]
    [InlineData(80, 50)]
    [InlineData(79.9, 10)]
    [InlineData(80.1, 90)]
    public void Where_quantiles_are_equal_it_is_the_middle_of_them(double value, int percentile) => Assert.Equal(percentile, new PeerFigures(Quarter, 10, 80, 80, 80, 80, 80).PercentileOf(value));

    [Theory]
    [InlineData(Units.Percent, 79.365, 80)]
    [InlineData(Units.Percent, 81, 82)]
    [InlineData(Units.MinusHundredToHundred, -3, -4)]
    [InlineData(Units.OneToFive, 4.26, 4.3)]
    [InlineData(Units.MinusOneToOne, 0.13, 0.15)]
    [InlineData(Units.Seconds, 7.4, 7)]
    [InlineData(Units.Seconds, 184, 180)]
    [InlineData(Units.Seconds, 245, 240)]
    [InlineData(Units.Seconds, 26_400, 26_000)]
    [InlineData(Units.Seconds, 61_000, 60_000)]
    [InlineData(Units.Seconds, 64_000, 65_000)]
    [InlineData(Units.PerHour, 3.4123, 3.4)]
    [InlineData(Units.PerHour, 0.13, 0.1)]
    public void The_grid_of_a_unit(string unit, double value, double expected) => Assert.Equal(expected, PeerGrid.Of(unit)!.Round(value));

    [Fact]
    public void Counts_and_money_are_not_compared_and_nothing_of_a_tenants_own_is()
    {
        string[] codes = [.. PeerKpis.All.Select(static kpi => kpi.Code)];
        Assert.Contains("csat", codes);
        Assert.Contains("first_response_time", codes);
        Assert.DoesNotContain("contact_volume", codes);
        Assert.DoesNotContain("cost_per_contact", codes);
        Assert.DoesNotContain("first_response_time.business", codes);
        Assert.All(PeerKpis.All, static kpi => Assert.NotNull(PeerGrid.Of(kpi.Unit)));
    }

    [Fact]
    public void Related_are_kpis_of_which_one_tells_about_the_other()
    {
        Assert.Contains("sla_first_response", PeerKpis.Related("sla_compliance"));
        Assert.Contains("delivery_gap", PeerKpis.Related("csat"));
        Assert.Contains("churn_rate", PeerKpis.Related("retention_rate"));
        Assert.DoesNotContain("nps", PeerKpis.Related("average_handle_time"));
        Assert.All(PeerKpis.All, static kpi => Assert.DoesNotContain(kpi.Code, PeerKpis.Related(kpi.Code)));
    }

    private static PeerFigures? Publish(params double[] values) => PeerSeries.None.After(Quarter, PeerSets.Of(Enumerable.Range(0, values.Length), values.Length), values, PeerGrid.Of(Units.Percent)!, []).Figures;
}
