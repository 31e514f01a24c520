using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>A fact of a leaf as bytes; of no customer and no event of the tenant's own. Stored: due facts are such rows.</summary>
internal static class FactRow
{
    public static void Write(RowWriter row, in FactHead head, ReadOnlySpan<Amount> amounts)
    {
        // The instant first and sortable, so that what is due stands in front.
        row.Fixed((ulong)head.Instant ^ 1UL << 63);
        row.Signed(head.RampFrom);
        var slices = head.Slices;
        row.Byte((byte)slices.Channel);
        row.Byte((byte)slices.Priority);
        row.Int(slices.Queue);
        row.Int(slices.Topic);
        // Tags are pairs: an odd number says that segment and region follow.
        var isOfCustomer = slices.Segment != 0 || slices.Region != 0;
        row.Int((slices.Tags?.Length ?? 0) | (isOfCustomer ? 1 : 0));
        foreach (var tag in slices.Tags ?? [])
        {
            row.Int(tag);
        }
        if (isOfCustomer)
        {
            row.Int(slices.Segment);
            row.Int(slices.Region);
        }
        foreach (ref readonly var amount in amounts)
        {
            row.Byte(amount.Measure.Id);
            row.Signed(amount.Value);
        }
    }

    /// <summary>Reads a fact; its amounts are put in <paramref name="amounts"/>, in place of those that are there.</summary>
    public static FactHead Read(ReadOnlySpan<byte> fact, Credit leaf, List<Amount> amounts)
    {
        var row = new RowReader(fact);
        var instant = (long)(row.Fixed() ^ 1UL << 63);
        var rampFrom = row.Signed();
        var (channel, priority, queue, topic) = ((Channel)row.Byte(), (Priority)row.Byte(), row.Int(), row.Int());
        var follow = row.Int();
        var tags = (follow & ~1) == 0 ? null : new int[follow & ~1];
        for (var i = 0; i < tags?.Length; i++)
        {
            tags[i] = row.Int();
        }
        var slices = new Slices(channel, queue, topic, priority, tags);
        if ((follow & 1) != 0)
        {
            slices = slices with { Segment = row.Int(), Region = row.Int() };
        }
        amounts.Clear();
        while (!row.AtEnd)
        {
            amounts.Add(new Amount(MeasureCatalogue.Find(row.Byte()), row.Signed()));
        }
        return new FactHead(leaf, 0, instant, slices) { RampFrom = rampFrom };
    }
}
