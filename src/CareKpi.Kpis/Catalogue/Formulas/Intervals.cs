using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>95 % intervals of survey KPIs (docs/contracts/definitions.md, "Surveys, sentiment").</summary>
internal static class Intervals
{
    /// <summary>97.5 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The contract gives the factor for means as written, with two decimals.</summary>
    private const double FactorOfMeans = 1.96;

    /// <summary>Of a share, in percent (Wilson 1927, score interval without continuity correction).</summary>
    public static Confidence Wilson(long part, long whole)
    {
        var n = (double)whole;
        var p = part / n;
        var centre = p + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var divisor = 1 + (Z * Z / n);
        return new(Math.Max(0, 100 * (centre - half) / divisor), Math.Min(100, 100 * (centre + half) / divisor));
    }

    /// <summary>Of a difference of two shares of one whole: three answers more, ¾ of one on either side; within ±100.</summary>
    public static Confidence AdjustedWald(long plus, long minus, long whole)
    {
        var n = whole + 3.0;
        var (p, d) = ((plus + 0.75) / n, (minus + 0.75) / n);
        var half = Z * Math.Sqrt((p + d - ((p - d) * (p - d))) / n);
        return new(Math.Max(-100, 100 * (p - d - half)), Math.Min(100, 100 * (p - d + half)));
    }

    /// <summary>mean ± 1.96 s ÷ √n with the sample's deviation s (n − 1); null under two samples.</summary>
    public static Confidence? OfMean(Samples samples, double scale)
    {
        if (samples.Count < 2)
        {
            return null;
        }

        // Σx² − (Σx)² ÷ n, its whole part in integers: the difference of two large squares keeps its digits, and none overflows.
        var (quotient, remainder) = Int128.DivRem((Int128)samples.Sum * samples.Sum, samples.Count);
        var squares = (double)(samples.Squares - quotient) - ((double)remainder / samples.Count);
        var deviation = Math.Sqrt(Math.Max(0, squares) / (samples.Count - 1));
        var mean = samples.Sum / (double)samples.Count;
        var half = FactorOfMeans * deviation / Math.Sqrt(samples.Count);
        return new((mean - half) / scale, (mean + half) / scale);
    }
}
