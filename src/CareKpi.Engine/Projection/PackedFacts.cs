using System.Runtime.InteropServices;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Facts that count in cells, packed leaf by leaf: their cells are made when somebody reads these, or a checkpoint writes them. A fact is some ten bytes, its cells are hundreds of objects, of which those of a whole
/// day and leaf are few.</summary>
internal sealed class PackedFacts
{
    private readonly Dictionary<Credit, RowWriter> leaves = [];
    private readonly RowWriter scratch = new();

    public long Bytes { get; private set; }

    public IReadOnlyCollection<Credit> Leaves => leaves.Keys;

    /// <param name="isRestated">Only its slices of segment and region change.</param>
    public void Add(in FactHead head, ReadOnlySpan<Amount> told, int count, bool isRestated)
    {
        ref var leaf = ref CollectionsMarshal.GetValueRefOrAddDefault(leaves, head.Credit, out _);
        leaf ??= new RowWriter();
        var before = leaf.Length;
        scratch.Clear();
        FactRow.Write(scratch, head, told);
        leaf.Signed(count);
        leaf.Byte(isRestated ? (byte)1 : (byte)0);
        leaf.Int(head.Event);
        leaf.Bytes(scratch.Written);
        Bytes += leaf.Length - before;
    }

    /// <summary>Adds the facts of a leaf to cells, on any thread while none is added, from a place on that an earlier call gave (0: all), and gives the place after the last one.</summary>
    public int Fold(Credit leaf, int from, CellDeltas to, FactCells cells)
    {
        if (!leaves.TryGetValue(leaf, out var written))
        {
            return from;
        }
        var amounts = new List<Amount>();
        for (var row = new RowReader(written.Written[from..]); !row.AtEnd;)
        {
            var count = (int)row.Signed();
            var isRestated = row.Byte() == 1;
            var ofEvent = row.Int();
            var head = FactRow.Read(row.Bytes(), leaf, amounts) with { Event = ofEvent };
            if (isRestated)
            {
                cells.AddOfCustomer(to, head, CollectionsMarshal.AsSpan(amounts), count);
            }
            else
            {
                cells.Add(to, head, CollectionsMarshal.AsSpan(amounts), count);
            }
        }
        return written.Length;
    }
}
