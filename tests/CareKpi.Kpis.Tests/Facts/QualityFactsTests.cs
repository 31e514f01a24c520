using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class QualityFactsTests
{
    private const long Minute = 60_000;

    [Fact]
    public void A_complaint_lasts_from_its_raising_to_the_first_resolution_that_was_not_refused()
    {
        var told = new DossierBuilder().Raised("09:00", "ann").ComplaintResolved("08:00").ComplaintResolved("09:10", refused: true).ComplaintResolved("09:30").ComplaintResolved("09:50").Tell();
        Assert.Equal(["09:00 ann 1"], told[QualityMeasures.ComplaintsRaised]);
        Assert.Equal([$"09:30 ann {30 * Minute}"], told[QualityMeasures.ComplaintResolutionTime]);
        Assert.Empty(new DossierBuilder().Raised("09:00", "ann").ComplaintResolved("09:10", refused: true).Tell()[QualityMeasures.ComplaintResolutionTime]);
    }

    [Fact]
    public void Of_several_raisings_the_last_holds() =>
        Assert.Equal(["09:20 bob 1"], new DossierBuilder().Raised("09:20", "bob").Raised("09:00", "ann").ComplaintResolved("09:10").Tell()[QualityMeasures.ComplaintsRaised]);

    [Fact]
    public void A_complaint_counts_for_its_own_agent_else_the_contacts_else_the_owner_of_its_case_when_it_was_raised()
    {
        Assert.Equal(["09:00 ann 1"], Case().Contact("08:30", agent: "kim").Raised("09:00", "ann", contact: "k", ofCase: "c").Tell()[QualityMeasures.ComplaintsRaised]);
        Assert.Equal(["09:00 kim 1"], Case().Contact("08:30", agent: "kim").Raised("09:00", contact: "k", ofCase: "c").Tell()[QualityMeasures.ComplaintsRaised]);
        var told = Case().Raised("09:00", ofCase: "c").ComplaintResolved("11:00").Tell();
        Assert.Equal(["09:00 olga 1"], told[QualityMeasures.ComplaintsRaised]);
        Assert.Equal([$"11:00 olga {120 * Minute}"], told[QualityMeasures.ComplaintResolutionTime]);
        Assert.Equal("cora", told.Customer(QualityMeasures.ComplaintsRaised));

        static DossierBuilder Case() => new DossierBuilder().Opened("08:00", agent: "olga").Assigned("10:00", "pia");
    }

    [Fact]
    public void An_evaluation_gives_its_score_whether_it_found_errors_and_the_connection_where_it_has_one()
    {
        var told = new DossierBuilder().Evaluated("09:00", 90.5, errors: 3, emotional: 70).Evaluated("10:00", 60, evaluation: "f", agent: "bob").Tell();
        Assert.Equal(["09:00 ann 90500000", "10:00 bob 60000000"], told[QualityMeasures.EvaluationScore]);
        Assert.Equal(["09:00 ann 1"], told[QualityMeasures.EvaluationsWithErrors]);
        Assert.Equal(["09:00 ann 70000000"], told[QualityMeasures.EmotionalConnection]);
        Assert.Equal(["10:00 bob 20000000"], new DossierBuilder().Evaluated("10:00", 20, agent: "bob").Evaluated("09:00", 90).Tell()[QualityMeasures.EvaluationScore]);
    }

    [Fact]
    public void Surveys_of_connection_are_rescaled_to_a_hundred() =>
        Assert.Equal(["10:00 ann 25000000"], new DossierBuilder().Answered("10:00", SurveyKind.Pec, 2, agent: "ann").Tell()[QualityMeasures.EmotionalConnection]);

    [Fact]
    public void An_article_is_used_on_a_case_by_any_message_resolution_or_contact()
    {
        Assert.Equal(1, Used(new DossierBuilder().Opened("08:00").Sent("08:30", "ann", isPublic: false).WithArticle().Resolved("09:00", "bob")));
        Assert.Equal(1, Used(new DossierBuilder().Opened("08:00").Resolved("09:00", "bob").WithArticle()));
        Assert.Equal(1, Used(new DossierBuilder().Contact("07:00", ofCase: "c").WithArticle().Opened("08:00").Resolved("09:00", "bob")));
        Assert.Equal(0, Used(new DossierBuilder().Sent("07:00", "ann").WithArticle().Opened("08:00").Resolved("09:00", "bob")));
        Assert.Equal(0, Used(new DossierBuilder().Opened("08:00").Resolved("09:00", "bob").WithArticle().Reopened("10:00")));

        static long Used(DossierBuilder of) => of.Tell().Sum(QualityMeasures.ResolvedWithArticle);
    }

    [Fact]
    public void A_session_is_one_and_belongs_to_nobody()
    {
        var told = new DossierBuilder().Opened("08:00", agent: "ann").BotEnded("09:00", contained: true).BotEnded("10:00").Tell();
        Assert.Equal(["10:00 nobody 1"], told[QualityMeasures.BotSessions]);
        Assert.Empty(told[QualityMeasures.BotContained]);
    }

    [Fact]
    public void What_cannot_be_credited_or_matched_is_told()
    {
        Assert.Equal([Finding.ComplaintWithoutScope], new DossierBuilder().Raised("09:00").Tell().Findings);
        Assert.Equal([Finding.ComplaintNeverRaised], new DossierBuilder().ComplaintResolved("09:00").Tell().Findings);
        Assert.Equal([Finding.NamedNeverSeen], new DossierBuilder().Evaluated("09:00", 90, contact: "k").Tell().Findings);
        Assert.Equal([Finding.NamedNeverSeen], new DossierBuilder().Raised("09:00", "ann", ofCase: "c").Tell().Findings);
    }
}
