using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Scorecards;

/// <summary>A value beside that of an earlier period.</summary>
public static class Comparing
{
    /// <summary>
    /// <paramref name="value"/> against <paramref name="earlier"/>, the value of <paramref name="period"/>. The change is null when either is;
    /// its percentage, of the earlier value's size (so that its sign is that of the change, below zero too), also when the earlier value is 0.
    /// Better is null when nothing changed or the KPI has no direction.
    /// </summary>
    public static Comparison Against(double? earlier, Period period, double? value, Direction direction)
    {
        var change = Finite(value - earlier);
        var percent = earlier is null or 0 ? null : Finite(100 * change / Math.Abs(earlier.Value));
        return new(period, earlier, change, percent, IsBetter(change, direction));
    }

    /// <summary>A tenant's own formula may be as small or large as numbers can be.</summary>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static bool? IsBetter(double? change, Direction direction) => (change, direction) switch
    {
        (null or 0, _) or (_, Direction.None) => null,
        (_, Direction.Up) => change > 0,
        (_, Direction.Down) => change < 0,
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "no such direction"),
    };
}
