using CareKpi.Kpis.Formulas;

namespace CareKpi.Fuzz.Formulas;

/// <summary>Two formulas that say the same, wherever their parts stand.</summary>
internal static class SameFormula
{
    public static bool Is(FormulaNode one, FormulaNode other) => (one, other) switch
    {
        (NumberNode a, NumberNode b) => a.Value == b.Value,
        (NameNode a, NameNode b) => a.Parts.SequenceEqual(b.Parts, StringComparer.Ordinal),
        (NegationNode a, NegationNode b) => Is(a.Operand, b.Operand),
        (OperationNode a, OperationNode b) => a.Operator == b.Operator && Is(a.Left, b.Left) && Is(a.Right, b.Right),
        (ComparisonNode a, ComparisonNode b) => a.Operator == b.Operator && Is(a.Left, b.Left) && Is(a.Right, b.Right),
        (CallNode a, CallNode b) => a.Function == b.Function && a.Arguments.Count == b.Arguments.Count && a.Arguments.Zip(b.Arguments).All(static pair => Is(pair.First, pair.Second)),
        _ => false,
    };
}
