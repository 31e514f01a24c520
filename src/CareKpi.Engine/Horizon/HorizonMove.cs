using CareKpi.Engine.Log;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Horizon;

/// <summary>The entry that moves the horizon: it makes the carried entries that it names effective, and swaps to the generation that was built for it. A chain: each names the move before it (0: it is the first).</summary>
/// <param name="Horizon">Events before it are gone.</param>
/// <param name="Generation">The generation that was built for it.</param>
/// <param name="Before">The entry of the move before.</param>
/// <param name="Standing">Carried entries that hold until the next move.</param>
/// <param name="Lasting">Carried entries that hold for ever.</param>
public sealed record HorizonMove(long Horizon, int Generation, long Before, IReadOnlyList<long> Standing, IReadOnlyList<long> Lasting)
{
    public byte[] Encode()
    {
        var row = new RowWriter();
        row.Signed(Horizon);
        row.Int(Generation);
        row.Signed(Before);
        Encode(row, Standing);
        Encode(row, Lasting);
        return LogEntry.OfBytes(LogEntryKind.HorizonMoved, row.Written);
    }

    public static HorizonMove Decode(ReadOnlySpan<byte> payload)
    {
        var row = new RowReader(payload[2..]);
        return new HorizonMove(row.Signed(), row.Int(), row.Signed(), Numbers(ref row), Numbers(ref row));
    }

    private static void Encode(RowWriter row, IReadOnlyList<long> numbers)
    {
        row.Int(numbers.Count);
        foreach (var number in numbers)
        {
            row.Signed(number);
        }
    }

    private static List<long> Numbers(ref RowReader row)
    {
        var numbers = new List<long>();
        for (var count = row.Int(); count > 0; count--)
        {
            numbers.Add(row.Signed());
        }
        return numbers;
    }
}
