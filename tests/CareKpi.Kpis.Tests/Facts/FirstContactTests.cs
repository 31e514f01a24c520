using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class FirstContactTests
{
    [Fact]
    public void A_touch_that_follows_no_answer_begins_no_contact() =>
        Assert.Equal(["10:00 ann first"], new DossierBuilder().Opened("08:00").Received("08:30").Received("09:00").Sent("09:30").Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void A_touch_after_an_answer_begins_the_second() =>
        Assert.Equal(["10:00 ann"], new DossierBuilder().Opened("08:00").Sent("08:30").Received("09:00").Sent("09:30").Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void A_second_contact_at_the_instant_of_the_resolution_had_begun()
    {
        var told = new DossierBuilder().Opened("08:00").Contact("08:30", ofCase: "c", talk: 60).Received("10:00").Resolved("10:00", "ann").Tell();
        Assert.Equal(["10:00 ann"], told.Issues);
        Assert.Equal(1, told.Sum(CaseMeasures.IssuesUnresolved));
    }

    [Fact]
    public void A_second_contact_after_the_resolution_does_not_matter()
    {
        var told = new DossierBuilder().Opened("08:00").Contact("08:30", ofCase: "c", talk: 60).Resolved("10:00", "ann").Received("10:00:00.000001").Tell();
        Assert.Equal(["10:00 ann first"], told.Issues);
        Assert.Equal((1L, 0L), (told.Sum(CaseMeasures.IssuesContacted), told.Sum(CaseMeasures.IssuesUnresolved)));
    }

    [Fact]
    public void A_case_opened_during_its_call_has_one_contact() =>
        Assert.Equal(["10:00 ann first"], new DossierBuilder().Opened("08:29:30").Contact("08:30", ofCase: "c", talk: 60).Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void The_opening_begins_the_first_contact_or_none() =>
        Assert.Equal(["10:00 ann first"], new DossierBuilder().Opened("08:30").Contact("08:00", ofCase: "c", talk: 60).Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void A_touch_and_an_answer_at_one_instant_the_touch_comes_first() =>
        Assert.Equal(["10:00 ann first"], new DossierBuilder().Opened("08:00").Contact("09:00", "a", ofCase: "c", talk: 60).Contact("09:10", "b", ofCase: "c", talk: 600).Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void An_outbound_contact_is_an_answer_and_no_touch() => Assert.Equal(
        ["10:00 ann first"],
        new DossierBuilder().Opened("08:00").Contact("08:30", "a", ofCase: "c", talk: 60).Contact("09:00", "b", ofCase: "c", talk: 60, direction: ContactDirection.Outbound).Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void An_abandoned_contact_is_neither() => Assert.Equal(
        ["10:00 ann first"],
        new DossierBuilder().Opened("08:00").Contact("08:30", "a", ofCase: "c", talk: 60).Contact("09:00", "b", ofCase: "c", outcome: ContactOutcome.Abandoned).Resolved("10:00", "ann").Tell().Issues);

    [Fact]
    public void Escalation_transfer_and_reopening_each_end_it()
    {
        Assert.Equal(["10:00 ann"], new DossierBuilder().Opened("08:00").Escalated("09:00").Resolved("10:00", "ann").Tell().Issues);
        Assert.Equal(["10:00 ann"], new DossierBuilder().Opened("08:00").Transferred("09:00").Resolved("10:00", "ann").Tell().Issues);
        Assert.Equal(["10:00 ann"], new DossierBuilder().Opened("08:00").Contact("09:00", ofCase: "c", transferred: true).Resolved("10:00", "ann").Tell().Issues);
        Assert.Equal(["10:00 ann"], new DossierBuilder().Opened("08:00").Resolved("09:00").Reopened("09:30").Resolved("10:00", "ann").Tell().Issues);
    }

    [Fact]
    public void Unresolved_stands_at_the_first_answered_inbound_contact_for_its_agent_whatever_was_escalated()
    {
        var told = new DossierBuilder().Opened("08:00", agent: "owner")
            .Contact("08:30", "out", ofCase: "c", agent: "out", direction: ContactDirection.Outbound).Contact("09:00", "in", ofCase: "c", agent: "kim", talk: 60).Escalated("09:10", "bob").Resolved("10:00").Tell();
        Assert.Equal(["09:00 kim 1"], told[CaseMeasures.IssuesContacted]);
        Assert.Equal(["09:00 kim 1"], new DossierBuilder().Opened("08:00").Contact("09:00", ofCase: "c", agent: "kim").Tell()[CaseMeasures.IssuesUnresolved]);
    }

    [Fact]
    public void A_case_opened_by_an_agent_is_no_further_contact_of_its_customer()
    {
        Assert.Empty(new DossierBuilder().Opened("08:00", Party.Agent).Tell().FurtherContacts);
        Assert.Equal(["08:00"], new DossierBuilder().Opened("08:00").Tell().FurtherContacts);
    }
}
