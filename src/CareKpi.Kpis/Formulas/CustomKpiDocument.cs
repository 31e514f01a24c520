using System.Text.Json;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Kpis.Formulas;

/// <summary>A custom KPI as a definition: <c>{"name", "formula", "unit", "direction", "keyResultArea"}</c>; its id is the code.</summary>
public static class CustomKpiDocument
{
    private static readonly string[] Fields = ["code", "name", "formula", "unit", "direction", "keyResultArea"];
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
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionException("it is a JSON object");
        }
        foreach (var property in document.EnumerateObject())
        {
            if (!Fields.Contains(property.Name, StringComparer.Ordinal))
            {
                throw new DefinitionException($"there is no field '{property.Name}'; there are: {string.Join(", ", Fields)}", property.Name);
            }
        }
        var unit = Text(document, "unit");
        return new(
            code,
            version,
            Text(document, "name"),
            Text(document, "formula"),
            PlainUnits.GetValueOrDefault(unit, unit),
            (Direction)Word(document, "direction", Directions),
            (KeyResultArea)Word(document, "keyResultArea", Areas));
    }

    /// <summary>Everything that a tenant has defined, checked.</summary>
    public static CustomKpis AllOf(IDefinitions defined) =>
        defined.All(DefinitionCollection.Kpis) is { Count: > 0 } all ? new CustomKpis(all.Select(static definition => Read(definition.Id, definition.Version, definition.Document))) : CustomKpis.None;

    /// <exception cref="DefinitionException">It makes no sense, or another KPI no longer would.</exception>
    public static void Check(DefinitionChange change, IDefinitions defined)
    {
        try
        {
            _ = change.Document is { } document ? AllOf(defined).With(Read(change.Id, 0, document)) : AllOf(defined).Without(change.Id);
        }
        catch (CustomKpiException wrong)
        {
            throw new DefinitionException(wrong.Message, wrong.Field) { Position = wrong.Place?.Position, Length = wrong.Place?.Length };
        }
    }

    private static string Text(JsonElement document, string field) =>
        document.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new DefinitionException($"'{field}' is needed, as a text", field);

    private static int Word(JsonElement document, string field, string[] words) =>
        Array.IndexOf(words, Text(document, field)) is >= 0 and var at ? at : throw new DefinitionException($"must be one of {string.Join(", ", words)}", field);
}
