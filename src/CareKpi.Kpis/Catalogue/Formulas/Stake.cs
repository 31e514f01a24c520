using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Numerator and denominator of a formula as sums over facts: what stands behind a value. Each divided by its scale is as <see cref="Figures"/> has it.</summary>
/// <param name="Denominator">null: the formula has none.</param>
public sealed record Stake(Amount Numerator, double NumeratorScale, Amount? Denominator, double DenominatorScale)
{
    /// <summary>A sum or a share of time, and every mean: the numerator of one fact says something by itself.</summary>
    public bool TellsAmounts { get; init; }

    /// <summary>Each fact is a sample, of 0 too.</summary>
    public bool IsMean { get; init; }

    /// <summary>Each once.</summary>
    public IReadOnlyList<Measure> Measures { get; } = [.. Numerator.Measures.Union(Denominator?.Measures ?? [])];
}
