using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class SurveyFactsTests
{
    [Theory]
    [InlineData(1, 5, 4, 3.999999)]
    [InlineData(1, 7, 6, 5.999999)]
    [InlineData(1, 10, 9, 8.999999)]
    [InlineData(0, 1, 1, 0.999999)]
    public void Positive_is_top_2_box_and_the_top_of_two(int min, int max, double positive, double not)
    {
        var told = Csat(positive, min, max);
        Assert.Equal((1L, 1L), (told.Sum(SurveyMeasures.CsatAnswers), told.Sum(SurveyMeasures.CsatPositive)));
        Assert.Equal(0, Csat(not, min, max).Sum(SurveyMeasures.CsatPositive));
    }

    [Fact]
    public void The_bound_that_an_answer_brings_holds_instead()
    {
        Assert.Equal(1, Csat(3, 1, 5, positiveFrom: 3).Sum(SurveyMeasures.CsatPositive));
        Assert.Equal(0, Csat(4, 1, 5, positiveFrom: 5).Sum(SurveyMeasures.CsatPositive));
    }

    [Theory]
    [InlineData(1, 1, 7, 1_000_000)]
    [InlineData(7, 1, 7, 5_000_000)]
    [InlineData(2, 1, 7, 1_666_667)]
    [InlineData(0.5, 0, 1, 3_000_000)]
    public void Scores_are_rescaled_to_1_to_5(double score, int min, int max, long expected) => Assert.Equal(expected, Csat(score, min, max).Sum(SurveyMeasures.CsatScore));

    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(9, 1, 0)]
    [InlineData(8, 0, 0)]
    [InlineData(7, 0, 0)]
    [InlineData(6, 0, 1)]
    [InlineData(0, 0, 1)]
    public void NPS_promotes_from_9_and_detracts_to_6(double score, long promoters, long detractors)
    {
        var told = new DossierBuilder().Answered("09:00", SurveyKind.Nps, score, 0, 10).Tell();
        Assert.Equal((1L, promoters, detractors), (told.Sum(SurveyMeasures.NpsAnswers), told.Sum(SurveyMeasures.NpsPromoters), told.Sum(SurveyMeasures.NpsDetractors)));
    }

    [Theory]
    [InlineData(5, 1, 1, 1_000_000)]
    [InlineData(5, 2, 1, 2_000_000)]
    [InlineData(5, 3, 0, 3_000_000)]
    [InlineData(7, 7, 1, 1_000_000)]
    [InlineData(7, 5, 1, 2_333_333)]
    [InlineData(7, 4, 0, 3_000_000)]
    [InlineData(7, 1, 0, 5_000_000)]
    public void CES_is_low_effort_at_1_to_2_of_5_and_at_5_to_7_of_7_which_is_reversed(int max, double score, long low, long effort)
    {
        var told = new DossierBuilder().Answered("09:00", SurveyKind.Ces, score, 1, max).Tell();
        Assert.Equal((1L, low, effort), (told.Sum(SurveyMeasures.CesAnswers), told.Sum(SurveyMeasures.CesLowEffort), told.Sum(SurveyMeasures.CesEffort)));
    }

    [Fact]
    public void A_scale_whose_band_touches_both_ends_is_not_reversed() =>
        Assert.Equal(1_000_000, new DossierBuilder().Answered("09:00", SurveyKind.Ces, 0, 0, 3, lowEffort: (0, 3)).Tell().Sum(SurveyMeasures.CesEffort));

    [Fact]
    public void A_survey_is_answered_with_a_score_or_without_one_on_the_day_it_was_sent()
    {
        var told = new DossierBuilder().SurveySent("09:00", agent: "ann", survey: "text").Answered("2d 09:00", SurveyKind.Csat, survey: "text").SurveySent("10:00", survey: "none").Tell();
        Assert.Equal(["09:00 ann 1"], told[SurveyMeasures.SurveysSentAnswered]);
        Assert.Equal((2L, 0L), (told.Sum(SurveyMeasures.SurveysSent), told.Sum(SurveyMeasures.CsatAnswers)));
    }

    [Fact]
    public void Excluded_answers_leave_the_response_rate_too_until_they_are_included_again()
    {
        var excluded = new DossierBuilder().SurveySent("09:00").Answered("10:00", SurveyKind.Csat, 5).Excluded("11:00").Tell();
        Assert.Equal(0, excluded.Sum(SurveyMeasures.SurveysSent) + excluded.Sum(SurveyMeasures.CsatAnswers));
        var included = new DossierBuilder().SurveySent("09:00").Answered("10:00", SurveyKind.Csat, 5).Excluded("11:00").Included("12:00").Tell();
        Assert.Equal((1L, 1L), (included.Sum(SurveyMeasures.SurveysSentAnswered), included.Sum(SurveyMeasures.CsatAnswers)));
    }

    [Fact]
    public void Attribution_goes_by_own_field_then_sent_event_then_contact_then_the_owner_of_the_case_then()
    {
        Assert.Equal("own/blue", By(own: true, sent: true, contact: true));
        Assert.Equal("sender", By(own: false, sent: true, contact: true));
        Assert.Equal("worker", By(own: false, sent: false, contact: true));
        Assert.Equal("owner", By(own: false, sent: false, contact: false));

        static string By(bool own, bool sent, bool contact) => new DossierBuilder()
            .Opened("08:00", agent: "owner").Contact("08:30", ofCase: "c", agent: "worker")
            .SurveySent("09:00", agent: sent ? "sender" : null, ofCase: "c", contact: contact ? "k" : null)
            .Answered("10:00", SurveyKind.Csat, 5, agent: own ? "own" : null, team: own ? "blue" : null)
            .Assigned("10:00:01", agent: "later").Tell()[SurveyMeasures.CsatAnswers].Single().Split(' ')[1];
    }

    [Fact]
    public void Agent_and_team_are_attributed_as_one_pair() => Assert.Equal(
        ["10:00 /blue 1"], new DossierBuilder().SurveySent("09:00", agent: "sender", team: "red").Answered("10:00", SurveyKind.Csat, 5, team: "blue").Tell()[SurveyMeasures.CsatAnswers]);

    [Fact]
    public void The_last_answer_of_a_survey_holds() => Assert.Equal(
        ["11:00 nobody 5000000"], new DossierBuilder().Answered("11:00", SurveyKind.Csat, 5).Answered("10:00", SurveyKind.Csat, 1).Tell()[SurveyMeasures.CsatScore]);

    private static Told Csat(double score, int min, int max, double? positiveFrom = null) =>
        new DossierBuilder().Answered("09:00", SurveyKind.Csat, score, min, max, positiveFrom).Tell();
}
