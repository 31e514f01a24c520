using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>Measures of one period that are read from the spell table, or of a customer from its life.</summary>
/// <param name="Own">Of the scope.</param>
/// <param name="Tenant">Of the whole tenant, whose retention holds for a customer too.</param>
/// <param name="MarginBeforeYear">Margin before the last 365 days; what is recorded until the end is a stock.</param>
internal sealed record SpellPeriod(SpellFigures Own, SpellFigures Tenant, long MarginBeforeYear, NameTable Names)
{
    /// <summary>How many reasons are told apart.</summary>
    private const int MaxReasons = 1_000;

    private const string NoReason = "unknown";

    /// <summary>A customer's recorded revenue and margin until the end; null: they are stocks of cells.</summary>
    public (long Revenue, long Margin)? Recorded { get; init; }

    public long Sum(Measure measure, Func<Measure, long> stock) => measure switch
    {
        _ when measure == LoyaltyMeasures.ActiveAtStart => Own.ActiveAtStart,
        _ when measure == LoyaltyMeasures.ActiveAtEnd => Own.ActiveAtEnd,
        _ when measure == LoyaltyMeasures.Kept => Own.Kept,
        _ when measure == LoyaltyMeasures.StartMrr => Fitted(Own.StartMrr),
        _ when measure == LoyaltyMeasures.KeptMrr => Fitted(Own.KeptMrr),
        _ when measure == LoyaltyMeasures.KeptLeastMrr => Fitted(Own.KeptLeastMrr),
        _ when measure == LoyaltyMeasures.SpellsEnded => Own.Ended,
        _ when measure == LoyaltyMeasures.Acquired => Own.Acquired,
        _ when measure == LoyaltyMeasures.CustomerTime => Fitted(Own.Years / 1000),
        _ when measure == LoyaltyMeasures.Givers => Own.Givers,
        _ when measure == LoyaltyMeasures.YearActiveAtStart => Tenant.YearActiveAtStart,
        _ when measure == LoyaltyMeasures.YearKept => Tenant.YearKept,
        _ when measure == LoyaltyMeasures.YearMargin => Stock(LoyaltyMeasures.Margin, stock) - MarginBeforeYear,
        _ when measure == LoyaltyMeasures.YearCustomers => Recorded is null ? Own.ActiveAtEnd : 1,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Name, "is not read from the spell table"),
    };

    public long Stock(Measure measure, Func<Measure, long> stock) => Recorded is { } recorded
        ? measure == LoyaltyMeasures.Revenue ? recorded.Revenue : measure == LoyaltyMeasures.Margin ? recorded.Margin : 0
        : stock(measure);

    public IReadOnlyList<(string Name, long Count)>? Parts(Measure measure)
    {
        if (measure != LoyaltyMeasures.SpellsEnded)
        {
            return null;
        }
        var reasons = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in Own.Reasons)
        {
            var name = reason == 0 ? NoReason : Names.Text(reason);
            reasons[name] = reasons.GetValueOrDefault(name) + count;
        }
        var told = reasons.OrderByDescending(static reason => reason.Value).ThenBy(static reason => reason.Key, StringComparer.Ordinal).Select(static reason => (reason.Key, reason.Value)).ToList();
        if (told.Count > MaxReasons)
        {
            var others = told.Skip(MaxReasons).Sum(static reason => reason.Value);
            told.RemoveRange(MaxReasons, told.Count - MaxReasons);
            told.Add((SliceValues.OtherText, others));
        }
        return told;
    }

    private static long Fitted(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
}
