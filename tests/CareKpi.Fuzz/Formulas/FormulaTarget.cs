using System.Text.Json.Nodes;
using CareKpi.Kpis.Formulas;

namespace CareKpi.Fuzz.Formulas;

/// <summary>The text of a formula: one that parses prints, and what was printed parses to the same.</summary>
internal sealed class FormulaTarget : IFuzzTarget
{
    private string text = "";
    private FormulaNode? parsed;
    private FormulaException? refused;

    public string Name => "formulas";

    public IReadOnlyList<byte[]> Words => FormulaGenerator.Words;

    // A character is several readings of some objects each; a refusal tells what was expected.
    public long MayAllocate(int length) => (256L << 10) + (16_384L * length);

    public byte[] Generate(Rng rng) => Encoding.UTF8.GetBytes(FormulaGenerator.Formula(rng));

    public IEnumerable<byte[]> Seeds() =>
        FormulaSeeds.All().Concat([new string('(', 4_000), new string('(', 32) + "1" + new string(')', 32), string.Concat(Enumerable.Repeat("1+", 1_999)) + "1", string.Concat(Enumerable.Repeat("min(", 32)), new string('a', 4_001), "custom.\"", "custom.\"\\", "a.\"(\"((", "1 + \"((((", "-", "--1"]).Select(Encoding.UTF8.GetBytes);

    public void Take(byte[] input)
    {
        text = TextOf(input);
        (parsed, refused) = (null, null);
        try
        {
            parsed = FormulaSyntax.Parse(text);
        }
        catch (FormulaException problem)
        {
            refused = problem;
        }
    }

    public void Judge(byte[] input, Sights seen)
    {
        if (refused is not null)
        {
            Says(refused.Message, refused.Place, text);
            seen.Outcome("refused", Masked(refused.Message));
            return;
        }
        var nodes = FormulaSyntax.NodesOf(parsed!);
        Holds.That(nodes <= FormulaSyntax.MaxNodes, $"a formula of {nodes} parts is taken");
        Holds.That(parsed!.Place is { Position: >= 0 } place && place.End <= text.Length, "a formula stands beside its text");
        seen.Outcome(parsed.GetType().Name, null, nodes);
        var printed = FormulaSyntax.Print(parsed);
        // Blanks around operators may make it too long to be taken again.
        if (printed.Length > FormulaSyntax.MaxLength)
        {
            return;
        }
        try
        {
            Holds.That(SameFormula.Is(parsed, FormulaSyntax.Parse(printed)), $"what is printed says something else: {printed}");
        }
        catch (FormulaException problem)
        {
            throw new FindException($"what is printed cannot be read: {printed}: {problem.Message}");
        }
    }

    /// <summary>As UTF-16 from outside can be: where the bytes are no UTF-8, half of a pair.</summary>
    public static string TextOf(byte[] input) => Encoding.UTF8.GetString(input).Replace('\ufffd', '\ud83d');

    public static void Says(string message, Place place, string text)
    {
        Holds.That(message is { Length: > 0 and <= 2_000 }, "a refusal says nothing, or too much");
        Holds.That(place.Position >= 0 && place.Length >= 0 && place.End <= Math.Max(text.Length, FormulaSyntax.MaxLength), $"a refusal stands at {place} of {text.Length} characters: {message}");
        Holds.That(message.Contains(' ', StringComparison.Ordinal), $"a refusal does not say how to mend it: {message}");
    }

    /// <summary>A message without what it cites.</summary>
    public static string Masked(string message) => message.Split('\'', '"')[0];
}

internal static class FormulaSeeds
{
    /// <summary>What the page for users says.</summary>
    public static IEnumerable<string> All() => File.ReadAllText(Path.Combine(Size.Root, "docs", "contracts", "formulas.md")).Split('`').Where(static (_, i) => i % 2 == 1);

    public static JsonObject Document(string formula, string unit) =>
        new() { ["name"] = "Own", ["formula"] = formula, ["unit"] = unit, ["direction"] = "up", ["keyResultArea"] = "quality" };
}
