using System.Buffers.Binary;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>What the day index says of a dossier's facts on a day, so that a walk opens only what may matter: groups of measures, the first and the last hour of the day, and whose they are.
/// Stored: groups are never formed otherwise.</summary>
public readonly record struct DayMark(ushort Groups, byte First, byte Last, int Agent)
{
    /// <summary>Facts of several agents, or of an agent and of nobody.</summary>
    public const int Several = -1;

    /// <summary>Nothing is known: anything may be there.</summary>
    public static DayMark Unknown { get; } = new(ushort.MaxValue, 0, byte.MaxValue, Several);

    /// <summary>Sixteen measures are one group.</summary>
    public static ushort GroupOf(Measure measure) => (ushort)(1 << (measure.Id >> 4));

    public static ushort GroupsOf(ReadOnlySpan<Amount> amounts)
    {
        var groups = 0;
        foreach (ref readonly var amount in amounts)
        {
            groups |= 1 << (amount.Measure.Id >> 4);
        }
        return (ushort)groups;
    }

    public DayMark With(DayMark other) =>
        new((ushort)(Groups | other.Groups), Math.Min(First, other.First), Math.Max(Last, other.Last), Agent == other.Agent ? Agent : Several);

    public byte[] Encode(RowWriter scratch)
    {
        scratch.Clear();
        scratch.Byte((byte)(Groups >> 8));
        scratch.Byte((byte)Groups);
        scratch.Byte(First);
        scratch.Byte(Last);
        scratch.Int(Agent + 1);
        return scratch.ToArray();
    }

    /// <summary>A row without content is of a version that kept none.</summary>
    public static DayMark Decode(ReadOnlySpan<byte> row)
    {
        if (row.IsEmpty)
        {
            return Unknown;
        }
        var rest = new RowReader(row[4..]);
        return new DayMark(BinaryPrimitives.ReadUInt16BigEndian(row), row[2], row[3], rest.Int() - 1);
    }
}
