using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Drivers;

/// <summary>What a KPI is, told by what its values stand on: <see cref="Factor"/> × numerator ÷ denominator, or (null) a sum, which is its own numerator.</summary>
public readonly record struct Ratio(double? Factor)
{
    /// <summary>null: it is neither a sum nor one ratio of measures.</summary>
    public static Ratio? Of(Kpi kpi) => kpi.Formula switch
    {
        ShareFormula or NetShareFormula or MeanFormula or CountFormula or SumFormula or PerFormula or PerHourFormula or PerYearFormula or TimeShareFormula or MoneyShareFormula or PartFormula or ChosenFormula or HealthFormula => kpi.Kind switch
        {
            ValueKind.Count or ValueKind.Stock or ValueKind.Sum => new Ratio(null),
            ValueKind.Share or ValueKind.NetShare or ValueKind.TimeShare or ValueKind.MoneyShare => new Ratio(100),
            ValueKind.Mean or ValueKind.Rate => new Ratio(1),
            _ => null,
        },
        _ => null,
    };

    /// <summary>null: nothing to divide by.</summary>
    public double? ValueOf(Portion portion) => Factor is not { } factor ? portion.Numerator : portion.Denominator == 0 ? null : factor * portion.Numerator / portion.Denominator;
}

/// <summary>What a value of a part stands on. Of sums the denominator is 0.</summary>
public readonly record struct Portion(double Numerator, double Denominator)
{
    public static Portion operator +(Portion left, Portion right) => new(left.Numerator + right.Numerator, left.Denominator + right.Denominator);

    public static Portion operator -(Portion left, Portion right) => new(left.Numerator - right.Numerator, left.Denominator - right.Denominator);
}
