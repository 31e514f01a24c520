using System.Buffers.Binary;

namespace CareKpi.Engine.Projection;

/// <summary>What a row of the state is. Stored: never renumber, only add.</summary>
public enum RowKind : byte
{
    /// <summary>Watermark, counters, names of the generation. One row.</summary>
    Head = 1,
    Name = 2,
    /// <summary>Agents, teams and customers that were named.</summary>
    Scope = 3,
    Dossier = 4,
    CustomerSpan = 5,
    AgentDay = 6,
    Profile = 7,
    /// <summary>Facts later than the latest event time, by the day they stand on.</summary>
    Due = 8,
    /// <summary>Values that a dimension admits.</summary>
    DimensionValue = 9,
    Finding = 10,
    /// <summary>Time of the last event that named an agent or a team.</summary>
    LastEvent = 11,
    /// <summary>The days on which a dossier has facts, by day first.</summary>
    DayIndex = 12,
    /// <summary>Events without an entity, by family and main key.</summary>
    LedgerDay = 13,
    /// <summary>The local days on which a UTC day of costs has facts, by local day first.</summary>
    LedgerIndex = 14,
    /// <summary>The dossiers with a case that was open at the end of a month, or is still, by month first, then by the day since which it was.</summary>
    Standing = 15,
    /// <summary>The head of a customer's timeline.</summary>
    CustomerLife = 16,
    /// <summary>Margins of a customer's UTC day, by day first.</summary>
    MarginDay = 17,
    /// <summary>The spell table, 4,096 customers a row.</summary>
    Spells = 18,
    /// <summary>Contacts that wait in a queue, by the minute since which they do.</summary>
    Waiting = 19,
    /// <summary>Daily cells, one kind a dimension.</summary>
    CellAll = 20,
    CellChannel = 21,
    CellQueue = 22,
    CellTopic = 23,
    CellPriority = 24,
    CellTag = 25,
    CellSegment = 26,
    CellRegion = 27,
    /// <summary>Monthly sums of stocks, one kind a dimension, in the order of the cells.</summary>
    MonthAll = 30,
    MonthChannel = 31,
    MonthQueue = 32,
    MonthTopic = 33,
    MonthPriority = 34,
    MonthTag = 35,
    MonthSegment = 36,
    MonthRegion = 37,
    /// <summary>Hours of the last 35 days, by day first.</summary>
    HourAll = 40,
    HourChannel = 41,
    /// <summary>The health table: 256 customers and one span of 32 days a row, by block first.</summary>
    Health = 50,
    /// <summary>Days that entries have changed (<see cref="DayMarks"/>).</summary>
    DayChange = 51,
    /// <summary>From and through which entry there are such marks. One row.</summary>
    DaySpan = 52,
    /// <summary>Cells of the tenant's own events: each kind of cells (days and hours) has one here, <see cref="CellKey.OfEvents"/> beyond it.</summary>
    EventAll = 120,
    EventChannel = 121,
    EventHourAll = 140,
    EventHourChannel = 141,
}

/// <summary>A row of one generation of a tenant's state. 17 bytes in the store: generation, kind, <see cref="A"/>, <see cref="B"/>, big-endian, signed numbers biased, so that they sort.</summary>
public readonly record struct StateKey(RowKind Kind, ulong A, int B)
{
    public const int Size = 17;

    public static ulong Pair(int high, int low) => (ulong)Biased(high) << 32 | Biased(low);

    public static int High(ulong pair) => (int)((uint)(pair >> 32) ^ 0x8000_0000);

    public static int Low(ulong pair) => (int)((uint)pair ^ 0x8000_0000);

    public byte[] ToBytes(int generation)
    {
        var key = new byte[Size];
        BinaryPrimitives.WriteInt32BigEndian(key, generation);
        key[4] = (byte)Kind;
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(5), A);
        BinaryPrimitives.WriteUInt32BigEndian(key.AsSpan(13), Biased(B));
        return key;
    }

    public static StateKey FromBytes(ReadOnlySpan<byte> key) =>
        new((RowKind)key[4], BinaryPrimitives.ReadUInt64BigEndian(key[5..]), (int)(BinaryPrimitives.ReadUInt32BigEndian(key[13..]) ^ 0x8000_0000));

    private static uint Biased(int value) => (uint)value ^ 0x8000_0000;
}
