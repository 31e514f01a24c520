using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The measures of one cell by value of its dimension (<c>all</c> has the one value 0). Values that are all zero do not exist.</summary>
public sealed class CellBlock(bool keepsBins)
{
    /// <summary>Only of a block that is used again: most are not.</summary>
    private Stack<MeasureSet>? spare;

    public SortedList<long, MeasureSet> Values { get; } = [];

    public MeasureSet this[long value]
    {
        get
        {
            if (!Values.TryGetValue(value, out var set))
            {
                Values.Add(value, set = spare is not null && spare.TryPop(out var cleared) ? cleared : new MeasureSet(keepsBins));
            }
            return set;
        }
    }

    public bool IsZero
    {
        get
        {
            for (var i = 0; i < Values.Count; i++)
            {
                if (!Values.GetValueAtIndex(i).IsZero)
                {
                    return false;
                }
            }
            return true;
        }
    }

    public void Merge(CellBlock? other, int sign = 1)
    {
        for (var i = 0; i < other?.Values.Count; i++)
        {
            this[other.Values.GetKeyAtIndex(i)].Merge(other.Values.GetValueAtIndex(i), sign);
        }
    }

    public void MergeFrom(ReadOnlySpan<byte> encoded)
    {
        var row = new RowReader(encoded);
        for (var count = row.Int(); count > 0; count--)
        {
            var value = row.Signed();
            this[value].MergeFrom(row.Bytes());
        }
    }

    /// <summary>Forgets everything; the sets of measures stay for the next use.</summary>
    public void Clear()
    {
        spare ??= [];
        // In reverse, so that the first value gets the set that it had.
        for (var i = Values.Count - 1; i >= 0; i--)
        {
            var set = Values.GetValueAtIndex(i);
            set.Clear();
            spare.Push(set);
        }
        Values.Clear();
    }

    public CellBlock Clone()
    {
        var clone = new CellBlock(keepsBins);
        foreach (var (value, set) in Values)
        {
            clone.Values.Add(value, set.Clone());
        }
        return clone;
    }

    /// <summary>null: all zero, the row does not exist.</summary>
    public byte[]? Encode(RowWriter row, RowWriter scratch)
    {
        if (IsZero)
        {
            return null;
        }
        row.Clear();
        var count = 0;
        for (var i = 0; i < Values.Count; i++)
        {
            count += Values.GetValueAtIndex(i).IsZero ? 0 : 1;
        }
        row.Int(count);
        for (var i = 0; i < Values.Count; i++)
        {
            if (!Values.GetValueAtIndex(i).IsZero)
            {
                row.Signed(Values.GetKeyAtIndex(i));
                scratch.Clear();
                Values.GetValueAtIndex(i).Encode(scratch);
                row.Bytes(scratch.Written);
            }
        }
        return row.ToArray();
    }
}
