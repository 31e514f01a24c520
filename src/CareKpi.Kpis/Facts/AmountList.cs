using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Facts;

/// <summary>The amounts of one fact, gathered without allocating.</summary>
internal sealed class AmountList
{
    private readonly Amount[] amounts = new Amount[32];
    private int count;

    public ReadOnlySpan<Amount> Span => amounts.AsSpan(0, count);

    public void Clear() => count = 0;

    public void Add(Measure measure, long value) => amounts[count++] = new Amount(measure, value);

    public void Count(Measure measure) => Add(measure, 1);

    public void CountIf(bool condition, Measure measure)
    {
        if (condition)
        {
            Add(measure, 1);
        }
    }
}

/// <summary>Microseconds to the milliseconds of measures (docs/contracts/interpretations.md).</summary>
internal static class Durations
{
    /// <summary>A duration that an event gives: half up.</summary>
    public static long Given(long micros) => (micros + 500) / 1000;

    /// <summary>Between two instants: so that the pieces of an interval add up to the whole.</summary>
    public static long Between(long from, long to) => Floor(to) - Floor(from);

    /// <summary>Of the same, what the clock runs.</summary>
    public static long Between(long from, long to, BusinessClock clock) => clock.Elapsed(Floor(from) * 1000, Floor(to) * 1000) / 1000;

    private static long Floor(long micros) => micros >= 0 ? micros / 1000 : -((999 - micros) / 1000);
}
