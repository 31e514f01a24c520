using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class ContactFactsTests
{
    private const string Limits = """{"serviceLevel":{"thresholds":{"voice":20},"shortAbandon":{"voice":5}}}""";

    [Fact]
    public void A_wait_within_the_threshold_includes_its_bound()
    {
        var told = new DossierBuilder().Under(Limits)
            .Contact("09:00", "in time", agent: "ann", team: "blue", wait: 20)
            .Contact("10:00", "late", agent: "ann", wait: 20.000001).Tell();
        Assert.Equal(["09:00 ann/blue 1"], told[ContactMeasures.JudgedAnsweredInTime]);
        Assert.Equal(2, told.Sum(ContactMeasures.JudgedAnswered));
        Assert.Equal(["09:00 ann/blue 20000", "10:00 ann 20000"], told[ContactMeasures.WaitAnswered]);
    }

    [Fact]
    public void A_short_abandon_is_one_whose_wait_is_at_most_the_limit()
    {
        var told = new DossierBuilder().Under(Limits)
            .Contact("09:00", "short", outcome: ContactOutcome.Abandoned, wait: 5)
            .Contact("10:00", "long", outcome: ContactOutcome.Abandoned, wait: 5.001).Tell();
        Assert.Equal(["09:00 nobody 1"], told[ContactMeasures.ShortAbandoned]);
        Assert.Equal(["09:00 nobody 1"], told[ContactMeasures.JudgedShortAbandoned]);
        Assert.Equal((2L, 2L), (told.Sum(ContactMeasures.InboundAbandoned), told.Sum(ContactMeasures.JudgedAbandonedInTime)));
    }

    [Fact]
    public void A_channel_without_threshold_is_not_judged()
    {
        var told = new DossierBuilder().Under(Limits).Contact("09:00", channel: Channel.Web, wait: 1).Contact("10:00", "k2", channel: Channel.Web, outcome: ContactOutcome.Abandoned, wait: 1).Tell();
        Assert.Equal((1L, 1L), (told.Sum(ContactMeasures.InboundAnswered), told.Sum(ContactMeasures.InboundAbandoned)));
        Assert.Equal(0, told.Sum(ContactMeasures.JudgedAnswered) + told.Sum(ContactMeasures.JudgedAnsweredInTime) + told.Sum(ContactMeasures.JudgedAbandoned) + told.Sum(ContactMeasures.ShortAbandoned));
    }

    [Fact]
    public void Queue_KPIs_are_of_inbound_contacts_only()
    {
        var told = new DossierBuilder().Contact("09:00", direction: ContactDirection.Outbound, agent: "ann", wait: 3, talk: 60, resolved: Answer.Yes).Tell();
        Assert.Equal(0, told.Sum(ContactMeasures.InboundAnswered) + told.Sum(ContactMeasures.ResolutionKnown) + told.Sum(ContactMeasures.JudgedAnswered));
        Assert.Equal((1L, 1L), (told.Sum(ContactMeasures.Volume), told.Sum(ContactMeasures.Handled)));
    }

    [Fact]
    public void Handled_contacts_are_answered_ones_and_their_time_is_talk_hold_and_wrap()
    {
        var told = new DossierBuilder()
            .Contact("09:00", "answered", agent: "ann", wait: 7, talk: 60, hold: 10, wrap: 5.0005, transferred: true)
            .Contact("10:00", "callback", outcome: ContactOutcome.Callback, agent: "ann", talk: 60, transferred: true)
            .Contact("11:00", "abandoned", outcome: ContactOutcome.Abandoned, agent: "ann", talk: 60).Tell();
        Assert.Equal(["09:00 ann 75001"], told[ContactMeasures.HandleTime]);
        Assert.Equal((1L, 1L, 3L), (told.Sum(ContactMeasures.Handled), told.Sum(ContactMeasures.HandledTransferred), told.Sum(ContactMeasures.Volume)));
        Assert.Equal(["ann 08:58:44.999500–09:00"], told.Work);
    }

    [Fact]
    public void In_the_resolution_rate_abandoned_and_callback_count_as_not_resolved_and_an_answered_contact_without_resolved_leaves()
    {
        var told = new DossierBuilder()
            .Contact("09:00", "yes", resolved: Answer.Yes).Contact("10:00", "no", resolved: Answer.No).Contact("11:00", "not said")
            .Contact("12:00", "abandoned", outcome: ContactOutcome.Abandoned).Contact("13:00", "callback", outcome: ContactOutcome.Callback).Tell();
        Assert.Equal(["09:00", "10:00", "12:00", "13:00"], told[ContactMeasures.ResolutionKnown].Select(fact => fact[..5]));
        Assert.Equal(["09:00 nobody 1"], told[ContactMeasures.ResolutionResolved]);
    }

    [Fact]
    public void An_answered_inbound_contact_that_names_no_case_is_an_issue_resolved_by_its_own_word()
    {
        var told = new DossierBuilder()
            .Contact("09:00", "yes", customer: "cora", agent: "ann", resolved: Answer.Yes, wait: 60, talk: 60)
            .Contact("10:00", "no", customer: "cora", agent: "bob", resolved: Answer.No)
            .Contact("11:00", "not said", customer: "cora", escalated: true)
            .Contact("12:00", "out", customer: "cora", direction: ContactDirection.Outbound, resolved: Answer.Yes).Tell();
        Assert.Equal((3L, 1L, 2L, 1L), (told.Sum(CaseMeasures.IssuesOpened), told.Sum(CaseMeasures.IssuesEscalated), told.Sum(CaseMeasures.IssuesContacted), told.Sum(CaseMeasures.IssuesUnresolved)));
        Assert.Equal(["09:00 ann first"], told.Issues);
        // A further contact counts by its start: time − wait − talk − hold − wrap.
        Assert.Equal(["08:58", "10:00", "11:00"], told.FurtherContacts);
    }

    [Fact]
    public void An_issue_escalated_or_transferred_was_not_resolved_in_its_first_contact() => Assert.Equal(
        ["09:00 nobody", "10:00 nobody"],
        new DossierBuilder().Contact("09:00", "e", customer: "cora", resolved: Answer.Yes, escalated: true).Contact("10:00", "t", customer: "cora", resolved: Answer.Yes, transferred: true).Tell().Issues);

    [Fact]
    public void Of_two_events_about_one_contact_the_last_by_time_source_and_id_holds()
    {
        var told = new DossierBuilder()
            .Contact("09:00", agent: "ann", talk: 60).As("1").From("pbx")
            .Contact("09:00", agent: "bob", talk: 90).As("0").From("zendesk").Tell();
        Assert.Equal(["09:00 bob 90000"], told[ContactMeasures.HandleTime]);
    }

    [Fact]
    public void A_contact_counts_for_whom_it_names_and_has_customer_topic_and_priority_of_its_case()
    {
        var told = new DossierBuilder().Opened("08:00", agent: "ann", topic: "refund", priority: Priority.High).Contact("09:00", ofCase: "c").Tell();
        Assert.Equal(["09:00 nobody 1"], told[ContactMeasures.InboundAnswered]);
        Assert.Equal("cora", told.Customer(ContactMeasures.InboundAnswered));
        Assert.Equal(Priority.High, told.Slices(ContactMeasures.InboundAnswered).Priority);
        Assert.NotEqual(0, told.Slices(ContactMeasures.InboundAnswered).Topic);
    }

    [Fact]
    public void A_contact_has_its_own_tags_and_those_of_its_case_that_it_lacks()
    {
        var told = new DossierBuilder().Opened("08:00").Tagged("product", "phone", "origin", "shop", "plan", "gold").Contact("09:00", ofCase: "c").Tagged("product", "router", "place", "shop").Tell();
        Assert.Equal(["product=router", "place=shop", "origin=shop", "plan=gold"], told.Tags(ContactMeasures.InboundAnswered));
        Assert.Equal(["product=phone", "origin=shop", "plan=gold"], told.Tags(CaseMeasures.Opened));
    }

    [Fact]
    public void A_case_without_topic_has_that_of_its_first_contact_that_has_one()
    {
        var told = new DossierBuilder().Opened("08:00").Contact("09:00", "k1", ofCase: "c").Contact("10:00", "k2", ofCase: "c", topic: "refund").Contact("11:00", "k3", ofCase: "c", topic: "login").Tell();
        var refund = new DossierBuilder().Opened("08:00").Contact("10:00", "k2", ofCase: "c", topic: "refund").Tell();
        Assert.Equal(refund.Slices(CaseMeasures.Opened).Topic, told.Slices(CaseMeasures.Opened).Topic);
        Assert.NotEqual(0, told.Slices(CaseMeasures.Opened).Topic);
    }

    [Fact]
    public void A_contact_that_names_a_case_never_opened_counts_as_naming_none()
    {
        var told = new DossierBuilder().Contact("09:00", ofCase: "c", resolved: Answer.No).Tell();
        Assert.Equal(1, told.Sum(CaseMeasures.IssuesUnresolved));
        Assert.Contains(Finding.CaseNeverOpened, told.Findings);
    }
}
