namespace CareKpi.Kpis.Drivers;

/// <summary>A part before and now.</summary>
public sealed record DriverPart<T>(T Of, Portion Before, Portion Now);

/// <summary>What a part has to do with a change. <see cref="Mix"/> + <see cref="Rate"/> = <see cref="Contribution"/>; both are null for sums.</summary>
public sealed record Driver<T>(T Of, double? Before, double? Now, double Contribution, double? Mix, double? Rate);

/// <summary><see cref="Rest"/>: what is in none of the items; null: nothing is.</summary>
public sealed record DriverTable<T>(IReadOnlyList<Driver<T>> Items, Driver<T?>? Rest);

/// <summary>
/// Why a value changed: how much of the change each part brings. A sum changes by what each part changes. A ratio R = factor × N ÷ D is the mean of the parts' rates r = factor × n ÷ d, weighted by their shares w = d ÷ D:
/// a part's rate effect is w̄ Δr (its own rate changed), its mix effect Δw (r̄ − R̄) (it became a larger or smaller part of the whole, and is better or worse than the whole); bars are means of before and now.
/// Since Σ Δw = 0 all of them add up to ΔR. (Marshall 1887 and Edgeworth 1925 for the midpoint weights; Kitagawa 1955 for rates.)
/// </summary>
public static class Driving
{
    /// <summary>The parts with the largest contributions; the others together are the rest, with what belongs to no part.</summary>
    public static DriverTable<T> Of<T>(Ratio ratio, Portion before, Portion now, IReadOnlyList<DriverPart<T>> parts, int first, IComparer<T> order)
    {
        var drivers = parts.Select(part => (Part: part, Driver: Drive(ratio, before, now, part.Of, part.Before, part.Now)))
            .Where(static pair => pair.Part.Before != default || pair.Part.Now != default)
            .OrderByDescending(static pair => Math.Abs(pair.Driver.Contribution)).ThenBy(static pair => pair.Part.Of, order).Take(first).ToList();
        var restBefore = drivers.Aggregate(before, static (left, pair) => left - pair.Part.Before);
        var restNow = drivers.Aggregate(now, static (left, pair) => left - pair.Part.Now);
        var isNothing = IsNothing(restBefore, before) && IsNothing(restNow, now);
        return new DriverTable<T>([.. drivers.Select(static pair => pair.Driver)], isNothing ? null : Drive(ratio, before, now, default(T), restBefore, restNow));
    }

    private static Driver<T> Drive<T>(Ratio ratio, Portion before, Portion now, T of, Portion partBefore, Portion partNow)
    {
        var (was, @is) = (ratio.ValueOf(partBefore), ratio.ValueOf(partNow));
        if (ratio.Factor is not { } factor)
        {
            return new Driver<T>(of, was, @is, partNow.Numerator - partBefore.Numerator, null, null);
        }
        var (shareBefore, shareNow) = (partBefore.Denominator / before.Denominator, partNow.Denominator / now.Denominator);
        var whole = factor * ((before.Numerator / before.Denominator) + (now.Numerator / now.Denominator)) / 2;
        // What the part adds to the whole, w r, also where it has something above the line and nothing below.
        var added = factor * ((partNow.Numerator / now.Denominator) - (partBefore.Numerator / before.Denominator));
        var contribution = added - (whole * (shareNow - shareBefore));
        var rate = (was, @is) switch
        {
            ({ } from, { } to) => (shareBefore + shareNow) / 2 * (to - from),
            (null, null) => contribution,
            // It came or it went: its rate has nothing to be compared with.
            _ => 0,
        };
        return new Driver<T>(of, was, @is, contribution, contribution - rate, rate);
    }

    /// <summary>What subtraction of doubles leaves of nothing.</summary>
    private static bool IsNothing(Portion rest, Portion whole) => Math.Abs(rest.Numerator) <= 1e-12 * (1 + Math.Abs(whole.Numerator)) && Math.Abs(rest.Denominator) <= 1e-12 * (1 + Math.Abs(whole.Denominator));
}
