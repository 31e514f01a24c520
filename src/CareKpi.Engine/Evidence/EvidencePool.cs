using System.Diagnostics.CodeAnalysis;

namespace CareKpi.Engine.Evidence;

/// <summary>Items found and not yet told, in their order; those at or before the place where the last page ended are not taken.</summary>
internal sealed class EvidencePool(EvidencePlace? after, int most)
{
    private readonly SortedDictionary<EvidencePlace, EvidenceFound> found = new(EvidencePlace.Order);

    /// <summary>The page; one more than is asked for says that there is another one.</summary>
    public List<EvidenceFound> Told { get; } = [];

    public bool IsFull => Told.Count > most;

    public void Add(EvidenceFound item)
    {
        if (after is { } last && EvidencePlace.Order.Compare(item.Place, last) <= 0)
        {
            return;
        }
        if (found.TryGetValue(item.Place, out var same))
        {
            same.Numerator += item.Numerator;
            same.Denominator += item.Denominator;
        }
        else
        {
            found.Add(item.Place, item);
        }
    }

    /// <summary>Everything at an instant or later is found.</summary>
    public void TellDownTo(long instant)
    {
        while (!IsFull && TryFirst(out var first) && first.Place.At >= instant)
        {
            found.Remove(first.Place);
            if (first.Numerator != 0 || first.Denominator != 0)
            {
                Told.Add(first);
            }
        }
    }

    private bool TryFirst([NotNullWhen(true)] out EvidenceFound? first)
    {
        foreach (var (_, item) in found)
        {
            first = item;
            return true;
        }
        first = null;
        return false;
    }
}
