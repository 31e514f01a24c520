using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class BacklogFactsTests
{
    [Fact]
    public void A_case_is_in_the_backlog_from_its_opening_until_it_is_resolved_or_closed()
    {
        Assert.Equal(["08:00 ann 1", "09:00 ann -1"], new DossierBuilder().Opened("08:00", agent: "ann").Resolved("09:00", "bob").Closed("10:00").Tell()[CaseMeasures.Backlog]);
        Assert.Equal(["08:00 ann 1", "09:00 ann -1"], new DossierBuilder().Opened("08:00", agent: "ann").Closed("09:00").Tell()[CaseMeasures.Backlog]);
        Assert.Equal(["08:00 ann 1", "09:00 ann -1", "10:00 bob 1"], new DossierBuilder().Opened("08:00", agent: "ann").Resolved("09:00").Reopened("10:00", "bob").Tell()[CaseMeasures.Backlog].Take(3));
    }

    [Fact]
    public void It_changes_hands_with_its_owner() =>
        Assert.Equal(["08:00 ann 1", "09:00 ann -1", "09:00 bob/red 1"], new DossierBuilder().Opened("08:00", agent: "ann").Assigned("09:00", "bob", "red").Tell()[CaseMeasures.Backlog].Take(3));

    [Fact]
    public void It_ages_in_days_of_86_400_s_and_is_a_day_old_after_exactly_one()
    {
        var told = new DossierBuilder().Opened("08:00", Party.Agent).Closed("40d 08:00").Tell();
        Assert.Equal(["08:00 nobody 1", "1d 08:00 nobody -1"], told[CaseMeasures.BacklogAge0To1]);
        Assert.Equal(["1d 08:00 nobody 1", "3d 08:00 nobody -1"], told[CaseMeasures.BacklogAge1To3]);
        Assert.Equal(["3d 08:00 nobody 1", "7d 08:00 nobody -1"], told[CaseMeasures.BacklogAge3To7]);
        Assert.Equal(["7d 08:00 nobody 1", "30d 08:00 nobody -1"], told[CaseMeasures.BacklogAge7To30]);
        Assert.Equal(["30d 08:00 nobody 1", "40d 08:00 nobody -1"], told[CaseMeasures.BacklogAge30]);
        Assert.Equal(0, told.Sum(CaseMeasures.Backlog));
    }

    [Fact]
    public void Resolved_at_the_instant_of_its_opening_it_never_was_in_it() => Assert.Empty(new DossierBuilder().Opened("08:00").Resolved("08:00").Tell()[CaseMeasures.Backlog]);
}
