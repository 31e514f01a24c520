using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class SlaFactsTests
{
    [Fact]
    public void A_first_response_is_met_when_it_was_met_its_bound_included()
    {
        var told = Under("""{"firstResponse":600}""").Opened("09:00", agent: "ann").Sent("09:10", "bob").Tell();
        Assert.Equal(["09:10 bob 1"], told[SlaMeasures.FirstResponseJudged]);
        Assert.Equal(["09:10 bob 1"], told[SlaMeasures.FirstResponseMet]);
    }

    [Fact]
    public void One_that_came_late_is_missed_when_it_was_due_by_the_owner_then()
    {
        var told = Under("""{"firstResponse":600}""").Opened("09:00", agent: "ann").Assigned("09:10", "cid").Assigned("09:11", "dora").Sent("09:20", "bob").Tell();
        Assert.Equal(["09:10:00.000001 cid 1"], told[SlaMeasures.FirstResponseJudged]);
        Assert.Empty(told[SlaMeasures.FirstResponseMet]);
    }

    [Fact]
    public void A_clock_that_was_due_at_the_last_instant_of_a_day_is_missed_on_that_day() =>
        Assert.Equal(["23:59:59.999999 ann 1"], Under("""{"firstResponse":599.999999}""").Opened("23:50", agent: "ann").Tell()[SlaMeasures.FirstResponseJudged]);

    [Fact]
    public void What_waits_on_an_open_case_is_due_in_the_future_and_not_judged_once_it_was_closed_unanswered()
    {
        Assert.Equal(["09:10:00.000001 nobody 1"], Under("""{"firstResponse":600}""").Opened("09:00").Tell()[SlaMeasures.FirstResponseJudged]);
        Assert.Empty(Under("""{"firstResponse":600,"resolution":600}""").Opened("09:00").Closed("10:00", "ann").Tell()[SlaMeasures.FirstResponseJudged]);
        Assert.Empty(Under("""{"firstResponse":600,"resolution":600}""").Opened("09:00").Closed("10:00", "ann").Tell()[SlaMeasures.ResolutionJudged]);
    }

    [Fact]
    public void After_a_bot_the_first_response_runs_from_the_hand_over() =>
        Assert.Equal(["09:30 ann 1"], Under("""{"firstResponse":600}""").Opened("09:00").BotEnded("09:25").Sent("09:30", "ann").Tell()[SlaMeasures.FirstResponseMet]);

    [Fact]
    public void Every_later_reply_has_a_clock_and_so_have_all_of_a_case_that_an_agent_opened()
    {
        var told = Under("""{"nextResponse":600}""").Opened("09:00").Sent("09:30", "ann").Received("10:00").Received("10:08").Sent("10:10", "ann").Received("11:00").Tell();
        Assert.Empty(told[SlaMeasures.FirstResponseJudged]);
        Assert.Equal(["10:10 ann 1"], told[SlaMeasures.NextResponseMet]);
        Assert.Equal(["10:10 ann 1", "11:10:00.000001 nobody 1"], told[SlaMeasures.NextResponseJudged]);
        Assert.Equal(["09:50 ann 1"], Under("""{"nextResponse":600}""").Opened("09:00", Party.Agent).Sent("09:00", "ann").Received("09:40").Sent("09:50", "ann").Tell()[SlaMeasures.NextResponseMet]);
    }

    [Fact]
    public void A_case_opened_again_runs_on_from_its_opening()
    {
        var told = Under("""{"resolution":7200}""").Opened("09:00", agent: "ann").Resolved("10:00", "bob").Reopened("10:30", "cid").Tell();
        Assert.Equal(["11:00:00.000001 cid 1"], told[SlaMeasures.ResolutionJudged]);
        Assert.Equal(["10:45 bob 1"], Under("""{"resolution":7200}""").Opened("09:00").Resolved("10:00").Reopened("10:30").Resolved("10:45", "bob").Tell()[SlaMeasures.ResolutionMet]);
    }

    [Fact]
    public void A_resolution_pauses_while_the_customer_is_waited_for()
    {
        const string policy = """{"resolution":3600,"pauseOnCustomer":true}""";
        // 10 minutes, then 50 more from 11:00 on.
        Assert.Equal(["11:50 ann 1"], Paused().Resolved("11:50", "ann").Tell()[SlaMeasures.ResolutionMet]);
        Assert.Equal(["11:50:00.000001 nobody 1"], Paused().Resolved("11:51", "ann").Tell()[SlaMeasures.ResolutionJudged]);
        Assert.Equal(["11:50:00.000001 nobody 1"], Paused().Tell()[SlaMeasures.ResolutionJudged]);
        // It waits for the customer still, and never comes due.
        Assert.Empty(Paused().Sent("11:49", "ann").Tell()[SlaMeasures.ResolutionJudged]);
        Assert.Equal(["2d 09:00 ann 1"], Paused().Sent("11:49", "ann").Resolved("2d 09:00", "ann").Tell()[SlaMeasures.ResolutionMet]);

        static DossierBuilder Paused() => Under(policy).Opened("09:00").Sent("09:10", "ann").Sent("09:20", "ann").Received("11:00");
    }

    [Fact]
    public void Business_clocks_run_in_the_hours_of_the_opening()
    {
        var told = new DossierBuilder().Under("""{"slaPolicies":[{"firstResponse":7200,"clock":"business"}],"businessHours":{"hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]}}}""")
            .Opened("16:00").Sent("1d 10:00", "ann").Tell();
        Assert.Equal(["1d 10:00 ann 1"], told[SlaMeasures.FirstResponseMet]);
    }

    [Fact]
    public void The_first_policy_that_matches_judges_and_a_case_without_one_is_told()
    {
        var told = Under("""{"priority":["high"],"firstResponse":60},{"channel":["email"],"firstResponse":600}""").Opened("09:00", channel: Channel.Email).Sent("09:05", "ann").Tell();
        Assert.Equal(["09:05 ann 1"], told[SlaMeasures.FirstResponseMet]);
        Assert.DoesNotContain(Finding.CaseWithoutSlaPolicy, told.Findings);
        told = Under("""{"priority":["high"],"firstResponse":60}""").Opened("09:00").Sent("09:05", "ann").Tell();
        Assert.Empty(told[SlaMeasures.FirstResponseJudged]);
        Assert.Contains(Finding.CaseWithoutSlaPolicy, told.Findings);
        Assert.DoesNotContain(Finding.CaseWithoutSlaPolicy, new DossierBuilder().Opened("09:00").Tell().Findings);
    }

    private static DossierBuilder Under(string policies) => new DossierBuilder().Under($$"""{"slaPolicies":[{{policies}}]}""");
}
