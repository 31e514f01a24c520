using CareKpi.Kpis.Benchmarks.Peers;
using Xunit;

namespace CareKpi.Kpis.Tests.Benchmarks.Peers;

/// <summary>When a group's publication changes, and who is shown it.</summary>
public sealed class PeerGroupTests
{
    private static readonly DateOnly First = new(2026, 1, 1);
    private PeerGroup group = PeerGroup.Empty;
    private DateOnly quarter = First;

    [Fact]
    public void With_the_same_members_it_is_renewed_with_the_quarters_values()
    {
        Assert.Equal((First, 5, 80.0), Told(Publish("abcde", 80)));
        Assert.Equal((First.AddMonths(3), 5, 60.0), Told(Publish("abcde", 60)));
    }

    [Theory]
    [InlineData("abcdef")]
    [InlineData("abcd")]
    [InlineData("abcdefg")]
    [InlineData("abc")]
    [InlineData("abcdf")]
    public void When_one_or_two_joined_or_left_it_stays_as_it_was_wholly(string members)
    {
        var before = Publish("abcde", 80);
        Assert.Same(before, Publish(members, 60));
    }

    [Theory]
    [InlineData("abcdefgh", 8)]
    [InlineData("abcdfg", 6)]
    [InlineData("bcdefghi", 8)]
    public void When_three_did_it_is_renewed(string members, int tenants)
    {
        Publish("abcde", 80);
        Assert.Equal((First.AddMonths(3), tenants, 60.0), Told(Publish(members, 60)));
    }

    [Fact]
    public void Single_changes_add_up_against_who_is_in_the_publication()
    {
        var before = Publish("abcde", 80);
        Assert.Same(before, Publish("abcdef", 70));
        Assert.Same(before, Publish("abcdefg", 70));
        Assert.Equal(8, Publish("abcdefgh", 70)!.Tenants);
    }

    [Fact]
    public void Who_leaves_and_comes_back_in_between_has_not_changed_anything()
    {
        Publish("abcde", 80);
        Publish("abcd", 70);
        Assert.Equal(60, Publish("abcde", 60)!.P50);
    }

    [Fact]
    public void Three_who_come_and_go_again_do_not_lead_to_a_set_that_differs_by_one()
    {
        Publish("abcde", 80);
        var with = Publish("abcdexyz", 70);
        Assert.Same(with, Publish("abcdev", 60));
        Assert.Equal(60, Publish("abcde", 60)!.P50);
    }

    [Fact]
    public void Under_five_it_is_withheld_and_who_was_told_of_then_is_not_forgotten()
    {
        Publish("abcde", 80);
        Assert.Null(Publish("ab", 80));
        // Six, but by one from what was published.
        Assert.Null(Publish("abcdef", 80));
        Assert.Equal(8, Publish("abcdefgh", 80)!.Tenants);
    }

    [Fact]
    public void A_quarter_is_decided_once_whatever_is_asked_later()
    {
        Publish("abcde", 80);
        Assert.Same(group, group.After(First, [.. "abcdefgh".Select(static name => Member(name, 60, 30))]));
        Assert.Same(group, group.After(First.AddMonths(-3), []));
    }

    [Fact]
    public void Who_has_fewer_than_thirty_observations_is_not_in_it()
    {
        Assert.Null(Take([.. "abcde".Select(static name => Member(name, 80, name == 'e' ? 29 : 30))]));
        Assert.Equal(5, Take([.. "abcde".Select(static name => Member(name, 80, 30))])!.Tenants);
        Assert.Empty(group.ShownTo("f"));
        Assert.Equal("csat", Assert.Single(group.ShownTo("e")).Key);
    }

    [Fact]
    public void Only_who_is_in_a_publication_is_shown_it()
    {
        Publish("abcde", 80);
        Publish("abcdf", 80);
        Assert.NotEmpty(group.ShownTo("e"));
        Assert.Empty(group.ShownTo("f"));
        Assert.Empty(group.ShownTo(""));
    }

    [Fact]
    public void One_that_was_removed_counts_as_one_that_left_also_when_its_key_is_made_anew()
    {
        var before = Publish("abcde", 80);
        group = group.Without("e");
        Assert.DoesNotContain("e", group.Members);
        Assert.Same(group, group.Without("e"));
        Assert.Same(before, Publish("abcd", 60));
        Assert.Same(before, Publish("abcde", 60));
        Assert.Equal(6, Publish("abcdef", 60)!.Tenants);
    }

    [Fact]
    public void Of_a_kpi_that_shares_measures_there_is_no_publication_about_one_tenant_less()
    {
        // For who has first responses alone, both are one number: were the sets allowed to differ by f, its value would be the difference.
        PeerMember[] members = [.. "abcdef".Select(static name => new PeerMember($"{name}", new Dictionary<string, PeerValue> { ["sla_compliance"] = new(90, 30), ["sla_first_response"] = new(90, name == 'f' ? 29 : 30) }))];
        group = group.After(quarter, members);
        Assert.Equal(6, group.Kpis["sla_compliance"].Figures!.Tenants);
        Assert.Null(group.Kpis["sla_first_response"].Figures);
    }

    private PeerFigures? Publish(string names, double value) => Take([.. names.Select(name => Member(name, value, 30))]);

    private PeerFigures? Take(IReadOnlyCollection<PeerMember> members)
    {
        group = group.After(quarter, members);
        quarter = quarter.AddMonths(3);
        return group.Kpis["csat"].Figures;
    }

    private static (DateOnly, int, double) Told(PeerFigures? figures) => (figures!.Quarter, figures.Tenants, figures.P50);

    private static PeerMember Member(char name, double value, long count) => new($"{name}", new Dictionary<string, PeerValue>(StringComparer.Ordinal) { ["csat"] = new(value, count) });
}
