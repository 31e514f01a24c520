using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Tests.Catalogue;

internal static class Some
{
    /// <summary>Something of every measure.</summary>
    public static FakeMeasures Measures(IEnumerable<Measure> measures) => measures.Aggregate(new FakeMeasures(), (all, measure) =>
        measure.Kind is MeasureKind.Moments or MeasureKind.Sketch ? all.WithSamples(measure, 2_000, 1_000, 6_000) : all.With(measure, 1_000 - measure.Id));
}
