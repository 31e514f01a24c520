using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Mean over customers of the weighted mean of what is known of each. Customers of whom the same parts are known have the same weights, so their parts may be added up first.</summary>
internal sealed class HealthFormula : Formula
{
    private static readonly string[] Names = ["satisfaction", "effort", "sentiment", "openCases", "complaints", "recency"];

    public override ValueKind Kind => ValueKind.Mean;

    public override string Text => "<parts weighted by the tenant> / health.customers";

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        HealthMeasures.Customers, HealthMeasures.Satisfaction, HealthMeasures.Effort, HealthMeasures.Sentiment, HealthMeasures.OpenCases, HealthMeasures.Complaints, HealthMeasures.Recency,
    ];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        if (measures.Health is not { } health)
        {
            return Figures.Nothing;
        }

        var weights = context.HealthWeights;
        var (sum, customers) = (0.0, 0L);
        Span<long> counts = stackalloc long[HealthParts.Count];
        Span<double> sums = stackalloc double[HealthParts.Count];
        foreach (var (known, count, parts) in health.Groups)
        {
            if (Weighted(known, parts, weights) is not { } weighted)
            {
                continue;
            }

            sum += weighted / HealthMark.Unit;
            customers += count;
            for (var part = 0; part < HealthParts.Count; part++)
            {
                counts[part] += (known >> part & 1) != 0 ? count : 0;
                sums[part] += (double)parts[part] / HealthMark.Unit;
            }
        }

        if (customers == 0)
        {
            return Figures.Nothing;
        }

        var told = new Part[HealthParts.Count];
        for (var part = 0; part < told.Length; part++)
        {
            var count = counts[part];
            told[part] = new(Names[part], count == 0 ? null : sums[part] / count, count) { Weight = weights[(HealthPart)part], Small = count == 0 };
        }

        return new(sum / customers, customers, sum, customers) { Parts = told, Small = health.IsOfOne ? false : null };
    }

    /// <summary>What customers have together of whom these parts are known; null: none of these weighs anything, they have no health.</summary>
    private static double? Weighted(int known, long[] parts, HealthWeights weights)
    {
        var (sum, all) = (0.0, 0.0);
        for (var part = 0; part < HealthParts.Count; part++)
        {
            if ((known >> part & 1) != 0)
            {
                sum += weights[(HealthPart)part] * parts[part];
                all += weights[(HealthPart)part];
            }
        }

        return all == 0 ? null : sum / all;
    }
}
