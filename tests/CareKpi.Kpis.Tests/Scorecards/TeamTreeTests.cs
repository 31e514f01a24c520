using CareKpi.Kpis.Scorecards;
using Xunit;

namespace CareKpi.Kpis.Tests.Scorecards;

public class TeamTreeTests
{
    [Fact]
    public void A_team_has_what_is_under_it_and_nothing_beside_it()
    {
        var tree = Tree(("billing", "care"), ("refunds", "billing"), ("sales", "shop"), ("care", "all"));
        Assert.Equal(["billing", "care", "refunds"], tree.WithDescendants(["care"]).Order(StringComparer.Ordinal));
        Assert.Equal(["billing", "refunds", "sales", "shop"], tree.WithDescendants(["shop", "billing"]).Order(StringComparer.Ordinal));
        Assert.Equal(["nobody"], tree.WithDescendants(["nobody"]));
    }

    /// <summary>However the teams are numbered: a walk over the pairs in their own order goes deeper when that happens to be the tree's.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void What_is_deeper_than_eight_is_cut(int direction)
    {
        var parents = new Dictionary<int, int>();
        for (var i = 1; i <= 12; i++)
        {
            parents[100 + (direction * i)] = 100 + (direction * (i - 1));
        }
        var tree = TeamTree<int>.Of(parents, static (left, right) => left.CompareTo(right));
        Assert.Equal(9, tree.WithDescendants([100]).Count);
        Assert.Contains(100 + (direction * 8), tree.WithDescendants([100]));
        Assert.Equal(13, tree.WithDescendants([100, 100 + (direction * 6)]).Count);
    }

    [Fact]
    public void In_a_ring_the_smallest_key_has_no_parent()
    {
        var tree = Tree(("b", "c"), ("c", "a"), ("a", "b"), ("under", "c"), ("alone", "alone"));
        Assert.Equal([("b", "c"), ("c", "a"), ("under", "c")], tree.Parents.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(["a", "b", "c", "under"], tree.WithDescendants(["a"]).Order(StringComparer.Ordinal));
        Assert.Equal(["b"], tree.WithDescendants(["b"]));
    }

    private static TeamTree<string> Tree(params (string Team, string Parent)[] pairs) =>
        TeamTree<string>.Of(pairs.ToDictionary(pair => pair.Team, pair => pair.Parent, StringComparer.Ordinal), string.CompareOrdinal);
}
