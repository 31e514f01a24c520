using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Formulas;

/// <summary>The unit of a part of a formula: a product of symbols with exponents; or free, as numbers are, which take the unit of what they stand beside.</summary>
public sealed class FormulaUnit : IEquatable<FormulaUnit>
{
    private readonly SortedDictionary<string, int> exponents;

    private FormulaUnit(bool isFree, SortedDictionary<string, int> exponents) => (IsFree, this.exponents) = (isFree, exponents);

    /// <summary>Of numbers and of the tenant's own events, whose unit only the tenant knows.</summary>
    public static FormulaUnit Free { get; } = new(true, new(StringComparer.Ordinal));

    /// <summary>Of counts, and of a quotient of two values of one unit.</summary>
    public static FormulaUnit Number { get; } = new(false, new(StringComparer.Ordinal));

    public bool IsFree { get; }

    public static FormulaUnit Of(string symbol) => symbol switch
    {
        Units.Number => Number,
        // A difference of percentages is in points; it may be added to either.
        Units.Points => Of(Units.Percent),
        _ => new(false, new(StringComparer.Ordinal) { [symbol] = 1 }),
    };

    public FormulaUnit Times(FormulaUnit other) => With(other, 1);

    public FormulaUnit Over(FormulaUnit other) => With(other, -1);

    /// <summary>The unit of both, or null when they cannot stand beside each other.</summary>
    public FormulaUnit? And(FormulaUnit other) => IsFree ? other : other.IsFree || Equals(other) ? this : null;

    /// <summary>Whether a KPI with this formula may say that its unit is <paramref name="declared"/>.</summary>
    public bool MayBe(string declared) => IsFree || Equals(Of(declared)) || (Equals(Number) && declared is not (Units.Seconds or Units.Money or Units.MoneyPerYear));

    public bool Equals(FormulaUnit? other) => other is not null && IsFree == other.IsFree && exponents.SequenceEqual(other.exponents);

    public override bool Equals(object? obj) => Equals(obj as FormulaUnit);

    public override int GetHashCode() => exponents.Count;

    public override string ToString()
    {
        var above = string.Join("·", exponents.Where(static of => of.Value > 0).Select(static of => Power(of.Key, of.Value)));
        var below = string.Join("·", exponents.Where(static of => of.Value < 0).Select(static of => Power(of.Key, -of.Value)));
        return (above, below) switch
        {
            _ when IsFree => "no unit",
            ("", "") => Units.Number,
            (_, "") => above,
            ("", _) => $"1/{below}",
            _ => $"{above}/{below}",
        };
    }

    private static string Power(string symbol, int exponent) => exponent == 1 ? symbol : $"{symbol}^{exponent}";

    private FormulaUnit With(FormulaUnit other, int sign)
    {
        if ((IsFree || other.IsFree) && exponents.Count == 0 && other.exponents.Count == 0)
        {
            return Free;
        }
        var product = new SortedDictionary<string, int>(exponents, StringComparer.Ordinal);
        foreach (var (symbol, exponent) in other.exponents)
        {
            var sum = product.GetValueOrDefault(symbol) + (sign * exponent);
            if (sum == 0)
            {
                product.Remove(symbol);
            }
            else
            {
                product[symbol] = sum;
            }
        }
        return new(false, product);
    }
}
