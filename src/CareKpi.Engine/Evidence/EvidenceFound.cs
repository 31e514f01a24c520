using CareKpi.Kpis.Events;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Facts;

namespace CareKpi.Engine.Evidence;

/// <summary>What is spoken of, in the words of its sender. <see cref="Text"/>: the event in which something was written.</summary>
internal sealed record EvidenceSubject(EvidenceKind Kind, string Key)
{
    /// <summary>Its place among others of its kind, where keys may be alike.</summary>
    public string? Order { get; init; }

    public string? Case { get; init; }

    public string? Contact { get; init; }

    public int Customer { get; init; }

    public double? Score { get; init; }

    public Witness? Text { get; init; }
}

/// <summary>An item that is found, and what its facts add up to so far.</summary>
internal sealed class EvidenceFound(EvidencePlace place, EvidenceSubject subject, int customer, Slices slices)
{
    public EvidencePlace Place => place;

    public EvidenceSubject Subject => subject;

    public int Customer => customer;

    public Channel Channel => slices.Channel;

    public int Topic => slices.Topic;

    public long Numerator { get; set; }

    public long Denominator { get; set; }
}
