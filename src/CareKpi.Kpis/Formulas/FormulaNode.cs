namespace CareKpi.Kpis.Formulas;

/// <summary>Where something stands in the text of a formula: 0-based, in UTF-16 code units, as editors count.</summary>
public readonly record struct Place(int Position, int Length)
{
    public int End => Position + Length;

    public Place Through(Place last) => new(Position, last.End - Position);
}

/// <summary>What is wrong with a formula, where, and how to mend it.</summary>
public sealed class FormulaException(string message, Place place) : Exception(message)
{
    public Place Place { get; } = place;
}

/// <summary>A formula as it was written (docs/contracts/formulas.md).</summary>
public abstract record FormulaNode(Place Place);

/// <summary>Not negative: a minus before it is a <see cref="NegationNode"/>.</summary>
public sealed record NumberNode(decimal Value, Place Place) : FormulaNode(Place);

/// <summary>A KPI, a measure or an event of the tenant's own, by the parts between its dots.</summary>
public sealed record NameNode(IReadOnlyList<string> Parts, Place Place) : FormulaNode(Place);

public sealed record NegationNode(FormulaNode Operand, Place Place) : FormulaNode(Place);

/// <summary>One of <c>+ - * /</c>.</summary>
public sealed record OperationNode(char Operator, FormulaNode Left, FormulaNode Right, Place Place) : FormulaNode(Place);

/// <summary>One of <c>&lt; &lt;= &gt; &gt;= = !=</c>: the condition of an <c>if</c>.</summary>
public sealed record ComparisonNode(string Operator, FormulaNode Left, FormulaNode Right, Place Place) : FormulaNode(Place);

public sealed record CallNode(string Function, IReadOnlyList<FormulaNode> Arguments, Place Place) : FormulaNode(Place);
