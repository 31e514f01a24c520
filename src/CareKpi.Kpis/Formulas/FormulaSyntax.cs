using System.Globalization;
using System.Text;
using Sprache;

namespace CareKpi.Kpis.Formulas;

/// <summary>Formulas to and from text.</summary>
public static class FormulaSyntax
{
    /// <summary>Characters.</summary>
    public const int MaxLength = 4_000;

    /// <summary>Brackets in brackets.</summary>
    public const int MaxDepth = 32;

    /// <summary>Numbers, names and operators, those of the custom KPIs that it names included.</summary>
    public const int MaxNodes = 200;

    /// <exception cref="FormulaException">It is no formula, or too large a one.</exception>
    public static FormulaNode Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new FormulaException($"a formula has at most {MaxLength} characters; this one has {text.Length}", new Place(MaxLength, text.Length - MaxLength));
        }
        CheckDepth(text);
        var result = FormulaGrammar.Formula(new Input(text));
        if (!result.WasSuccessful)
        {
            throw Unexpected(text, result.Remainder.Position, result.Expectations);
        }
        var nodes = NodesOf(result.Value);
        return nodes <= MaxNodes ? result.Value : throw new FormulaException($"a formula has at most {MaxNodes} numbers, names and operators; this one has {nodes}: make a KPI of a part of it", result.Value.Place);
    }

    /// <summary>The formula written anew: one blank around operators, no bracket that says nothing.</summary>
    public static string Print(FormulaNode node)
    {
        var text = new StringBuilder();
        Print(node, 0, text);
        return text.ToString();
    }

    public static int NodesOf(FormulaNode node) => node switch
    {
        NegationNode negation => 1 + NodesOf(negation.Operand),
        OperationNode operation => 1 + NodesOf(operation.Left) + NodesOf(operation.Right),
        ComparisonNode comparison => 1 + NodesOf(comparison.Left) + NodesOf(comparison.Right),
        CallNode call => 1 + call.Arguments.Sum(NodesOf),
        _ => 1,
    };

    /// <summary>Before the parser, whose own calls are as deep as the brackets.</summary>
    private static void CheckDepth(string text)
    {
        var (depth, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '(' when !isQuoted && ++depth > MaxDepth:
                    throw new FormulaException($"brackets stand in each other at most {MaxDepth} deep: make a KPI of what is inside", new Place(i, 1));
                case ')' when !isQuoted:
                    depth--;
                    break;
            }
        }
    }

    private static FormulaException Unexpected(string text, int at, IEnumerable<string> expectations)
    {
        var expected = string.Join(", ", expectations.Distinct(StringComparer.Ordinal));
        var wanted = expected is "" or "end of input" ? "an operator or the end of the formula" : expected;
        return at >= text.Length
            ? new FormulaException($"the formula ends too early: {wanted} is missing", new Place(text.Length, 0))
            : new FormulaException($"'{text[at]}' is not expected here: {wanted} is", new Place(at, 1));
    }

    private static void Print(FormulaNode node, int around, StringBuilder text)
    {
        var binds = Binds(node);
        if (binds < around)
        {
            text.Append('(');
        }
        switch (node)
        {
            case NumberNode number:
                text.Append(number.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case NameNode name:
                text.AppendJoin('.', name.Parts.Select(static (part, i) => i > 0 && !IsWord(part) ? Quoted(part) : part));
                break;
            case NegationNode negation:
                text.Append('-');
                Print(negation.Operand, Primary, text);
                break;
            case OperationNode operation:
                Print(operation.Left, binds, text);
                text.Append(' ').Append(operation.Operator).Append(' ');
                Print(operation.Right, binds + 1, text);
                break;
            case ComparisonNode comparison:
                Print(comparison.Left, binds + 1, text);
                text.Append(' ').Append(comparison.Operator).Append(' ');
                Print(comparison.Right, binds + 1, text);
                break;
            case CallNode call:
                text.Append(call.Function).Append('(');
                for (var i = 0; i < call.Arguments.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Print(call.Arguments[i], 0, text);
                }
                text.Append(')');
                break;
        }
        if (binds < around)
        {
            text.Append(')');
        }
    }

    private const int Primary = 4;

    private static int Binds(FormulaNode node) => node switch
    {
        ComparisonNode => 0,
        OperationNode { Operator: '+' or '-' } => 1,
        OperationNode => 2,
        NegationNode => 3,
        _ => Primary,
    };

    private static bool IsWord(string part) => part.Length > 0 && part.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Quoted(string part) => $"\"{part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
