using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Margin of a year per customer × r ÷ (1 + d − r): r the retention of the same year, d the tenant's discount rate.</summary>
internal sealed class ExpectedValueFormula : Formula
{
    public override ValueKind Kind => ValueKind.Mean;

    public override string Text => $"{LoyaltyMeasures.YearMargin.Name} / {LoyaltyMeasures.YearCustomers.Name} * r / (1 + d - r), r = {LoyaltyMeasures.YearKept.Name} / {LoyaltyMeasures.YearActiveAtStart.Name}";

    public override IReadOnlyList<Measure> Measures { get; } = [LoyaltyMeasures.YearMargin, LoyaltyMeasures.YearCustomers, LoyaltyMeasures.YearKept, LoyaltyMeasures.YearActiveAtStart];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var customers = measures.Sum(LoyaltyMeasures.YearCustomers);
        var atStart = measures.Sum(LoyaltyMeasures.YearActiveAtStart);
        if (customers <= 0 || atStart <= 0)
        {
            return Figures.Nothing;
        }

        var r = (double)measures.Sum(LoyaltyMeasures.YearKept) / atStart;
        var lost = 1 + context.DiscountRate - r;
        var value = measures.Sum(LoyaltyMeasures.YearMargin) / MeasureUnit.Money.Scale * r / lost;
        // Nobody ever leaves and nothing is discounted: worth without end.
        return lost <= 0 ? Figures.Nothing : new(value / customers, customers, value, customers);
    }
}

/// <summary>What customers who answered are worth against those who did not: (mean ÷ mean − 1) × 100.</summary>
internal sealed class ValueLiftFormula : Formula
{
    public override ValueKind Kind => ValueKind.Points;

    public override string Text =>
        $"({LoyaltyMeasures.GiverRevenue.Name} / {LoyaltyMeasures.Givers.Name} / (({LoyaltyMeasures.Revenue.Name} - {LoyaltyMeasures.GiverRevenue.Name}) / ({LoyaltyMeasures.Acquired.Name} - {LoyaltyMeasures.Givers.Name})) - 1) * 100";

    public override IReadOnlyList<Measure> Measures { get; } = [LoyaltyMeasures.GiverRevenue, LoyaltyMeasures.Givers, LoyaltyMeasures.Revenue, LoyaltyMeasures.Acquired];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (givers, all) = (measures.Sum(LoyaltyMeasures.Givers), measures.Sum(LoyaltyMeasures.Acquired));
        var given = measures.Sum(LoyaltyMeasures.GiverRevenue);
        var others = measures.Sum(LoyaltyMeasures.Revenue) - given;
        if (givers <= 0 || all <= givers || given == 0 || others == 0)
        {
            return Figures.Nothing;
        }

        var lift = (((double)given / givers / ((double)others / (all - givers))) - 1) * 100;
        return new(lift, all, lift, null);
    }
}
