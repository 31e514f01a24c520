using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>What came from one source.</summary>
public sealed record SourceCount(long Events, long LastEventAt, long LastArrivalAt);

/// <summary>The one row that says how far a generation is.</summary>
public sealed class ProjectionHead
{
    private const byte Format = 1;

    /// <summary>Sequence number of the last entry that the rows contain.</summary>
    public long Applied { get; set; }

    /// <summary>Latest time of any event; <see cref="CareEvent.None"/>: there was none.</summary>
    public long Latest { get; set; } = CareEvent.None;

    public long Events { get; set; }

    /// <summary>Due facts of days up to here are in the cells.</summary>
    public int FoldedThrough { get; set; } = int.MinValue;

    /// <summary>Of the carried entries of the log the last one that the rows contain, and all before it that this generation begins with; 0: none.</summary>
    public long Seeded { get; set; }

    public Dictionary<int, SourceCount> Sources { get; } = [];

    /// <summary>Entries on which applying threw.</summary>
    public SortedSet<long> SetAside { get; } = [];

    public byte[] Encode()
    {
        var row = new RowWriter();
        row.Byte(Format);
        row.Signed(Applied);
        row.Signed(Latest);
        row.Signed(Events);
        row.Signed(FoldedThrough);
        // Earlier versions read a number here.
        row.Signed(0);
        row.Int(Sources.Count);
        foreach (var (source, count) in Sources)
        {
            row.Int(source);
            row.Signed(count.Events);
            row.Signed(count.LastEventAt);
            row.Signed(count.LastArrivalAt);
        }
        row.Int(SetAside.Count);
        foreach (var seq in SetAside)
        {
            row.Signed(seq);
        }
        row.Signed(Seeded);
        return row.ToArray();
    }

    public static ProjectionHead Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        if (row.Byte() != Format)
        {
            throw new InvalidDataException("the state was written by a later version of CareKpi; start that version, or rebuild the tenant");
        }
        var head = new ProjectionHead
        {
            Applied = row.Signed(),
            Latest = row.Signed(),
            Events = row.Signed(),
            FoldedThrough = (int)row.Signed(),
        };
        _ = row.Signed();
        for (var count = row.Int(); count > 0; count--)
        {
            head.Sources.Add(row.Int(), new SourceCount(row.Signed(), row.Signed(), row.Signed()));
        }
        for (var count = row.Int(); count > 0; count--)
        {
            head.SetAside.Add(row.Signed());
        }
        // Earlier versions end here.
        head.Seeded = row.AtEnd ? 0 : row.Signed();
        return head;
    }
}
