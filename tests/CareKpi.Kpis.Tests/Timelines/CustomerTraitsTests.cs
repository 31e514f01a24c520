using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public class CustomerTraitsTests
{
    private const int Basic = 3;
    private const int Gold = 4;
    private const int North = 5;
    private const int South = 6;

    private static readonly EventOrder Order = new(new NameTable());

    [Fact]
    public void Nobody_said_a_segment_or_a_region() => Assert.Null(Of(Said(10)));

    [Fact]
    public void The_first_one_holds_before_it_each_by_itself()
    {
        var traits = Of(Said(10, segment: Basic), Said(20, region: North), Said(30, segment: Gold), Said(40, region: South))!;
        Assert.Equal([new(long.MinValue, Basic, North), new(30, Gold, North), new(40, Gold, South)], traits.Steps.ToArray());
        Assert.Equal((Basic, North), At(traits, 29));
        Assert.Equal((Gold, North), At(traits, 30));
    }

    [Fact]
    public void What_is_said_again_is_no_step()
    {
        var traits = Of(Said(10, Basic, North), Said(20, Basic), Said(30, Gold), Said(30, Basic), Said(40, region: North))!;
        Assert.Equal(1, traits.Steps.Length);
        Assert.True(traits.IsSame(Of(Said(5, Basic, North))));
    }

    [Fact]
    public void Of_several_at_one_instant_the_last_holds() =>
        Assert.Equal([new(long.MinValue, Basic, North), new(20, Gold, North)], Of(Said(10, Basic, North), Said(20, 7), Said(20, Gold))!.Steps.ToArray());

    [Fact]
    public void What_was_superseded_or_withdrawn_says_nothing()
    {
        var wrong = Said(20, Gold);
        Assert.Equal(1, Of(Said(10, Basic), wrong, Said(30) with { Supersedes = wrong.Id })!.Steps.Length);
        var withdrawal = new Described(EventType.EventWithdrawn, 40, 1, "w"u8.ToArray(), wrong.Id, CareEvent.None);
        Assert.Null(Of(wrong, withdrawal));
    }

    private static (int Segment, int Region) At(CustomerTraits traits, long instant) => (traits.At(instant).Segment, traits.At(instant).Region);

    private static CustomerTraits? Of(params Described[] said)
    {
        var profile = new Profile();
        foreach (var described in said.Reverse())
        {
            profile.Add(described, Order);
        }
        return CustomerTraits.Of(profile);
    }

    private int next;

    private Described Said(long at, int segment = 0, int region = 0) =>
        new(EventType.CustomerDescribed, at, 1, [(byte)('a' + next++)], [], CareEvent.None) { Segment = segment, Region = region };
}
