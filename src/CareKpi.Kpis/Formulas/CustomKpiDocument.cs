using System.Text.Json;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Kpis.Formulas;

/// <summary>A custom KPI as a definition: <c>{"name", "formula", "unit", "direction", "keyResultArea"}</c>; its id is the code.</summary>
public static class CustomKpiDocument
{
    private static readonly string[] Directions = ["up", "down", "none"];
    private static readonly string[] Areas = ["satisfaction", "responsiveness", "resolution", "quality", "efficiency", "loyalty"];

    /// <summary>Units as keyboards write them.</summary>
    private static readonly Dictionary<string, string> PlainUnits = new(StringComparer.Ordinal)
    {
        ["1-5"] = Units.OneToFive,
        ["0-100"] = Units.ZeroToHundred,
        ["-100..100"] = Units.MinusHundredToHundred,
        ["-1..1"] = Units.MinusOneToOne,
    };

    /// <exception cref="DefinitionException">A field is missing, unknown or of another kind.</exception>
    public static CustomKpiDefinition Read(string code, int version, JsonElement document)
    {
        var fields = new DocumentFields(document, "code", "name", "formula", "unit", "direction", "keyResultArea");
        var unit = fields.Text("unit", 16);
        return new(
            code,
            version,
            fields.Text("name", 256),
            fields.Text("formula", FormulaSyntax.MaxLength),
            PlainUnits.GetValueOrDefault(unit, unit),
            (Direction)Word(fields.Text("direction", 16), "direction", Directions),
            (KeyResultArea)Word(fields.Text("keyResultArea", 16), "keyResultArea", Areas));
    }

    /// <summary>Everything that a tenant has defined, checked.</summary>
    public static CustomKpis AllOf(IReadOnlyCollection<Definition> defined) =>
        defined.Count == 0 ? CustomKpis.None : new CustomKpis(defined.Select(static definition => Read(definition.Id, definition.Version, definition.Document)));

    /// <summary>A definition of a code among all others, not made yet.</summary>
    /// <exception cref="DefinitionException">It makes no sense, or another KPI no longer would.</exception>
    public static CustomKpis Try(CustomKpis among, CustomKpiDefinition definition) => Told(() => among.With(definition));

    /// <exception cref="DefinitionException">It makes no sense, or another KPI no longer would.</exception>
    public static void Check(DefinitionChange change, IDefinitions defined)
    {
        _ = Told(() => change.Document is { } document ? defined.OwnKpis.With(Read(change.Id, 0, document)) : defined.OwnKpis.Without(change.Id));
    }

    private static CustomKpis Told(Func<CustomKpis> change)
    {
        try
        {
            return change();
        }
        catch (CustomKpiException wrong)
        {
            throw new DefinitionException(wrong.Message, wrong.Field) { Position = wrong.Place?.Position, Length = wrong.Place?.Length };
        }
    }

    private static int Word(string word, string field, string[] words) => Array.IndexOf(words, word) is >= 0 and var at ? at : throw new DefinitionException($"it is one of {string.Join(", ", words)}", field);
}
