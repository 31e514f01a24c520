using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Benchmarks;

/// <summary>The place of one value among others.</summary>
public static class Ranking
{
    /// <summary>Who has fewer observations has no place: chance would put it first or last.</summary>
    public const int MinCount = 5;

    /// <summary>Among values that have at least <see cref="MinCount"/> observations, its own included; null for fewer than two of them. Without a direction the largest comes first.</summary>
    public static Rank? Of(double value, IReadOnlyCollection<double> values, Direction direction)
    {
        if (values.Count < 2)
        {
            return null;
        }
        var position = 1 + values.Count(other => direction == Direction.Down ? other < value : other > value);
        return new Rank(position, values.Count, 100.0 * (values.Count - position) / (values.Count - 1));
    }
}
