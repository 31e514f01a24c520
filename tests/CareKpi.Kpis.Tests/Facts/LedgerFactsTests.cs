using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class LedgerFactsTests
{
    private static LedgerBuilder Labour => LedgerBuilder.Costs(CostCategory.Labour);

    [Fact]
    public void Each_cost_counts_on_its_day() =>
        Assert.Equal(["09:00 /blue 700", "09:00 nobody -50"], Labour.Cost("0d 09:00", 700, team: "blue").Cost("0d 09:00", -50).Tell()[CostMeasures.Service]);

    [Fact]
    public void Retention_is_no_service_cost()
    {
        var told = LedgerBuilder.Costs(CostCategory.Retention).Cost("0d 09:00", 700).Tell();
        Assert.Equal((0, 700), (told.Sum(CostMeasures.Service), told.Sum(CostMeasures.Retention)));
    }

    [Fact]
    public void Shares_stand_at_the_beginning_of_local_days() =>
        Assert.Equal(["16:00 nobody 5", "1d 16:00 nobody 5"], Labour.Cost("0d 09:00", 10, days: (1, 2)).Tell("Asia/Taipei")[CostMeasures.Service]);

    /// <summary>Any number of days is what it should be, rounded once.</summary>
    [Theory]
    [InlineData(10, 3, new[] { 3, 4, 3 })]
    [InlineData(-10, 3, new[] { -3, -4, -3 })]
    [InlineData(2, 4, new[] { 1, 0, 1 })]
    public void Shares_add_up_to_the_amount(long amount, int days, int[] shares)
    {
        var told = Labour.Cost("0d 09:00", amount, days: (0, days - 1)).Tell()[CostMeasures.Service];
        Assert.Equal([.. shares.Where(share => share != 0).Select(share => (long)share)], told.Select(fact => long.Parse(fact.AsSpan(fact.LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_is_superseded_on_its_day_does_not_count() =>
        Assert.Equal(["10:00 nobody 2"], Labour.Cost("0d 09:00", 1, id: "a").Cost("0d 10:00", 2, supersedes: "a").Tell()[CostMeasures.Service]);

    [Fact]
    public void Another_day_is_named_by_its_time()
    {
        Assert.Equal(["2d 10:00 nobody 2"], Labour.Cost("0d 09:00", 1, id: "a").Cost("2d 10:00", 2, supersedes: "a", day: "0d 00:00").Tell()[CostMeasures.Service]);
        var told = Labour.Cost("0d 09:00", 1, id: "a").Cost("2d 10:00", 2, supersedes: "a").Tell();
        Assert.Equal(["09:00 nobody 1", "2d 10:00 nobody 2"], told[CostMeasures.Service]);
        Assert.Single(told.Findings, Finding.SupersededNotFound);
    }

    [Fact]
    public void Of_two_on_different_days_that_supersede_one_the_later_counts() =>
        Assert.Equal(["3d 10:00 nobody 3"], Labour.Cost("0d 09:00", 1, id: "a").Cost("3d 10:00", 3, supersedes: "a", day: "0d 00:00").Cost("1d 10:00", 2, supersedes: "a", day: "0d 00:00").Tell()[CostMeasures.Service]);

    [Fact]
    public void A_chain_does_not_revive() =>
        Assert.Equal(["2d 09:00 nobody 3"], Labour.Cost("0d 09:00", 1, id: "a").Cost("1d 09:00", 2, id: "b", supersedes: "a", day: "0d 00:00").Cost("2d 09:00", 3, supersedes: "b", day: "1d 00:00").Tell()[CostMeasures.Service]);

    [Fact]
    public void What_is_withdrawn_was_never_recorded()
    {
        Assert.Empty(Labour.Cost("0d 09:00", 1, id: "a").Withdrawn("1d 09:00", "a", day: "0d 00:00").Tell()[CostMeasures.Service]);
        // The same id on another day is another event: it may supersede the first one.
        Assert.Equal(["1d 09:00 nobody 2"], Labour.Cost("0d 09:00", 1, id: "a").Cost("1d 09:00", 2, id: "a", supersedes: "a", day: "0d 00:00").Tell()[CostMeasures.Service]);
    }
}
