using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Spells;

/// <summary>What is kept of a customer's whole life. Stored: never renumber.</summary>
public enum LifeKind : byte
{
    Started = 1,
    Changed = 2,
    Renewed = 3,
    Ended = 4,
    Revenue = 5,
    /// <summary>A survey that the customer answered.</summary>
    Answer = 6,
    /// <summary>An exit survey that gave a reason.</summary>
    Exit = 7,
}

/// <summary>A summary that another timeline gives to a customer's life: a step of a subscription, a revenue, an answer. Which fields it has, its kind says.</summary>
public readonly record struct LifeMark(LifeKind Kind, long Instant)
{
    /// <summary>With <see cref="Id"/> the place among those of one instant.</summary>
    public int Source { get; init; }

    public byte[] Id { get; init; } = [];

    /// <summary>A name.</summary>
    public int Subscription { get; init; }

    /// <summary>MRR or revenue, in 1/10,000.</summary>
    public long Amount { get; init; }

    /// <summary>Of a revenue; the amount itself where none was given.</summary>
    public long Margin { get; init; }

    /// <summary>A name; 0: none was given.</summary>
    public int Reason { get; init; }

    public bool IsOfSubscription => Kind <= LifeKind.Ended;

    public static LifeMark OfSubscription(EventType type, long instant, int source, byte[] id) => new(type switch
    {
        EventType.SubscriptionStarted => LifeKind.Started,
        EventType.SubscriptionChanged => LifeKind.Changed,
        EventType.SubscriptionRenewed => LifeKind.Renewed,
        EventType.SubscriptionEnded => LifeKind.Ended,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "is no step of a subscription"),
    }, instant)
    { Source = source, Id = id };

    public bool Equals(LifeMark other) =>
        Kind == other.Kind && Instant == other.Instant && Source == other.Source && Subscription == other.Subscription && Amount == other.Amount && Margin == other.Margin
        && Reason == other.Reason && Id.AsSpan().SequenceEqual(other.Id);

    public override int GetHashCode() => HashCode.Combine(Kind, Instant, Subscription, Amount);

    /// <summary>The total order of events; what ties beyond it is of one worth, and put in order so that equal lives are equal rows.</summary>
    public static int Compare(in LifeMark left, in LifeMark right, EventOrder order)
    {
        var events = order.Compare(left.Instant, 0, left.Source, left.Id, right.Instant, 0, right.Source, right.Id);
        return events != 0 ? events
            : left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind)
            : left.Subscription != right.Subscription ? left.Subscription.CompareTo(right.Subscription)
            : left.Amount != right.Amount ? left.Amount.CompareTo(right.Amount)
            : left.Margin != right.Margin ? left.Margin.CompareTo(right.Margin)
            : left.Reason.CompareTo(right.Reason);
    }
}
