using CareKpi.Kpis.Health;

namespace CareKpi.Kpis.Measures;

/// <summary>Merged measures of a scope over a period: what formulas read. Absent means zero.</summary>
public interface IMeasures
{
    /// <summary>Value of a <see cref="MeasureKind.Sum"/> <see cref="MeasureKind.Spell"/> or <see cref="MeasureKind.Health"/>, or of a <see cref="MeasureKind.Stock"/> at the end of the period.</summary>
    long Sum(Measure measure);

    /// <summary>The samples of a <see cref="MeasureKind.Moments"/> or <see cref="MeasureKind.Sketch"/>.</summary>
    Samples Samples(Measure measure);

    /// <summary>The samples of two measures of one unit taken together, merged like those of two days: <c>average_wait_time</c> is over answered and abandoned.</summary>
    Samples Samples(Measure measure, Measure and);

    /// <summary>Customers' parts of health at the end of the period; null: they were not asked for.</summary>
    HealthFigures? Health => null;

    /// <summary>What a measure is made up of, by name; null: it is not told apart.</summary>
    IReadOnlyList<(string Name, long Count)>? Parts(Measure measure) => null;
}

/// <summary>What is kept of samples. <see cref="Sketch"/> is null where only the moments are kept.</summary>
public readonly record struct Samples(long Count, long Sum, Int128 Squares, ISketch? Sketch);

/// <summary>Quantiles within 1 % of the true value; nearest rank, value ⌈q·n⌉. In the integers of the measure: milliseconds.</summary>
public interface ISketch
{
    double Quantile(double q);

    /// <summary>The value of the sample of that number, from 1, in ascending order.</summary>
    double Rank(long rank);

    double Min { get; }

    double Max { get; }
}
