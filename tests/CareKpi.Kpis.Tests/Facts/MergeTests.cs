using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class MergeTests
{
    [Fact]
    public void The_merged_case_leaves_for_its_whole_past_and_its_messages_do_not_move()
    {
        var told = new DossierBuilder().Opened("08:00", ofCase: "a", agent: "ann").Sent("08:30", ofCase: "a").Opened("09:00", ofCase: "b", agent: "bob").Merged("2d 10:00", "a", "b").Tell();
        Assert.Equal(["09:00 bob 1"], told[CaseMeasures.Opened]);
        Assert.Empty(told[CaseMeasures.FirstResponseTime]);
    }

    [Fact]
    public void Contacts_and_surveys_that_name_it_count_as_naming_the_case_that_stays_chains_follow()
    {
        var told = new DossierBuilder().Opened("08:00", ofCase: "a", agent: "ann").Opened("08:00", ofCase: "b", agent: "bob").Opened("08:00", ofCase: "c", agent: "cid")
            .Contact("09:00", ofCase: "a", talk: 60).Merged("10:00", "a", "b").Merged("11:00", "b", "c").Answered("12:00", SurveyKind.Csat, 5, ofCase: "a").Tell();
        Assert.Equal(["08:00 cid 1"], told[CaseMeasures.Opened]);
        Assert.Equal(["09:00 nobody 1"], told[CaseMeasures.IssuesContacted]);
        Assert.Equal(["12:00 cid 1"], told[SurveyMeasures.CsatAnswers]);
        Assert.Equal(["09:00 nobody 1"], told[ContactMeasures.Volume]);
    }

    [Fact]
    public void The_earliest_merge_of_a_case_holds() => Assert.Equal(
        ["12:00 bob 1"],
        new DossierBuilder().Opened("08:00", ofCase: "a").Opened("08:00", ofCase: "b", agent: "bob").Opened("08:00", ofCase: "c", agent: "cid")
            .Merged("10:00", "a", "b").Merged("11:00", "a", "c").Answered("12:00", SurveyKind.Csat, 5, ofCase: "a").Tell()[SurveyMeasures.CsatAnswers]);

    [Fact]
    public void In_a_ring_the_smallest_key_stays() => Assert.Equal(
        ["08:00 ann 1"],
        new DossierBuilder().Opened("08:00", ofCase: "b", agent: "bob").Opened("08:00", ofCase: "a", agent: "ann").Opened("08:00", ofCase: "c", agent: "cid")
            .Merged("10:00", "a", "b").Merged("10:00", "b", "c").Merged("10:00", "c", "a").Tell()[CaseMeasures.Opened]);

    [Fact]
    public void A_withdrawn_merge_never_was() => Assert.Equal(
        2, new DossierBuilder().Opened("08:00", ofCase: "a").Opened("08:00", ofCase: "b").Merged("10:00", "a", "b").As("m").Withdrawn("11:00", EntityKind.Case, "a", "m").Tell().Sum(CaseMeasures.Opened));
}
