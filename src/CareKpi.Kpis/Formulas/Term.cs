using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Formulas;

/// <summary>A value and how many observations it stands on; of a number that was written, none are told.</summary>
internal readonly record struct Figure(double? Value, long? Sample)
{
    public static Figure Nothing => new(null, 0);

    /// <summary>A count or sum is its own sample size.</summary>
    public static Figure Total(double value) => new(value, (long)Math.Round(Math.Abs(value), MidpointRounding.AwayFromZero));
}

/// <summary>A part of a checked formula. null propagates, and so does what is no number (a division by zero).</summary>
internal abstract class Term(FormulaUnit unit, Place place)
{
    public FormulaUnit Unit => unit;

    public Place Place => place;

    /// <summary>A sum of counts and sums, and of their multiples: it may be added over days.</summary>
    public virtual bool IsTotal => false;

    public abstract Figure Read(IMeasures measures, EvaluationContext context);

    protected static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>What stands on several stands on the smallest.</summary>
    protected static long? Least(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}

internal sealed class NumberTerm(decimal value, Place place) : Term(FormulaUnit.Free, place)
{
    public Figure Told { get; } = new((double)value, null);

    public override Figure Read(IMeasures measures, EvaluationContext context) => Told;
}

/// <summary>A KPI, a measure or an event of the tenant's own.</summary>
internal sealed class NameTerm(Named named, Place place) : Term(named.Unit, place)
{
    public override bool IsTotal => named.IsTotal;

    public override Figure Read(IMeasures measures, EvaluationContext context) => named.Read(measures, context);
}

internal sealed class OperationTerm(char symbol, Term left, Term right, FormulaUnit unit, Place place) : Term(unit, place)
{
    public char Symbol => symbol;

    public Term Left => left;

    public Term Right => right;

    public override bool IsTotal => symbol switch
    {
        '+' or '-' => left.IsTotal && right.IsTotal,
        '*' => (left.IsTotal && right is NumberTerm) || (left is NumberTerm && right.IsTotal),
        _ => left.IsTotal && right is NumberTerm,
    };

    public override Figure Read(IMeasures measures, EvaluationContext context) => Of(left.Read(measures, context), right.Read(measures, context));

    public Figure Of(Figure one, Figure other)
    {
        var value = symbol switch
        {
            '+' => one.Value + other.Value,
            '-' => one.Value - other.Value,
            '*' => one.Value * other.Value,
            _ => one.Value / other.Value,
        };
        return new(Finite(value), Least(one.Sample, other.Sample));
    }
}

internal sealed class NegationTerm(Term operand, Place place) : Term(operand.Unit, place)
{
    public override bool IsTotal => operand.IsTotal;

    public override Figure Read(IMeasures measures, EvaluationContext context) => operand.Read(measures, context) is var read ? read with { Value = -read.Value } : default;
}

/// <summary>The least or the greatest of several; null when one is.</summary>
internal sealed class ExtremeTerm(bool isLeast, IReadOnlyList<Term> among, FormulaUnit unit, Place place) : Term(unit, place)
{
    public override Figure Read(IMeasures measures, EvaluationContext context)
    {
        var all = among[0].Read(measures, context);
        for (var i = 1; i < among.Count; i++)
        {
            var next = among[i].Read(measures, context);
            double? value = all.Value is { } one && next.Value is { } other ? isLeast ? Math.Min(one, other) : Math.Max(one, other) : null;
            all = new(value, Least(all.Sample, next.Sample));
        }
        return all;
    }
}

/// <summary>The second value where the first is null.</summary>
internal sealed class IfEmptyTerm(Term value, Term instead, FormulaUnit unit, Place place) : Term(unit, place)
{
    public override Figure Read(IMeasures measures, EvaluationContext context) =>
        value.Read(measures, context) is { Value: not null } read ? read : instead.Read(measures, context);
}

/// <summary>One of two values; null when a side of the condition is.</summary>
internal sealed class ChoiceTerm(string comparator, Term left, Term right, Term then, Term otherwise, FormulaUnit unit, Place place) : Term(unit, place)
{
    public override Figure Read(IMeasures measures, EvaluationContext context)
    {
        if (left.Read(measures, context).Value is not { } one || right.Read(measures, context).Value is not { } other)
        {
            return Figure.Nothing;
        }
        var holds = comparator switch
        {
            "<" => one < other,
            "<=" => one <= other,
            ">" => one > other,
            ">=" => one >= other,
            "=" => one.Equals(other),
            _ => !one.Equals(other),
        };
        return (holds ? then : otherwise).Read(measures, context);
    }
}

/// <summary>A value as a number without its unit.</summary>
internal sealed class PlainTerm(Term value, Place place) : Term(FormulaUnit.Free, place)
{
    public Term Value => value;

    public override bool IsTotal => value.IsTotal;

    public override Figure Read(IMeasures measures, EvaluationContext context) => value.Read(measures, context);
}
