using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Tests.Catalogue;

internal static class Some
{
    /// <summary>Something of every measure.</summary>
    public static FakeMeasures Measures(IEnumerable<Measure> measures) => measures.Aggregate(new FakeMeasures { Health = Health() }, (all, measure) =>
        measure.Kind is MeasureKind.Moments or MeasureKind.Sketch ? all.WithSamples(measure, 2_000, 1_000, 6_000) : all.With(measure, 1_000 - measure.Id));

    private static HealthFigures Health()
    {
        var figures = new HealthFigures();
        figures.Add(new HealthParts(80_000_000, -1, 30_000_000, 75_000_000, 100_000_000, 50_000_000));
        figures.Add(new HealthParts(-1, -1, -1, 100_000_000, 50_000_000, -1));
        return figures;
    }
}
