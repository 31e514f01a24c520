using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class CaseFactsTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void Nothing_of_a_case_counts_until_its_opening_is_there() =>
        Assert.Equal(0, new DossierBuilder().Assigned("08:00", "ann").Received("09:00").Sent("10:00", "ann").Resolved("11:00").Tell().Sum(CaseMeasures.Resolved));

    [Fact]
    public void The_first_opening_holds_and_what_came_before_it_is_ignored()
    {
        var told = new DossierBuilder().Assigned("07:00", "early").Opened("08:00", agent: "ann").Opened("09:00", agent: "bob").Resolved("10:00").Tell();
        Assert.Equal(["08:00 ann 1"], told[CaseMeasures.Opened]);
        Assert.Equal([$"10:00 ann {2 * Hour}"], told[CaseMeasures.ResolutionTime]);
    }

    [Fact]
    public void The_owner_is_the_last_that_an_event_named_and_a_team_without_agent_clears_the_agent()
    {
        Assert.Equal("/red", Owner(case_ => case_.Assigned("09:00", "ann", "blue").Escalated("09:30", team: "red")));
        Assert.Equal("bob", Owner(case_ => case_.Assigned("09:00", "ann", "blue").Transferred("09:30", "bob")));
        Assert.Equal("ann/blue", Owner(case_ => case_.Assigned("09:00", "ann", "blue").Assigned("09:30")));

        static string Owner(Func<DossierBuilder, DossierBuilder> then) => then(new DossierBuilder().Opened("08:00", agent: "opener")).Resolved("10:00").Tell()[CaseMeasures.Resolved].Single().Split(' ')[1];
    }

    [Fact]
    public void Messages_resolved_and_closed_do_not_change_the_owner()
    {
        var told = new DossierBuilder().Opened("08:00", agent: "ann").Sent("09:00", "bob").Resolved("10:00", "cid", "red").Closed("11:00", "dora").Reopened("12:00").Resolved("13:00").Tell();
        Assert.Equal(["13:00 ann 1"], told[CaseMeasures.Resolved]);
        Assert.Equal(["10:00 cid/red 1"], told[CaseMeasures.Reopened]);
    }

    [Fact]
    public void A_reopening_that_counts_may_change_the_owner_and_one_of_an_open_case_does_not()
    {
        Assert.Equal(["10:00 bob 1"], new DossierBuilder().Opened("08:00", agent: "ann").Resolved("09:00").Reopened("09:30", "bob").Resolved("10:00").Tell()[CaseMeasures.Resolved]);
        Assert.Equal(["10:00 ann 1"], new DossierBuilder().Opened("08:00", agent: "ann").Reopened("09:30", "bob").Resolved("10:00").Tell()[CaseMeasures.Resolved]);
    }

    [Fact]
    public void First_owner_is_the_first_agent_and_separately_the_first_team_that_an_event_names()
    {
        Assert.Equal(["08:00 ann/red 1"], new DossierBuilder().Opened("08:00").Sent("09:00", "ann").Assigned("10:00", "bob", "red").Tell()[CaseMeasures.Opened]);
        Assert.Equal(["08:00 kim/blue 1"], new DossierBuilder().Opened("08:00", team: "blue").Contact("09:00", ofCase: "c", agent: "kim", team: "red").Resolved("10:00", "ann").Tell()[CaseMeasures.Opened]);
        // A contact before the opening names nobody first.
        Assert.Equal(["08:00 ann 1"], new DossierBuilder().Opened("08:00").Contact("07:00", ofCase: "c", agent: "kim").Resolved("10:00", "ann").Tell()[CaseMeasures.Opened]);
    }

    [Fact]
    public void Resolved_while_resolved_or_closed_changes_nothing()
    {
        var told = new DossierBuilder().Opened("08:00").Resolved("09:00", "ann").Resolved("10:00", "bob").Closed("11:00").Resolved("12:00", "cid").Tell();
        Assert.Equal(["09:00 ann 1"], told[CaseMeasures.Resolved]);
        Assert.Equal([$"09:00 ann {Hour}"], told[CaseMeasures.FirstResolutionTime]);
    }

    [Fact]
    public void Closed_counts_once_at_the_last_closing_while_closed()
    {
        Assert.Equal(["09:00 ann 1"], new DossierBuilder().Opened("08:00").Closed("09:00", "ann").Closed("10:00", "bob").Tell()[CaseMeasures.Closed]);
        Assert.Empty(new DossierBuilder().Opened("08:00").Resolved("08:30").Closed("09:00").Reopened("10:00").Tell()[CaseMeasures.Closed]);
        Assert.Equal(["11:00 nobody 1"], new DossierBuilder().Opened("08:00").Closed("09:00").Reopened("10:00").Closed("11:00").Tell()[CaseMeasures.Closed]);
    }

    [Fact]
    public void A_case_open_again_leaves_the_resolved_and_stays_in_the_reopened_and_the_first_resolution()
    {
        var told = new DossierBuilder().Opened("08:00").Resolved("09:00", "ann").Reopened("2d 10:00").Tell();
        Assert.Equal(0, told.Sum(CaseMeasures.Resolved) + told.Sum(CaseMeasures.ResolutionTime));
        Assert.Equal(["09:00 ann 1"], told[CaseMeasures.Reopened]);
        Assert.Equal([$"09:00 ann {Hour}"], told[CaseMeasures.FirstResolutionTime]);
        Assert.Empty(told.Issues);
    }

    [Fact]
    public void Resolved_again_counts_at_the_last_resolution_from_the_opening_and_the_first_one_keeps_its_own()
    {
        var told = new DossierBuilder().Opened("08:00").Resolved("09:00", "ann").Reopened("10:00").Resolved("11:00", "bob").Tell();
        Assert.Equal([$"11:00 bob {3 * Hour}"], told[CaseMeasures.ResolutionTime]);
        Assert.Equal([$"09:00 ann {Hour}"], told[CaseMeasures.FirstResolutionTime]);
        Assert.Equal(["11:00 bob"], told.Issues);
    }

    [Fact]
    public void Reopened_after_closed_never_resolved_opens_the_case_and_is_no_reopening_of_the_rate()
    {
        var told = new DossierBuilder().Opened("08:00").Closed("09:00").Reopened("10:00").Resolved("11:00").Tell();
        Assert.Equal((1L, 0L), (told.Sum(CaseMeasures.Resolved), told.Sum(CaseMeasures.Reopened)));
        Assert.Equal(["11:00 nobody"], told.Issues);
    }

    [Fact]
    public void The_opening_by_the_customer_is_the_first_waiting_message_and_a_reply_answers_all_that_wait()
    {
        var told = new DossierBuilder().Opened("08:00", agent: "ann").Received("08:30").Sent("09:00", "bob").Received("10:00").Received("10:30").Sent("11:00").Sent("12:00").Tell();
        Assert.Equal([$"09:00 bob {Hour}"], told[CaseMeasures.FirstResponseTime]);
        Assert.Equal([$"09:00 bob {Hour}", $"11:00 ann {Hour}"], told[CaseMeasures.ResponseTime]);
    }

    [Fact]
    public void In_a_case_opened_by_an_agent_the_first_response_is_the_second_public_human_message_from_the_opening()
    {
        var told = new DossierBuilder().Opened("08:00", Party.Agent, "ann").Sent("08:10", "ann").Received("08:30").Sent("09:00", "ann").Tell();
        Assert.Equal([$"09:00 ann {Hour}"], told[CaseMeasures.FirstResponseTime]);
        Assert.Equal([$"09:00 ann {Hour / 2}"], told[CaseMeasures.ResponseTime]);
    }

    [Fact]
    public void Bot_and_private_messages_answer_nothing()
    {
        var told = new DossierBuilder().Opened("08:00").Sent("08:10", "ann", bot: true).Sent("08:20", "ann", isPublic: false).Sent("09:00", "bob").Tell();
        Assert.Equal([$"09:00 bob {Hour}"], told[CaseMeasures.FirstResponseTime]);
        Assert.Equal(["09:00 bob 1"], told[ContactMeasures.Handled]);
    }

    [Fact]
    public void After_the_hand_over_of_a_bot_the_clock_starts_anew_and_a_contained_session_hands_nothing_over()
    {
        var told = new DossierBuilder().Opened("08:00").Received("08:10").BotEnded("08:30").Sent("09:00", "ann").Tell();
        Assert.Equal([$"09:00 ann {Hour / 2}"], told[CaseMeasures.FirstResponseTime]);
        Assert.Equal([$"09:00 ann {Hour / 2}"], told[CaseMeasures.ResponseTime]);
        Assert.Equal([$"09:00 ann {Hour}"], new DossierBuilder().Opened("08:00").BotEnded("08:30", contained: true).Sent("09:00", "ann").Tell()[CaseMeasures.FirstResponseTime]);
        Assert.Equal([$"09:00 ann {Hour / 2}"], new DossierBuilder().Opened("08:00", Party.Agent).Sent("08:10").BotEnded("08:30").Sent("09:00", "ann").Tell()[CaseMeasures.FirstResponseTime]);
    }

    [Fact]
    public void Of_several_hand_overs_the_last_before_the_first_human_reply_starts_the_clock() => Assert.Equal(
        [$"09:00 ann {Hour / 4}"],
        new DossierBuilder().Opened("08:00").BotEnded("08:30", session: "1").BotEnded("08:45", session: "2").Sent("09:00", "ann").BotEnded("09:10", session: "3").Tell()[CaseMeasures.FirstResponseTime]);

    [Fact]
    public void Of_two_events_about_one_session_the_last_holds() => Assert.Equal(
        [$"09:00 ann {Hour}"],
        new DossierBuilder().Opened("08:00").BotEnded("08:30").BotEnded("08:40", contained: true).Sent("09:00", "ann").Tell()[CaseMeasures.FirstResponseTime]);

    [Fact]
    public void A_case_that_no_contact_names_is_a_contact_at_its_opening_handled_at_its_first_answer()
    {
        var told = new DossierBuilder().Opened("08:00", agent: "ann").Sent("09:00", "bob").Tell();
        Assert.Equal(["08:00 ann 1"], told[ContactMeasures.Volume]);
        Assert.Equal(["09:00 bob 1"], told[ContactMeasures.Handled]);
        var named = new DossierBuilder().Opened("08:00", agent: "ann").Contact("08:30", ofCase: "c", agent: "kim").Sent("09:00", "bob").Tell();
        Assert.Equal(["08:30 kim 1"], named[ContactMeasures.Volume]);
        Assert.Equal(["08:30 kim 1"], named[ContactMeasures.Handled]);
    }

    [Fact]
    public void Escalation_counts_at_the_opening_by_an_event_of_the_case_or_a_contact_of_it()
    {
        Assert.Equal(["08:00 ann 1"], new DossierBuilder().Opened("08:00", agent: "ann").Escalated("2d 09:00", "bob").Tell()[CaseMeasures.IssuesEscalated]);
        Assert.Equal(["08:00 ann 1"], new DossierBuilder().Opened("08:00", agent: "ann").Contact("09:00", ofCase: "c", escalated: true).Tell()[CaseMeasures.IssuesEscalated]);
        Assert.Empty(new DossierBuilder().Opened("08:00", agent: "ann").Transferred("09:00", "bob").Tell()[CaseMeasures.IssuesEscalated]);
    }

    [Fact]
    public void Events_that_tie_on_time_are_taken_by_type()
    {
        // Opened, received, sent, assigned, resolved, closed.
        var told = new DossierBuilder().Closed("08:00").Resolved("08:00").Assigned("08:00", "bob").Sent("08:00").Received("08:00").Opened("08:00", agent: "ann").Tell();
        Assert.Equal(["08:00 bob 1"], told[CaseMeasures.Resolved]);
        Assert.Equal(["08:00 bob 1"], told[CaseMeasures.Closed]);
        Assert.Equal(["08:00 ann 0"], told[CaseMeasures.FirstResponseTime]);
    }

    [Fact]
    public void The_time_between_two_instants_is_the_difference_of_their_whole_milliseconds() => Assert.Equal(
        ["09:00:00.000100 nobody 3600001"], new DossierBuilder().Opened("07:59:59.999900").Resolved("09:00:00.000100").Tell()[CaseMeasures.ResolutionTime]);

    [Fact]
    public void Business_durations_run_in_the_hours_that_hold_when_they_end()
    {
        const string hours = """{"businessHours":{"hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]},"holidays":["2026-03-10"]}}""";
        // Day 0 is a Monday; the holiday is the Tuesday of the next week.
        var told = new DossierBuilder().Under(hours).Opened("16:00").Sent("1d 10:00", "ann").Resolved("1d 12:00", "ann").Reopened("7d 08:00").Resolved("8d 20:00", "ann").Tell();
        Assert.Equal([$"1d 10:00 ann {2 * Hour}"], told[CaseMeasures.FirstResponseTimeBusiness]);
        Assert.Equal([$"1d 10:00 ann {2 * Hour}"], told[CaseMeasures.ResponseTimeBusiness]);
        Assert.Equal([$"1d 12:00 ann {4 * Hour}"], told[CaseMeasures.FirstResolutionTimeBusiness]);
        Assert.Equal([$"8d 20:00 ann {17 * Hour}"], told[CaseMeasures.ResolutionTimeBusiness]);
        Assert.Equal([$"8d 20:00 ann {196 * Hour}"], told[CaseMeasures.ResolutionTime]);
    }

    [Fact]
    public void Without_business_hours_they_are_those_of_the_calendar() =>
        Assert.Equal([$"1d 10:00 ann {18 * Hour}"], new DossierBuilder().Opened("16:00").Sent("1d 10:00", "ann").Tell()[CaseMeasures.ResponseTimeBusiness]);
}
