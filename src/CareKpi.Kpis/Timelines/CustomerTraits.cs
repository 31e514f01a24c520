using CareKpi.Kpis.Facts;

namespace CareKpi.Kpis.Timelines;

/// <summary>Segment and region of a customer from an instant on. 0: none.</summary>
public readonly record struct Trait(long From, int Segment, int Region)
{
    public bool IsLike(in Trait other) => Segment == other.Segment && Region == other.Region;
}

/// <summary>Which segment and region a customer had when: each by itself the last one described, before the first one that first one. Never changed once made.</summary>
public sealed class CustomerTraits
{
    private readonly Trait[] steps;

    private CustomerTraits(Trait[] steps) => this.steps = steps;

    /// <summary>The first one holds from the beginning; each differs from the one before.</summary>
    public ReadOnlySpan<Trait> Steps => steps;

    /// <summary>null: nobody ever said a segment or a region.</summary>
    public static CustomerTraits? Of(Profile profile)
    {
        var counting = new List<Described>();
        for (var i = 0; i < profile.Events.Count; i++)
        {
            if ((profile.Events[i].Segment != 0 || profile.Events[i].Region != 0) && profile.Counts(i))
            {
                counting.Add(profile.Events[i]);
            }
        }
        if (counting.Count == 0)
        {
            return null;
        }
        var last = new Trait(long.MinValue, First(counting, static described => described.Segment), First(counting, static described => described.Region));
        var steps = new List<Trait> { last };
        foreach (var described in counting)
        {
            last = new Trait(described.Time, described.Segment == 0 ? last.Segment : described.Segment, described.Region == 0 ? last.Region : described.Region);
            Add(steps, last);
        }
        return new CustomerTraits([.. steps]);
    }

    /// <summary>The trait at an instant, a description at the instant itself included.</summary>
    public Trait At(long instant)
    {
        var at = steps.Length - 1;
        while (at > 0 && steps[at].From > instant)
        {
            at--;
        }
        return steps[at];
    }

    /// <summary>A fact of the customer in the slices of its instant.</summary>
    public FactHead On(in FactHead head)
    {
        var trait = At(head.Instant);
        return head with { Slices = head.Slices with { Segment = trait.Segment, Region = trait.Region } };
    }

    public bool IsSame(CustomerTraits? other) => other is not null && steps.AsSpan().SequenceEqual(other.steps);

    private static int First(List<Described> counting, Func<Described, int> given)
    {
        foreach (var described in counting)
        {
            if (given(described) != 0)
            {
                return given(described);
            }
        }
        return 0;
    }

    /// <summary>Of several at one instant the last holds.</summary>
    private static void Add(List<Trait> steps, in Trait next)
    {
        if (steps[^1].From == next.From)
        {
            steps.RemoveAt(steps.Count - 1);
        }
        if (!steps[^1].IsLike(next))
        {
            steps.Add(next);
        }
    }
}
