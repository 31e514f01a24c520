using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public class ProfileTests
{
    private const long Day = 86_400_000_000;

    private static readonly EventOrder Order = new(Names());

    /// <summary>Against the words of the contract, each event by itself.</summary>
    [Fact]
    public void What_counts_is_what_the_contract_says()
    {
        var random = new Random(7);
        var superseded = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var profile = new Profile();
            foreach (var said in Some(random))
            {
                profile.Add(said, Order);
            }
            var events = profile.Events;
            var counts = events.Select(said => Counts(said, events)).ToList();
            Assert.Equal(counts, events.Select((_, at) => profile.Counts(at)));
            Assert.Equal(events.Where(by => by.Supersedes.Length > 0 && by.Type != EventType.EventWithdrawn && !events.Exists(target => Supersedes(by, target))), profile.Ignored());
            superseded += counts.Count(static counts => !counts);
        }
        Assert.InRange(superseded, 1_000, 20_000);
    }

    [Fact]
    public void A_long_chain_leaves_the_last_one()
    {
        var traits = CustomerTraits.Of(Chain(2_000))!;
        Assert.Equal([new Trait(long.MinValue, 2_000, 0)], traits.Steps.ToArray());
    }

    /// <summary>Eight times as many take about eight times as long, not sixty-four times.</summary>
    [Fact]
    public void A_chain_is_judged_in_one_pass()
    {
        var (few, many) = (Chain(1_000).Events, Chain(8_000).Events);
        Judge(many);
        Assert.InRange(Judge(many) / Judge(few), 0, 32);
    }

    /// <summary>The shortest of some.</summary>
    private static double Judge(List<Described> events) => Enumerable.Range(0, 9).Min(_ =>
    {
        var profile = new Profile();
        profile.Events.AddRange(events);
        var begun = Stopwatch.GetTimestamp();
        Assert.NotNull(CustomerTraits.Of(profile));
        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    });

    private static Profile Chain(int length)
    {
        var profile = new Profile();
        for (var i = 1; i <= length; i++)
        {
            profile.Add(new Described(EventType.CustomerDescribed, i, 1, Id(i), i == 1 ? [] : Id(i - 1), CareEvent.None) { Segment = i }, Order);
        }
        return profile;
    }

    private static byte[] Id(int number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Few sources, ids and days, so that they meet; no id twice from a source on a day.</summary>
    private static IEnumerable<Described> Some(Random random)
    {
        var taken = new HashSet<(int Source, int Id, long Day)>();
        for (var i = random.Next(1, 10); i > 0; i--)
        {
            var (source, id, time) = (random.Next(1, 3), random.Next(1, 6), (random.Next(3) * Day) + random.Next(4));
            if (!taken.Add((source, id, time / Day)))
            {
                continue;
            }
            var supersedes = random.Next(3) == 0 ? [] : Id(random.Next(1, 6));
            var meant = random.Next(2) == 0 ? CareEvent.None : random.Next(3) * Day;
            var type = supersedes.Length > 0 && random.Next(4) == 0 ? EventType.EventWithdrawn : EventType.CustomerDescribed;
            yield return new Described(type, time, source, Id(id), supersedes, meant) { Segment = i };
        }
    }

    private static bool Counts(in Described said, List<Described> all)
    {
        if (said.Type == EventType.EventWithdrawn)
        {
            return false;
        }
        foreach (var by in all)
        {
            var isLater = by.Time != said.Time ? by.Time > said.Time : by.Id.AsSpan().SequenceCompareTo(said.Id) > 0;
            foreach (var target in all)
            {
                if (Supersedes(by, target) && (target == said || (isLater && Supersedes(said, target))))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static bool Supersedes(in Described by, in Described target) =>
        by != target && by.Source == target.Source && by.Supersedes.AsSpan().SequenceEqual(target.Id) && target.Type != EventType.EventWithdrawn
        && (by.SupersedesTime == CareEvent.None ? by.Time : by.SupersedesTime) / Day == target.Time / Day;

    private static NameTable Names()
    {
        var names = new NameTable();
        names.Intern("a"u8);
        names.Intern("b"u8);
        return names;
    }
}
