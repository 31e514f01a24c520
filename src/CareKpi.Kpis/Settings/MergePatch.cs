using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareKpi.Kpis.Settings;

/// <summary>JSON Merge Patch, RFC 7396.</summary>
internal static class MergePatch
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Apply(JsonElement target, JsonElement patch) => JsonElement.Parse(Merge(NodeOf(target), patch)?.ToJsonString(s_options) ?? "null");

    private static JsonNode? Merge(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object) return NodeOf(patch);
        var merged = target as JsonObject ?? [];
        foreach (var property in patch.EnumerateObject())
        {
            merged.Remove(property.Name, out var before);
            if (property.Value.ValueKind != JsonValueKind.Null) merged[property.Name] = Merge(before, property.Value);
        }
        return merged;
    }

    private static JsonNode? NodeOf(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
