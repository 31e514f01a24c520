using Oracle.Model;

namespace Oracle.Kpis;

internal static class Loyalty
{
    public static readonly Row[] Rows =
    [
        new("customers_active", "T", Slices.OfCustomer, Waits.Nothing, q => OracleValue.Number(Cohort.Of(q).AtEnd.Count)),
        new("retention_rate", "T", Slices.OfCustomer, Waits.Nothing, Retention),
        new("churn_rate", "T", Slices.OfCustomer, Waits.Nothing, Churn),
        new("net_revenue_retention", "T", Slices.OfCustomer, Waits.Nothing, q => Revenue(q, (_, end) => end)),
        new("gross_revenue_retention", "T", Slices.OfCustomer, Waits.Nothing, q => Revenue(q, Math.Min)),
        new("customer_lifetime_value", "TC", Slices.OfCustomer, Waits.Nothing, LifetimeValue.Mean),
        new("customer_lifetime_value_per_year", "TC", Slices.OfCustomer, Waits.Nothing, LifetimeValue.PerYear),
        new("customer_lifetime_value_expected", "TC", Slices.OfCustomer, Waits.Nothing, LifetimeValue.Expected),
        new("retention_cost", "T", Slices.None, Waits.Nothing, RetentionCost),
        new("feedback_value_lift", "T", Slices.OfCustomer, Waits.Nothing, LifetimeValue.FeedbackLift),
        new("customer_health", "TC", Slices.OfCustomer, Waits.Nothing, CustomerHealth.Of),
        new("churn_reasons", "T", Slices.OfCustomer, Waits.Nothing, ChurnReasons.Of),
    ];

    private static OracleValue Retention(Question q) => Cohort.Of(q) is var c ? OracleValue.Percent(c.Kept.Count, c.AtStart.Count) : OracleValue.Nothing;

    private static OracleValue Churn(Question q) =>
        Cohort.Of(q) is var c ? OracleValue.Percent(c.AtStart.Count - c.Kept.Count, c.AtStart.Count) : OracleValue.Nothing;

    private static OracleValue RetentionCost(Question q) =>
        Cohort.Of(q).Kept.Count is var kept ? OracleValue.Ratio(Costs.Sum(q, c => c is "retention"), kept, 1, kept) : OracleValue.Nothing;

    private static OracleValue Revenue(Question q, Func<decimal, decimal, decimal> kept)
    {
        var cohort = Cohort.Of(q);
        var start = cohort.AtStart.Sum(l => l.MrrBefore(q.Start));
        var end = cohort.Kept.Sum(l => kept(l.MrrBefore(q.Start), l.MrrBefore(q.Until)));
        return OracleValue.Ratio(end, start, 100, cohort.AtStart.Count);
    }
}

/// <summary>Customers active just before the start, just before the end, and those who were it in one unbroken spell.</summary>
internal sealed record Cohort(IReadOnlyList<CustomerLife> AtStart, IReadOnlyList<CustomerLife> AtEnd, IReadOnlyList<CustomerLife> Kept)
{
    public static Cohort Of(Question q) => Between(q, q.Start, q.Until);

    public static Cohort Between(Question q, long start, long end)
    {
        var lives = q.Model.Lives.Values.Where(l => q.InSlice(new Place(end - 1, default, l.Customer, Slice.None))).ToList();
        return new Cohort(
            lives.FindAll(l => l.Before(start) is not null),
            lives.FindAll(l => l.Before(end) is not null),
            lives.FindAll(l => l.Before(end) is { } spell && spell.Start < start));
    }
}
