using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Kpis.Formulas;
using Xunit;

namespace CareKpi.Kpis.Tests.Formulas;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("csat")]
    [InlineData("  ( csat )  ", "csat")]
    [InlineData("1+2*3-4/5", "1 + 2 * 3 - 4 / 5")]
    [InlineData("(1+2)*3")]
    [InlineData("(1 + 2) * 3")]
    [InlineData("1-(2-3)", "1 - (2 - 3)")]
    [InlineData("1-2-3", "1 - 2 - 3")]
    [InlineData("8/(4/2)", "8 / (4 / 2)")]
    [InlineData("-csat*-2.50", "-csat * -2.50")]
    [InlineData("-(csat+1)", "-(csat + 1)")]
    [InlineData("min( csat,100 )", "min(csat, 100)")]
    [InlineData("if(csat>=80,1,0)", "if(csat >= 80, 1, 0)")]
    [InlineData("custom.\"basket size\".sum / custom.visits.count")]
    [InlineData("custom.\"a \\\"b\\\" \\\\\".sum")]
    [InlineData("custom.\"\".sum")]
    [InlineData("backlog.age_0_1 + first_response_time.business.p90")]
    public void What_is_written_is_read_and_printed(string text, string? printed = null) =>
        Assert.Equal((printed ?? text).Replace("(1+2)*3", "(1 + 2) * 3", StringComparison.Ordinal), FormulaSyntax.Print(FormulaSyntax.Parse(text)));

    [Theory]
    [InlineData("", 0, 0, "ends too early")]
    [InlineData("csat +", 6, 0, "ends too early")]
    [InlineData("csat + * 2", 7, 1, "a number, a name or '('")]
    [InlineData("(csat", 5, 0, "')' is missing")]
    [InlineData("csat)", 4, 1, "an operator or the end")]
    [InlineData("csat csat", 5, 1, "an operator or the end")]
    [InlineData("min(csat, )", 10, 1, "a number, a name or '('")]
    [InlineData("min(csat 2)", 9, 1, "',' or ')'")]
    [InlineData("csat. + 1", 5, 1, "a name after the dot")]
    [InlineData("1.", 2, 0, "a digit")]
    [InlineData("--csat", 1, 1, "a number, a name or '('")]
    [InlineData("custom.\"basket", 14, 0, "closing quote")]
    [InlineData("(csat + (nps) * (1 + )", 21, 1, "a number, a name or '('")]
    [InlineData("csat > 80", 5, 1, "an operator or the end")]
    [InlineData("1 + min.\"a b\"(1, 2)", 4, 9, "has no dot")]
    [InlineData("1 + 1234567890123", 4, 13, "at most 12 digits")]
    public void An_error_says_where(string text, int position, int length, string message)
    {
        var wrong = Assert.Throws<FormulaException>(() => FormulaSyntax.Parse(text));
        Assert.Equal(new Place(position, length), wrong.Place);
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_depth_and_nodes_are_bounded()
    {
        Assert.Equal(FormulaSyntax.MaxNodes - 1, FormulaSyntax.NodesOf(FormulaSyntax.Parse(string.Join('+', Enumerable.Repeat("1", FormulaSyntax.MaxNodes / 2)))));
        Assert.Contains("at most 200", Assert.Throws<FormulaException>(() => FormulaSyntax.Parse(string.Join('+', Enumerable.Repeat("1", 101)))).Message, StringComparison.Ordinal);
        FormulaSyntax.Parse(new string('(', FormulaSyntax.MaxDepth) + "1" + new string(')', FormulaSyntax.MaxDepth));
        Assert.Equal(new Place(FormulaSyntax.MaxDepth, 1), Assert.Throws<FormulaException>(() => FormulaSyntax.Parse(new string('(', 3_000))).Place);
        Assert.Equal(FormulaSyntax.MaxLength, Assert.Throws<FormulaException>(() => FormulaSyntax.Parse(new string('1', 1_000_000))).Place.Position);
    }

    /// <summary>Wrong only at its very end: a grammar that reads brackets twice would need 2 to the 32nd steps.</summary>
    [Theory]
    [InlineData("(", "1 +", ")")]
    [InlineData("min(1, ", "csat *", ")")]
    [InlineData("1 + (2 * (", "", "))")]
    public void Deep_nonsense_is_told_at_once(string open, string inside, string close)
    {
        var depth = FormulaSyntax.MaxDepth / open.Count(c => c == '(');
        var text = string.Concat(Enumerable.Repeat(open, depth)) + inside + string.Concat(Enumerable.Repeat(close, depth));
        var clock = Stopwatch.StartNew();
        Assert.Throws<FormulaException>(() => FormulaSyntax.Parse(text));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"it took {clock.Elapsed}");
    }

    [Fact]
    public void What_is_printed_is_read_as_the_same()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var made = Formula(random, random.Next(1, 7));
            if (FormulaSyntax.NodesOf(made) > FormulaSyntax.MaxNodes)
            {
                continue;
            }
            var text = FormulaSyntax.Print(made);
            Assert.True(Same(made, FormulaSyntax.Parse(text)), text);
        }
    }

    /// <summary>Bytes, words of the language in any order, and formulas with a character changed.</summary>
    [Fact]
    public void No_input_crashes_or_hangs()
    {
        var random = new Random(11);
        var (right, wrong) = (0, 0);
        for (var i = 0; i < 100_000; i++)
        {
            var text = (i % 3) switch
            {
                0 => Noise(random),
                1 => Words(random),
                _ => Spoiled(FormulaSyntax.Print(Formula(random, random.Next(1, 6))), random),
            };
            try
            {
                FormulaSyntax.Parse(text);
                right++;
            }
            catch (FormulaException told)
            {
                Assert.InRange(told.Place.Position, 0, text.Length);
                Assert.InRange(told.Place.End, told.Place.Position, text.Length);
                wrong++;
            }
        }
        Assert.True(right > 1_000 && wrong > 10_000, $"{right} right, {wrong} wrong: nothing is learnt from these");
    }

    private static string Noise(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(80); left > 0; left--)
        {
            text.Append((char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(32, 127)));
        }
        return text.ToString();
    }

    private static readonly string[] s_words = ["csat", "custom", ".", "\"", "(", ")", ",", "+", "-", "*", "/", "<", "<=", "=", "!=", "1", "0.5", " ", "min", "if(", "ifEmpty(", "\\", "\n", "nps.count", "𝟙"];

    private static string Words(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => s_words[random.Next(s_words.Length)]));

    private static string Spoiled(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, s_words[random.Next(s_words.Length)]),
            _ => text[..at],
        };
    }

    internal static FormulaNode Formula(Random random, int depth)
    {
        var nowhere = default(Place);
        return (depth <= 1 ? random.Next(3) : random.Next(9)) switch
        {
            0 => new NumberNode(random.Next(2) == 0 ? random.Next(1_000) : decimal.Parse($"{random.Next(1_000)}.{random.Next(1_000_000)}", CultureInfo.InvariantCulture), nowhere),
            1 => new NameNode(["custom", random.Next(2) == 0 ? "visits" : "basket \"x\" \\ 語", "p90"], nowhere),
            2 => new NameNode(["csat"], nowhere),
            3 => new NegationNode(Formula(random, depth - 1), nowhere),
            4 => new CallNode("if", [new ComparisonNode(((string[])["<", "<=", ">", ">=", "=", "!="])[random.Next(6)], Formula(random, depth - 1), Formula(random, depth - 1), nowhere), Formula(random, depth - 1)], nowhere),
            5 => new CallNode("max", [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Formula(random, depth - 1))], nowhere),
            _ => new OperationNode("+-*/"[random.Next(4)], Formula(random, depth - 1), Formula(random, depth - 1), nowhere),
        };
    }

    private static bool Same(FormulaNode one, FormulaNode other) => (one, other) switch
    {
        (NumberNode a, NumberNode b) => a.Value == b.Value,
        (NameNode a, NameNode b) => a.Parts.SequenceEqual(b.Parts, StringComparer.Ordinal),
        (NegationNode a, NegationNode b) => Same(a.Operand, b.Operand),
        (OperationNode a, OperationNode b) => a.Operator == b.Operator && Same(a.Left, b.Left) && Same(a.Right, b.Right),
        (ComparisonNode a, ComparisonNode b) => a.Operator == b.Operator && Same(a.Left, b.Left) && Same(a.Right, b.Right),
        (CallNode a, CallNode b) => a.Function == b.Function && a.Arguments.Count == b.Arguments.Count && a.Arguments.Zip(b.Arguments).All(pair => Same(pair.First, pair.Second)),
        _ => false,
    };
}
