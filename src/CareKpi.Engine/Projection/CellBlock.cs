using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The measures of one cell by value of its dimension (<c>all</c> has the one value 0). Values that are all zero do not exist.</summary>
public sealed class CellBlock(bool keepsBins)
{
    public Dictionary<long, MeasureSet> Values { get; } = [];

    public MeasureSet this[long value]
    {
        get
        {
            if (!Values.TryGetValue(value, out var set))
            {
                Values.Add(value, set = new MeasureSet(keepsBins));
            }
            return set;
        }
    }

    public bool IsZero
    {
        get
        {
            foreach (var set in Values.Values)
            {
                if (!set.IsZero)
                {
                    return false;
                }
            }
            return true;
        }
    }

    public void Merge(CellBlock other, int sign = 1)
    {
        foreach (var (value, set) in other.Values)
        {
            this[value].Merge(set, sign);
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
    public byte[]? Encode()
    {
        if (IsZero)
        {
            return null;
        }
        var row = new RowWriter();
        var values = new List<long>(Values.Count);
        foreach (var (value, set) in Values)
        {
            if (!set.IsZero)
            {
                values.Add(value);
            }
        }
        values.Sort();
        row.Int(values.Count);
        foreach (var value in values)
        {
            row.Signed(value);
            row.Bytes(Values[value].Encoded());
        }
        return row.ToArray();
    }
}
