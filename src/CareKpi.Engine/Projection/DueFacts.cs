using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
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
        // The instant first and sortable, so that what is due stands in front.
        scratch.Fixed((ulong)head.Instant ^ 1UL << 63);
        scratch.Signed(head.RampFrom);
        scratch.Byte((byte)head.Slices.Channel);
        scratch.Byte((byte)head.Slices.Priority);
        scratch.Int(head.Slices.Queue);
        scratch.Int(head.Slices.Topic);
        // Tags are pairs: an odd number says that segment and region follow.
        var isOfCustomer = head.Slices.Segment != 0 || head.Slices.Region != 0;
        scratch.Int((head.Slices.Tags?.Length ?? 0) | (isOfCustomer ? 1 : 0));
        foreach (var tag in head.Slices.Tags ?? [])
        {
            scratch.Int(tag);
        }
        if (isOfCustomer)
        {
            scratch.Int(head.Slices.Segment);
            scratch.Int(head.Slices.Region);
        }
        foreach (var amount in amounts)
        {
            scratch.Byte(amount.Measure.Id);
            scratch.Signed(amount.Value);
        }
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
            var row = new RowReader(fact);
            var instant = (long)(row.Fixed() ^ 1UL << 63);
            var rampFrom = row.Signed();
            var slices = new Slices((Channel)row.Byte(), 0, 0, (Priority)row.Byte(), null) with { Queue = row.Int(), Topic = row.Int() };
            var follow = row.Int();
            var tags = new int[follow & ~1];
            for (var i = 0; i < tags.Length; i++)
            {
                tags[i] = row.Int();
            }
            if ((follow & 1) != 0)
            {
                slices = slices with { Segment = row.Int(), Region = row.Int() };
            }
            amounts.Clear();
            while (!row.AtEnd)
            {
                amounts.Add(new Amount(MeasureCatalogue.Find(row.Byte()), row.Signed()));
            }
            var head = new FactHead(leaf, 0, instant, slices with { Tags = tags.Length == 0 ? null : tags }) { RampFrom = rampFrom };
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
