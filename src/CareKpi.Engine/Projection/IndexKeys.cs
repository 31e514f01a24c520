using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Keys of the rows by which timelines are found: a day or a month in front, so that a period is a range.</summary>
internal static class IndexKeys
{
    /// <summary>No month: the case is still open.</summary>
    public const int Still = 4_095;

    /// <summary>Months and days are counted from January 1899: no event is older than 1900.</summary>
    private const int FirstMonth = 1899 * 12;

    private const int DayBits = 17;

    private static readonly int FirstDay = Months.FirstDay(FirstMonth);

    public static StateKey OfDay(int day, ulong dossier) => Of(RowKind.DayIndex, day, dossier);

    public static int DayOf(StateKey key) => StateKey.High(key.A);

    /// <summary>A cost day's facts on a local day.</summary>
    public static StateKey OfLedger(int day, LedgerKey key, int utcDay) => new(RowKind.LedgerIndex, StateKey.Pair(day, key.Name), utcDay);

    /// <param name="month">At its end the case was open; <see cref="Still"/>.</param>
    /// <param name="since">The day since which it was.</param>
    /// <param name="dossier">Its dossier.</param>
    public static StateKey OfStanding(int month, int since, ulong dossier) => Of(RowKind.Standing, Stand(month, since), dossier);

    public static int Stand(int month, int since) => ((month == Still ? Still : month - FirstMonth) << DayBits) + (since - FirstDay);

    /// <summary>The first place of a month in the order of <see cref="Stand"/>; that after its last one is that of the next.</summary>
    public static int FirstOf(int month) => (month == Still ? Still : month - FirstMonth) << DayBits;

    public static int SinceOf(StateKey key) => (StateKey.High(key.A) & ((1 << DayBits) - 1)) + FirstDay;

    public static ulong DossierOf(StateKey key) => (ulong)((uint)StateKey.Low(key.A) ^ 0x8000_0000) << 32 | ((uint)key.B ^ 0x8000_0000);

    /// <summary>A contact, by its hash, that waits since an instant.</summary>
    public static StateKey OfWaiting(long since, ulong contact) => Of(RowKind.Waiting, MinuteOf(since), contact);

    public static int MinuteOf(long micros) => (int)Math.Floor(micros / 60e6);

    /// <summary>Before every row of a kind whose first number is at least <paramref name="first"/>.</summary>
    public static StateKey From(RowKind kind, int first) => new(kind, StateKey.Pair(first, int.MinValue), int.MinValue);

    private static StateKey Of(RowKind kind, int first, ulong dossier) =>
        new(kind, StateKey.Pair(first, (int)((uint)(dossier >> 32) ^ 0x8000_0000)), (int)((uint)dossier ^ 0x8000_0000));
}
