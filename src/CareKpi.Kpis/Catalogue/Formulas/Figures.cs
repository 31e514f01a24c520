using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>What a formula gives: a value and what it stands on (docs/contracts/definitions.md, "Reading").</summary>
public readonly record struct Figures(double? Value, long Count, double? Numerator, double? Denominator)
{
    /// <summary>Nothing to measure yet: null, not zero, over 0 and 0.</summary>
    public static Figures Nothing => new(null, 0, 0, 0);

    public Confidence? Confidence { get; init; }

    public Distribution? Distribution { get; init; }

    /// <summary>What the value brings with it.</summary>
    public IReadOnlyList<Part>? Parts { get; init; }

    /// <summary>Whether it stands on too few observations; null: as for all, by the count.</summary>
    public bool? Small { get; init; }
}
