namespace Oracle;

/// <summary>A KPI's value and what it stands on. A null value stands on nothing: 0 and 0.</summary>
/// <param name="Value">Null: nothing to measure.</param>
/// <param name="Denominator">Null for counts and sums.</param>
public sealed record OracleValue(decimal? Value, decimal Numerator, decimal? Denominator, decimal Count)
{
    /// <summary>95 %; null where the KPI has none or too few answers.</summary>
    public OracleInterval? Confidence { get; init; }

    /// <summary>Breakdowns that the KPI brings with it.</summary>
    public IReadOnlyDictionary<string, decimal>? Parts { get; init; }

    /// <summary>Of parts that have a value of their own beside the count.</summary>
    public IReadOnlyDictionary<string, decimal?>? PartMeans { get; init; }

    /// <summary>Durations only.</summary>
    public OracleDistribution? Distribution { get; init; }

    public bool Provisional { get; init; }

    /// <summary>The last day of the period whose value only a correction can still change.</summary>
    public DateOnly? SettledThrough { get; init; }

    internal static OracleValue Nothing { get; } = new(null, 0, 0, 0);

    internal static OracleValue Number(decimal value) => new(value, value, null, value);

    /// <summary>An amount of money; as a sample size it is a whole number.</summary>
    internal static OracleValue Money(decimal value) => new(value, value, null, decimal.Round(value, MidpointRounding.AwayFromZero));

    internal static OracleValue Ratio(decimal numerator, decimal denominator, decimal factor, decimal count) =>
        denominator == 0 ? Nothing : new(factor * numerator / denominator, numerator, denominator, count);

    internal static OracleValue Percent(decimal numerator, decimal denominator) => Ratio(numerator, denominator, 100, denominator);

    internal static OracleValue PercentOfAnswers(decimal numerator, decimal denominator) =>
        Percent(numerator, denominator) with { Confidence = OracleInterval.Wilson((double)numerator, (double)denominator) };

    internal static OracleValue Mean(IReadOnlyCollection<decimal> amounts) => Ratio(amounts.Sum(), amounts.Count, 1, amounts.Count);

    internal static OracleValue MeanOfAnswers(IReadOnlyCollection<decimal> scores) => Mean(scores) with { Confidence = OracleInterval.OfMean(scores) };

    internal static OracleValue MeanDuration(IReadOnlyCollection<decimal> seconds) =>
        Mean(seconds) with { Distribution = seconds.Count == 0 ? null : new OracleDistribution(seconds) };
}

/// <summary>Exact quantiles of a duration KPI, in seconds.</summary>
public sealed class OracleDistribution
{
    private readonly decimal[] _sorted;

    internal OracleDistribution(IEnumerable<decimal> amounts) => _sorted = [.. amounts.Order()];

    public int Count => _sorted.Length;

    public decimal Min => _sorted[0];

    public decimal Max => _sorted[^1];

    public decimal Mean => _sorted.Sum() / _sorted.Length;

    /// <summary>Nearest rank: the value ⌈q·n⌉ of the sorted ones, 0 &lt; q ≤ 1.</summary>
    public decimal Quantile(decimal q) => _sorted[Math.Max(1, (int)decimal.Ceiling(q * _sorted.Length)) - 1];
}

/// <summary>A 95 % interval.</summary>
public sealed record OracleInterval(double Low, double High)
{
    /// <summary>The 97.5 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>What definitions.md names for means.</summary>
    private const double ForMeans = 1.96;

    internal static OracleInterval? Wilson(double positive, double n)
    {
        if (n == 0)
        {
            return null;
        }

        var p = positive / n;
        var middle = p + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var scale = 100 / (1 + (Z * Z / n));
        return new OracleInterval(Math.Max(0, (middle - half) * scale), Math.Min(100, (middle + half) * scale));
    }

    /// <summary>Adjusted Wald of a net promoter score: n + 3, P + ¾, D + ¾, clamped to ±100.</summary>
    internal static OracleInterval? AdjustedWald(double promoters, double detractors, double n)
    {
        if (n == 0)
        {
            return null;
        }

        var (p, d) = ((promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3));
        var half = Z * Math.Sqrt((p + d - ((p - d) * (p - d))) / (n + 3));
        return new OracleInterval(Math.Max(-100, 100 * (p - d - half)), Math.Min(100, 100 * (p - d + half)));
    }

    internal static OracleInterval? OfMean(IReadOnlyCollection<decimal> scores)
    {
        if (scores.Count < 2)
        {
            return null;
        }

        var mean = scores.Average();
        var variance = (double)(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Count - 1));
        var half = ForMeans * Math.Sqrt(variance / scores.Count);
        return new OracleInterval((double)mean - half, (double)mean + half);
    }
}
