using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events.Text;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Tests.Catalogue;

namespace CareKpi.Fuzz.Formulas;

/// <summary>A KPI of the tenant's own as the API takes it: checked among the tenant's others, and told over measures.</summary>
internal sealed class DefinitionTarget : IFuzzTarget
{
    private static readonly CustomKpis Others = CustomKpis.None
        .With(new("base_kpi", 1, "Base", "csat + 1", Units.Percent, Direction.Up, KeyResultArea.Quality))
        .With(new("over_kpi", 1, "Over", "base_kpi / number(average_handle_time)", Units.Percent, Direction.Down, KeyResultArea.Quality));

    private static readonly string[] Codes = ["own_kpi", "base_kpi", "over_kpi", "csat", "custom", "Own", "", "kpi__1", "über"];

    private readonly FakeMeasures nothing = new();
    private readonly JsonDocumentOptions strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private CustomKpis? taken;
    private DefinitionException? refused;
    private string? formula;
    private string code = "";

    public string Name => "definitions";

    public IReadOnlyList<byte[]> Words { get; } = [.. FormulaGenerator.Words, .. new[] { "\"name\":", "\"formula\":", "\"unit\":", "\"direction\":", "\"keyResultArea\":", "base_kpi", "own_kpi", "over_kpi", "\"%\"", "\"s\"" }.Select(Encoding.UTF8.GetBytes)];

    // The catalogue is made anew with it.
    public long MayAllocate(int length) => (32L << 20) + (16_384L * length);

    public byte[] Generate(Rng rng)
    {
        var formula = rng.Once(3) ? $"{rng.Of(["base_kpi", "over_kpi", "own_kpi"])} {rng.Of(["+", "/", "*"])} {FormulaGenerator.Formula(rng)}" : FormulaGenerator.Formula(rng);
        var document = FormulaSeeds.Document(formula, rng.Of(Units.All));
        return [(byte)rng.Small(Codes.Length), .. JsonSerializer.SerializeToUtf8Bytes(document)];
    }

    public IEnumerable<byte[]> Seeds() =>
        from text in FormulaSeeds.All().Append("base_kpi / over_kpi").Append("own_kpi").Append("3 * (csat / average_handle_time) / 2").Append("number(csat / 2)")
        from unit in new[] { Units.Percent, Units.Number, Units.Money }
        select (byte[])[0, .. JsonSerializer.SerializeToUtf8Bytes(FormulaSeeds.Document(text, unit))];

    public void Take(byte[] input)
    {
        (taken, refused, formula) = (null, null, null);
        code = Codes[input.Length == 0 ? 0 : input[0] % Codes.Length];
        try
        {
            // As the API reads a body.
            using var document = JsonDocument.Parse(input.AsMemory(Math.Min(1, input.Length)), strict);
            var read = CustomKpiDocument.Read(code, 1, JsonBody.Whole(document.RootElement));
            formula = read.Formula;
            taken = CustomKpiDocument.Try(Others, read);
        }
        catch (Exception problem) when (problem is JsonException or ProblemException)
        {
            // No JSON, or no text: the API says so before anything looks at it.
        }
        catch (InvalidOperationException) when (!Surrogates.AreWhole(input.AsSpan(Math.Min(1, input.Length))))
        {
            // The same.
        }
        catch (DefinitionException problem)
        {
            refused = problem;
        }
    }

    public void Judge(byte[] input, Sights seen)
    {
        if (refused is not null)
        {
            if (refused.Position is { } at && formula is not null)
            {
                FormulaTarget.Says(refused.Message, new Place(at, refused.Length!.Value), formula);
            }
            Holds.That(refused.Message.Length is > 0 and <= 4_000, "a refusal says nothing, or too much");
            seen.Outcome("refused", FormulaTarget.Masked(refused.Message), refused.Position is null ? 0 : 1);
            return;
        }
        if (taken is null)
        {
            return;
        }
        Holds.That(taken.Broken.Count == 0, "a definition is taken that has no value");
        var kpi = (CustomKpi)taken.Registry.Find(code)!;
        seen.Outcome(kpi.Unit, kpi.Kind.ToString(), kpi.Nodes);
        var told = kpi.Formula.Compute(nothing, EvaluationContext.Default);
        Holds.That(told.Value is null || double.IsFinite(told.Value.Value), $"the value is {told.Value}");
        Holds.That(told.Count >= 0, $"the value stands on {told.Count}");
        // What is shown as its formula says the same again.
        if (kpi.Formula.Text.Length <= FormulaSyntax.MaxLength)
        {
            Holds.That(taken.With(taken.Definitions[code] with { Formula = kpi.Formula.Text }).Broken.Count == 0, "the formula that is shown is none");
        }
    }
}
