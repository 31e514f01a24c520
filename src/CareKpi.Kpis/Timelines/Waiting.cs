using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>A contact in a queue: it was queued, and no end of it counts. <see cref="Queue"/>: a name; 0: none.</summary>
public readonly record struct Waiting(long Since, Channel Channel, int Queue)
{
    private const byte Format = 1;

    public byte[] Encode(RowWriter row)
    {
        row.Clear();
        row.Byte(Format);
        row.Signed(Since);
        row.Byte((byte)Channel);
        row.Int(Queue);
        return row.ToArray();
    }

    public static Waiting Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        return row.Byte() == Format
            ? new Waiting(row.Signed(), (Channel)row.Byte(), row.Int())
            : throw new InvalidDataException("the row of a contact that waits has a format that this version does not know");
    }
}
