using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Facts of a leaf and day that were later than the latest event time when they were told: a multiset, whose counts may be negative until what was told before is merged in.</summary>
public sealed class DueFacts
{
    private readonly SortedDictionary<byte[], int> facts = new(Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));

    public bool IsEmpty => facts.Count == 0;

    public int Count => facts.Count;

    public void Add(in FactHead head, ReadOnlySpan<Amount> amounts, int count, RowWriter scratch)
    {
        scratch.Clear();
        FactRow.Write(scratch, head, amounts);
        Add(scratch.ToArray(), count);
    }

    public void Merge(DueFacts other)
    {
        foreach (var (fact, count) in other.facts)
        {
            Add(fact, count);
        }
    }

    public void MergeFrom(ReadOnlySpan<byte> encoded)
    {
        var row = new RowReader(encoded);
        for (var count = row.Int(); count > 0; count--)
        {
            var fact = row.Bytes().ToArray();
            Add(fact, (int)row.Signed());
        }
    }

    /// <summary>null: nothing left, the row does not exist.</summary>
    public byte[]? Encode()
    {
        if (facts.Count == 0)
        {
            return null;
        }
        var row = new RowWriter();
        row.Int(facts.Count);
        foreach (var (fact, count) in facts)
        {
            row.Bytes(fact);
            row.Signed(count);
        }
        return row.ToArray();
    }

    /// <summary>Tells each fact with its count, in the order of instants.</summary>
    public void Tell(Credit leaf, Action<FactHead, Amount[], int> tell)
    {
        var amounts = new List<Amount>();
        foreach (var (fact, count) in facts)
        {
            var head = FactRow.Read(fact, leaf, amounts);
            tell(head, [.. amounts], count);
        }
    }

    private void Add(byte[] fact, int count)
    {
        facts.TryGetValue(fact, out var had);
        if (had + count == 0)
        {
            facts.Remove(fact);
        }
        else
        {
            facts[fact] = had + count;
        }
    }
}
