namespace CareKpi.Kpis.Measures;

/// <summary>What a set keeps of one measure's samples. Additions wrap round and tell whether they did, so that the opposite takes them back exactly.</summary>
internal struct Sampled
{
    public long Count;
    public long Sum;
    public Int128 Squares;
    public Sketch? Sketch;

    public readonly bool IsZero => Count == 0 && Sum == 0 && Squares == 0 && (Sketch is null || Sketch.IsZero);

    public bool Add(long count, long sum, Int128 squares) => Wrapping.Add(ref Count, count) | Wrapping.Add(ref Sum, sum) | Wrapping.Add(ref Squares, squares);

    public bool Subtract(long count, long sum, Int128 squares) => Wrapping.Subtract(ref Count, count) | Wrapping.Subtract(ref Sum, sum) | Wrapping.Subtract(ref Squares, squares);
}

/// <summary>Arithmetic that wraps round and answers whether it overflowed, without a branch.</summary>
internal static class Wrapping
{
    public static bool Step(ref long value, long amount, bool subtract) => subtract ? Subtract(ref value, amount) : Add(ref value, amount);

    public static bool Add(ref long value, long amount)
    {
        var (before, after) = (value, unchecked(value + amount));
        value = after;
        return ((before ^ after) & (amount ^ after)) < 0;
    }

    public static bool Subtract(ref long value, long amount)
    {
        var (before, after) = (value, unchecked(value - amount));
        value = after;
        return ((before ^ amount) & (before ^ after)) < 0;
    }

    public static bool Add(ref Int128 value, Int128 amount)
    {
        var (before, after) = (value, unchecked(value + amount));
        value = after;
        return Int128.IsNegative((before ^ after) & (amount ^ after));
    }

    public static bool Subtract(ref Int128 value, Int128 amount)
    {
        var (before, after) = (value, unchecked(value - amount));
        value = after;
        return Int128.IsNegative((before ^ amount) & (before ^ after));
    }
}
