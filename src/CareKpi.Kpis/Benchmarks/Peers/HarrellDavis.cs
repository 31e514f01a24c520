using MathNet.Numerics;

namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>
/// The quantile estimator of Harrell and Davis (Biometrika 69, 1982): a mean of all values in their order, the i-th weighing what the distribution Beta((n+1)p, (n+1)(1−p)) has between (i−1)/n and i/n. No quantile is anybody's own value,
/// as nearest ranks of a few would be.
/// </summary>
public static class HarrellDavis
{
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="p">Over 0 and under 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double p)
    {
        var count = sorted.Count;
        var (a, b) = ((count + 1) * p, (count + 1) * (1 - p));
        var (sum, below) = (0.0, 0.0);
        for (var i = 1; i <= count; i++)
        {
            var upTo = i == count ? 1 : SpecialFunctions.BetaRegularized(a, b, i / (double)count);
            sum += (upTo - below) * sorted[i - 1];
            below = upTo;
        }
        return sum;
    }
}
