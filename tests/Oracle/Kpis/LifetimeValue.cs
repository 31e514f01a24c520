using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Recorded revenue over the relationships until the end of the period.</summary>
internal static class LifetimeValue
{
    private const decimal Year = 365.25m * Time.Day;

    public static OracleValue Mean(Question q)
    {
        var customers = Acquired(q);
        return OracleValue.Ratio(customers.Sum(c => c.Revenue), customers.Count, 1, customers.Count);
    }

    public static OracleValue PerYear(Question q)
    {
        var customers = Acquired(q);
        return OracleValue.Ratio(customers.Sum(c => c.Revenue), customers.Sum(c => c.Years), 1, customers.Count);
    }

    /// <summary>Yearly margin per active customer × r ÷ (1 + d − r). Margin is in the slices of its own instant; of one customer r is the tenant's.</summary>
    public static OracleValue Expected(Question q)
    {
        var end = q.Until;
        var start = end - (365 * Time.Day);
        var year = Cohort.Between(q.Level is "customer" ? q.Everywhere : q, start, end);
        var margin = q.Model.Of("revenue.recorded").Where(e => e.At >= start && e.At < end && IsAsked(q, e.Customer!, e.At + 1))
            .Sum(e => e.Data.Number("margin") ?? e.Data.Number("amount")!.Value);
        var customers = q.Level is "customer" ? 1 : year.AtEnd.Count;
        if (customers == 0 || year.AtStart.Count == 0)
        {
            return OracleValue.Nothing;
        }

        var r = (decimal)year.Kept.Count / year.AtStart.Count;
        var d = q.Model.Settings.At(q.Now).DiscountRate;
        return OracleValue.Ratio(margin * r / (1 + d - r), customers, 1, customers);
    }

    public static OracleValue FeedbackLift(Question q)
    {
        var end = q.Until;
        var answered = q.Model.Surveys.Answers.Where(s => s.Event.At < end).Select(s => s.Place.Customer).ToHashSet(StringComparer.Ordinal);
        var givers = Acquired(q).Where(c => answered.Contains(c.Customer)).Select(c => c.Revenue).ToList();
        var others = Acquired(q).Where(c => !answered.Contains(c.Customer)).Select(c => c.Revenue).ToList();
        return givers.Count == 0 || others.Count == 0 || givers.Sum() == 0 || others.Sum() == 0
            ? OracleValue.Nothing
            : OracleValue.Number(((givers.Average() / others.Average()) - 1) * 100) with { Count = givers.Count + others.Count };
    }

    /// <summary>Customers acquired before the end: by startedAt, a first spell or a first revenue.</summary>
    private static List<(string Customer, decimal Revenue, decimal Years)> Acquired(Question q)
    {
        var end = q.Until;
        var revenue = q.Model.Of("revenue.recorded").Where(e => e.At < end).ToLookup(e => e.Customer!, StringComparer.Ordinal);
        var customers = new List<(string, decimal, decimal)>();
        foreach (var customer in q.Model.Lives.Keys.Concat(revenue.Select(r => r.Key)).Concat(q.Model.StartedAt.Keys).Distinct(StringComparer.Ordinal))
        {
            var life = q.Model.Lives.GetValueOrDefault(customer);
            long[] since = [StartedAt(q, customer, end), life?.Spells.FirstOrDefault()?.Start ?? long.MaxValue, revenue[customer].FirstOrDefault()?.At ?? long.MaxValue];
            if (since.Min() >= end || !IsAsked(q, customer, end))
            {
                continue;
            }

            var last = life?.Spells.LastOrDefault(s => s.Start < end);
            var until = last?.End is { } ended && ended < end ? ended : q.End;
            customers.Add((customer, revenue[customer].Sum(e => e.Data.Number("amount")!.Value), Math.Max((until - since.Min()) / Year, 1m / 12)));
        }

        return customers;
    }

    private static bool IsAsked(Question q, string customer, long end) =>
        new Place(end - 1, default, customer, Slice.None) is var place && q.IsMine(place, q.To) && q.InSlice(place);

    private static long StartedAt(Question q, string customer, long end) => q.Model.StartedAt.Before(customer, end) switch
    {
        { Length: 10 } day => q.Model.Calendar.Start(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        { } instant => Time.Parse(instant),
        null => long.MaxValue,
    };
}
