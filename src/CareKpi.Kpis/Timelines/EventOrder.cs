using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>The total order of events: time, rank of the type, source, id (both ordinal).</summary>
public sealed class EventOrder(NameTable names)
{
    public int Compare(in DossierEvent left, in DossierEvent right) =>
        Compare(left.Time, left.Type.TieRank(), left.Source, left.Id, right.Time, right.Type.TieRank(), right.Source, right.Id);

    public int Compare(long leftTime, int leftRank, int leftSource, ReadOnlySpan<byte> leftId, long rightTime, int rightRank, int rightSource, ReadOnlySpan<byte> rightId)
    {
        if (leftTime != rightTime)
        {
            return leftTime < rightTime ? -1 : 1;
        }
        if (leftRank != rightRank)
        {
            return leftRank - rightRank;
        }
        var sources = names.Compare(leftSource, rightSource);
        return sources != 0 ? sources : leftId.SequenceCompareTo(rightId);
    }
}
