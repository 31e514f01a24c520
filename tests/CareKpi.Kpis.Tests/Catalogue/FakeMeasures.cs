using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>Measures as a dictionary; samples are kept whole, so that their quantiles are exact.</summary>
internal sealed class FakeMeasures : IMeasures
{
    private readonly Dictionary<Measure, long> _sums = [];
    private readonly Dictionary<Measure, long[]> _samples = [];

    /// <summary>Off: the samples of a slice that keeps moments only.</summary>
    public bool Sketches { get; init; } = true;

    public HealthFigures? Health { get; init; }

    public FakeMeasures With(Measure measure, long sum)
    {
        _sums.Add(measure, sum);
        return this;
    }

    public FakeMeasures WithSamples(Measure measure, params IEnumerable<long> samples)
    {
        _samples.Add(measure, [.. samples]);
        return this;
    }

    public long Sum(Measure measure) => _sums.GetValueOrDefault(measure);

    public Samples Samples(Measure measure) => Keep(_samples.GetValueOrDefault(measure, []));

    public Samples Samples(Measure measure, Measure and) => Keep([.. _samples.GetValueOrDefault(measure, []), .. _samples.GetValueOrDefault(and, [])]);

    private Samples Keep(long[] samples) => new(
        samples.Length,
        samples.Sum(),
        samples.Aggregate((Int128)0, (sum, sample) => sum + ((Int128)sample * sample)),
        Sketches && samples.Length > 0 ? new Sorted([.. samples.Order()]) : null);

    private sealed class Sorted(long[] samples) : ISketch
    {
        public double Min => samples[0];

        public double Max => samples[^1];

        public double Quantile(double q) => Rank((long)Math.Ceiling(q * samples.Length));

        public double Rank(long rank) => samples[rank - 1];
    }
}
