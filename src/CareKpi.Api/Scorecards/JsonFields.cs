using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Api.Scorecards;

/// <summary>An object of a request: fields by name and kind, with the path for what is wrong. A field that is not known is refused, since it is most likely a slip of the pen.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement json;
    private readonly string prefix;

    public JsonFields(JsonElement json, string path, params ReadOnlySpan<string> known)
    {
        prefix = path.Length == 0 ? "" : path + ".";
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw ReadRequestReader.Bad("An object is needed here.", path);
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                var name = DocumentFields.Shown(property.Name);
                throw ReadRequestReader.Bad($"There is no field '{name}'; there are: {string.Join(", ", known!)}.", Path(name));
            }
        }

        this.json = json;
    }

    public string Path(string name) => prefix + name;

    public JsonFields Object(string name, params ReadOnlySpan<string> known) => OptionalObject(name, known) ?? throw ReadRequestReader.Bad($"'{name}' is needed.", Path(name));

    public JsonFields? OptionalObject(string name, params ReadOnlySpan<string> known) => Find(name) is { } value ? new JsonFields(value, Path(name), known) : null;

    public string Text(string name) => OptionalText(name) ?? throw ReadRequestReader.Bad($"'{name}' is needed.", Path(name));

    public string? OptionalText(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw ReadRequestReader.Bad("A text is needed here.", Path(name));

    public bool? OptionalFlag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw ReadRequestReader.Bad("true or false is needed here.", Path(name));

    public int? OptionalNumber(string name, int min, int max) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number
        : throw ReadRequestReader.Bad(string.Create(CultureInfo.InvariantCulture, $"A whole number from {min} to {max} is needed here."), Path(name));

    public IReadOnlyList<string>? OptionalTexts(string name, int max)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > max || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw ReadRequestReader.Bad(string.Create(CultureInfo.InvariantCulture, $"A list of at most {max} texts is needed here."), Path(name));
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    private JsonElement? Find(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
