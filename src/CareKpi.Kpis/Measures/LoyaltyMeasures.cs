namespace CareKpi.Kpis.Measures;

/// <summary>Ids 170–199. What the spell table is read for has no cells: it is told for any period.</summary>
public static class LoyaltyMeasures
{
    public static readonly Measure ActiveAtStart = Measure.Spell(170, "customers.active_at_start", dimensions: Dimensions.OfCustomer);
    public static readonly Measure ActiveAtEnd = Measure.Spell(171, "customers.active_at_end", dimensions: Dimensions.OfCustomer);
    /// <summary>Active at the start, and at the end in the same spell.</summary>
    public static readonly Measure Kept = Measure.Spell(172, "customers.kept", dimensions: Dimensions.OfCustomer);
    public static readonly Measure StartMrr = Measure.Spell(173, "mrr.start", MeasureUnit.Money, Dimensions.OfCustomer);
    /// <summary>At the end, of the customers that were kept.</summary>
    public static readonly Measure KeptMrr = Measure.Spell(174, "mrr.kept", MeasureUnit.Money, Dimensions.OfCustomer);
    /// <summary>Of each customer that was kept the smaller of start and end.</summary>
    public static readonly Measure KeptLeastMrr = Measure.Spell(175, "mrr.kept_least", MeasureUnit.Money, Dimensions.OfCustomer);
    public static readonly Measure SpellsEnded = Measure.Spell(176, "spells.ended", dimensions: Dimensions.OfCustomer);
    /// <summary>Customers ever acquired before the end, and how long they have been customers.</summary>
    public static readonly Measure Acquired = Measure.Spell(177, "customers.acquired", dimensions: Dimensions.OfCustomer);
    public static readonly Measure CustomerTime = Measure.Spell(178, "customers.time", MeasureUnit.Milliseconds, Dimensions.OfCustomer);
    /// <summary>Of those acquired: answered a survey before the end.</summary>
    public static readonly Measure Givers = Measure.Spell(179, "customers.answered", dimensions: Dimensions.OfCustomer);
    /// <summary>Of the last 365 days before the end: active at their start, kept through them, margin.</summary>
    public static readonly Measure YearActiveAtStart = Measure.Spell(180, "customers.active_a_year_ago", dimensions: Dimensions.OfCustomer);
    public static readonly Measure YearKept = Measure.Spell(181, "customers.kept_for_a_year", dimensions: Dimensions.OfCustomer);
    public static readonly Measure YearMargin = Measure.Spell(182, "margin.of_a_year", MeasureUnit.Money, Dimensions.OfCustomer);
    /// <summary>Customers that the margin is divided by: those active at the end, or the one that is asked about.</summary>
    public static readonly Measure YearCustomers = Measure.Spell(183, "customers.with_margin", dimensions: Dimensions.OfCustomer);
    /// <summary>Recorded until the end.</summary>
    public static readonly Measure Revenue = Measure.Stock(184, "revenue", MeasureUnit.Money, Dimensions.OfCustomer);
    public static readonly Measure Margin = Measure.Stock(185, "margin", MeasureUnit.Money, Dimensions.OfCustomer);
    /// <summary>Of customers that had answered a survey: from the first answer on, with all before it.</summary>
    public static readonly Measure GiverRevenue = Measure.Stock(186, "revenue.answered", MeasureUnit.Money, Dimensions.OfCustomer);
    /// <summary>Handled contacts with a customer, and those that a purchase followed.</summary>
    public static readonly Measure ContactsOfCustomers = Measure.Sum(187, "contacts.of_customers");
    public static readonly Measure ContactsConverted = Measure.Sum(188, "contacts.converted");
}
