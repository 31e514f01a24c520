namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>What is published of a KPI among peers: how many took part, and quantiles of their values in a quarter (its first day), in the order of the values whichever is better. <see cref="P10"/> and <see cref="P90"/> are
/// withheld under ten.</summary>
public sealed record PeerFigures(DateOnly Quarter, int Tenants, double? P10, double P25, double P50, double P75, double? P90)
{
    /// <summary>
    /// Where a value would stand: a whole number between the outermost published quantiles, interpolated between those beside it; where several are equal, the middle of them. It follows from what is published alone, so whoever asks
    /// with other values learns nothing else.
    /// </summary>
    public int PercentileOf(double value)
    {
        (int P, double At)[] points = P10 is { } p10 && P90 is { } p90 ? [(10, p10), (25, P25), (50, P50), (75, P75), (90, p90)] : [(25, P25), (50, P50), (75, P75)];
        var first = Array.FindIndex(points, point => point.At >= value);
        var last = Array.FindLastIndex(points, point => point.At <= value);
        if (first < 0 || last < 0)
        {
            return first < 0 ? points[^1].P : points[0].P;
        }
        var low = first == 0 ? points[0].P : Between(points[first - 1], points[first], value);
        var high = last == points.Length - 1 ? points[last].P : Between(points[last], points[last + 1], value);
        return (int)Math.Round((low + high) / 2, MidpointRounding.AwayFromZero);
    }

    private static double Between((int P, double At) one, (int P, double At) next, double value) => one.P + ((value - one.At) / (next.At - one.At) * (next.P - one.P));
}

/// <summary>What peers have, and where the own value stands among them.</summary>
public sealed record PeerStanding(PeerFigures Figures, int Percentile);
