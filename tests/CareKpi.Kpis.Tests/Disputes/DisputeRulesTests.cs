using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Disputes;
using Xunit;

namespace CareKpi.Kpis.Tests.Disputes;

public class DisputeRulesTests
{
    private static readonly DisputeParty Lea = new("person", "u-1", "Lea");
    private static readonly Dispute Open = new("s-1", 1, "csat", 1_000, 2, "ann", "billing", "not mine", 2_000, Lea) { Id = "d-1" };
    private static readonly Dispute Pending = Open.Decided(RulingAt(3_000));
    private static readonly Dispute Excluded = Pending.Finished();

    [Fact]
    public void A_document_says_all_of_a_dispute() => Assert.Equal(Excluded.Decided(RulingAt(4_000)), Dispute.Read("d-1", Excluded.Decided(RulingAt(4_000)).ToDocument()));

    [Fact]
    public void It_is_decided_and_decided_again()
    {
        DisputeRules.Check(Open, null, []);
        DisputeRules.Check(Pending, Open, [Open]);
        DisputeRules.Check(Excluded, Pending, [Pending]);
        DisputeRules.Check(Excluded.Decided(RulingAt(3_001)), Excluded, [Excluded]);
        Assert.Equal((DisputeState.Excluded, DisputeState.Kept), (Excluded.State, Excluded.Decided(RulingAt(3_001) with { Exclude = false }).Finished().State));
    }

    /// <summary>Of two who decide at once the second is told to look again: it has not seen the first.</summary>
    [Fact]
    public void Of_two_changes_at_once_one_is_refused()
    {
        Assert.Equal(DisputeRules.Step, Refused(Open.Decided(RulingAt(9_000)), Pending, []));
        Assert.Equal(DisputeRules.Step, Refused(Open.Withdrawn(), Pending, []));
        Assert.Equal(DisputeRules.Step, Refused(Pending.Finished(), Excluded, []));
        Assert.Equal(DisputeRules.Step, Refused(Pending, null, []));
    }

    /// <summary>The last by time holds, so no decision may stand at or before another one about the same answer, whichever dispute that was made in.</summary>
    [Theory]
    [InlineData(2_999, false)]
    [InlineData(3_000, false)]
    [InlineData(3_001, true)]
    public void A_decision_comes_after_all_others_about_the_answer(long time, bool isTaken)
    {
        var second = Open with { Id = "d-2" };
        Assert.Equal(isTaken ? null : DisputeRules.Step, Refused(Excluded.Decided(RulingAt(time)), Excluded, [Excluded]));
        Assert.Equal(isTaken ? null : DisputeRules.Step, Refused(second.Decided(RulingAt(time)), second, [Excluded, second]));
        Assert.Null(Refused(second.Decided(RulingAt(time)), second, [Excluded with { Survey = "s-2" }, second]));
        Assert.Equal(DisputeRules.Step, Refused(second.Decided(RulingAt(9_000)), second, [Excluded.Decided(RulingAt(3_001)), second]));
    }

    [Fact]
    public void An_answer_has_one_open_dispute()
    {
        var second = Open with { Id = "d-2" };
        Assert.Equal("survey", Refused(second, null, [Open]));
        Assert.Equal("survey", Refused(second, null, [Excluded.Decided(RulingAt(4_000))]));
        Assert.Null(Refused(second, null, [Excluded]));
        Assert.Null(Refused(second, null, [Open.Withdrawn()]));
        Assert.Null(Refused(second with { Survey = "s-2" }, null, [Open]));
    }

    [Fact]
    public void What_was_withdrawn_is_not_decided()
    {
        var gone = Open.Withdrawn();
        Assert.Throws<DefinitionException>(() => DisputeRules.Check(gone.Decided(RulingAt(9_000)), gone, []));
    }

    [Fact]
    public void Only_what_is_over_makes_room()
    {
        DisputeRules.Check(null, Excluded, []);
        DisputeRules.Check(null, Open.Withdrawn(), []);
        Assert.Throws<DefinitionException>(() => DisputeRules.Check(null, Open, []));
        Assert.Throws<DefinitionException>(() => DisputeRules.Check(null, Excluded.Decided(RulingAt(4_000)), []));
    }

    private static Ruling RulingAt(long time) => new($"ruling-{time}", time, true, "wrong person", Lea, 1_500);

    /// <summary>The field of the refusal; null: it is taken.</summary>
    private static string? Refused(Dispute next, Dispute? known, Dispute[] others)
    {
        try
        {
            DisputeRules.Check(next, known, others);
            return null;
        }
        catch (DefinitionException refused)
        {
            return refused.Field;
        }
    }
}
