using CareKpi.Kpis.Benchmarks.Peers;
using CareKpi.Kpis.Catalogue;
using Xunit;

namespace CareKpi.Kpis.Tests.Benchmarks.Peers;

/// <summary>
/// One who tries to tell a tenant apart. It sees every publication, knows its own values, and comes, goes and changes its value as it likes, quarter after quarter; against the stronger ones it also knows the values of everybody but its
/// victim, and who comes and goes. Worlds are made from a seed; what the attacker sees is compared between worlds that differ in what it wants to know.
/// </summary>
public sealed class PeerAttackTests
{
    private const string Attacker = "attacker";
    private const string Victim = "victim";
    private static readonly PeerGrid Grid = PeerGrid.Of(Units.Percent)!;
    private static readonly DateOnly First = new(2016, 1, 1);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_that_is_ever_published_tells_a_value_finer_than_the_grid(int seed)
    {
        var life = Make(seed, quarters: 24, churn: 0.3);
        var random = new Random(seed);
        // The victim's value is another one of the same step, in every quarter: nobody can tell.
        var other = Change(life, Victim, value => Elsewhere(random, value));
        Assert.Equal(Seen(life), Seen(other));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Two_publications_are_about_the_same_tenants_or_differ_by_three(int seed)
    {
        // Whoever joined alone, or with one other, is in no difference of any two: not of neighbours, and not of what is years apart.
        var life = Make(seed, quarters: 60, churn: 0.15);
        var group = PeerGroup.Empty;
        var published = new List<HashSet<string>>();
        foreach (var (at, present) in life.Index())
        {
            var before = group;
            group = After(group, at, present);
            if (FiguresOf(group) is { } figures && figures.Quarter == First.AddMonths(3 * at))
            {
                published.Add([.. present.Keys]);
            }
            else if (FiguresOf(group) is { } kept)
            {
                Assert.Same(FiguresOf(before), kept);
            }
        }

        Assert.NotEmpty(published);
        foreach (var one in published)
        {
            Assert.True(one.Count >= 5);
            foreach (var other in published)
            {
                var changes = one.Except(other).Count() + other.Except(one).Count();
                Assert.True(changes is 0 or >= 3, $"{changes} changes");
            }
        }
    }

    [Fact]
    public void Asking_before_and_after_one_joins_gives_nothing_whatever_its_value()
    {
        // The attacker knows everybody else, and that nothing changed but the victim's joining.
        var others = Enumerable.Range(0, 7).ToDictionary(static i => $"t{i}", static i => 40.0 + (8 * i), StringComparer.Ordinal);
        others[Attacker] = 55;
        for (var value = 0.0; value <= 100; value += 0.5)
        {
            var with = new Dictionary<string, double>(others, StringComparer.Ordinal) { [Victim] = value };
            var group = After(PeerGroup.Empty, 0, others);
            var before = FiguresOf(group);
            // It comes, goes, comes again; the attacker leaves and comes beside it, and moves its own value.
            foreach (var (at, present) in new[] { with, others, with, Without(with, Attacker), with, With(with, Attacker, value), With(with, Attacker, 100 - value) }.Index())
            {
                group = After(group, at + 1, present);
                Assert.Equal(before! with { Quarter = default }, FiguresOf(group)! with { Quarter = default });
            }
        }
    }

    [Fact]
    public void No_detour_of_three_quarters_leads_to_a_difference_of_one_or_two()
    {
        // Whoever takes part of eight: 93 sets of five and more, any of them in each of two quarters after the first.
        string[] names = [Attacker, Victim, "a", "b", "c", "d", "e", "f"];
        var sets = Enumerable.Range(0, 256).Where(static bits => int.PopCount(bits) >= 5).Select(bits => names.Index().Where(name => (bits & (1 << name.Index)) != 0).ToDictionary(static name => name.Item, static name => 50.0 + name.Index, StringComparer.Ordinal)).ToList();
        var start = After(PeerGroup.Empty, 0, sets[0]);
        foreach (var second in sets)
        {
            var middle = After(start, 1, second);
            foreach (var third in sets)
            {
                var told = After(middle, 2, third).Kpis["csat"].Sets;
                for (var i = 0; i < told.Count; i++)
                {
                    for (var j = 0; j < i; j++)
                    {
                        Assert.True(PeerSets.Changes(told[i], told[j]) >= 3);
                    }
                }
            }
        }
    }

    [Fact]
    public void One_who_moves_its_own_value_step_by_step_learns_no_more_than_the_others_steps()
    {
        // The same members for ten years, and only the attacker changes: the most equations that anyone gets. Everyone else elsewhere within its step gives the same answers to all of them.
        var random = new Random(5);
        var others = Enumerable.Range(0, 4).ToDictionary(static i => $"t{i}", i => 30 + (random.NextDouble() * 60), StringComparer.Ordinal);
        var life = Enumerable.Range(0, 40).Select(at => With(others, Attacker, at * 2.5)).ToList();
        var answers = Seen(life);
        Assert.True(answers.Distinct(StringComparer.Ordinal).Count() > 20);
        foreach (var name in others.Keys)
        {
            Assert.Equal(answers, Seen(Change(life, name, value => Elsewhere(random, value))));
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    private static string[] Seen(List<Dictionary<string, double>> life)
    {
        var group = PeerGroup.Empty;
        return [.. life.Index().Select(quarter =>
        {
            group = After(group, quarter.Index, quarter.Item);
            return $"{FiguresOf(group)} {group.ShownTo(Attacker).Any()}";
        })];
    }

    private static PeerFigures? FiguresOf(PeerGroup group) => group.Kpis["csat"].Figures;

    private static PeerGroup After(PeerGroup group, int quarter, Dictionary<string, double> present) =>
        group.After(First.AddMonths(3 * quarter), [.. present.Select(static one => new PeerMember(one.Key, new Dictionary<string, PeerValue>(StringComparer.Ordinal) { ["csat"] = new(one.Value, 30) }))]);

    private static List<Dictionary<string, double>> Make(int seed, int quarters, double churn)
    {
        var random = new Random(seed);
        string[] names = [Attacker, Victim, .. Enumerable.Range(0, random.Next(5, 14)).Select(static i => $"t{i}")];
        var taking = names.ToHashSet(StringComparer.Ordinal);
        var values = names.ToDictionary(static name => name, _ => random.NextDouble() * 100, StringComparer.Ordinal);
        var life = new List<Dictionary<string, double>>();
        for (var at = 0; at < quarters; at++)
        {
            foreach (var name in names.Where(_ => at > 0 && random.NextDouble() < churn))
            {
                _ = taking.Remove(name) || taking.Add(name);
            }

            // The attacker tries whatever it likes; the others hardly change, which is what helps it most.
            values[Attacker] = random.NextDouble() * 100;
            life.Add(taking.ToDictionary(static name => name, name => values[name], StringComparer.Ordinal));
        }

        return life;
    }

    private static List<Dictionary<string, double>> Change(List<Dictionary<string, double>> life, string name, Func<double, double> to) =>
        life.ConvertAll(quarter => quarter.ToDictionary(static one => one.Key, one => one.Key == name ? to(one.Value) : one.Value, StringComparer.Ordinal));

    /// <summary>Another value of the same step.</summary>
    private static double Elsewhere(Random random, double value)
    {
        while (true)
        {
            var other = value + (random.NextDouble() * 2) - 1;
            if (Grid.Round(other) == Grid.Round(value))
            {
                return other;
            }
        }
    }

    private static Dictionary<string, double> With(Dictionary<string, double> values, string name, double value) => new(values, StringComparer.Ordinal) { [name] = value };

    private static Dictionary<string, double> Without(Dictionary<string, double> values, string name) => values.Where(one => one.Key != name).ToDictionary(StringComparer.Ordinal);
}
