using System.Text.Json;

namespace Oracle.Model;

/// <summary>Fields of an event's data. A field that is absent or null is null.</summary>
internal static class Json
{
    public static JsonElement? Field(this JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static bool Has(this JsonElement data, string name) => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out _);

    public static string? Text(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool? Flag(this JsonElement data, string name) => data.Field(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static decimal? Number(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    public static IReadOnlyDictionary<string, string> Texts(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Object } value
            ? value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    public static bool AnyItem(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() > 0;
}
