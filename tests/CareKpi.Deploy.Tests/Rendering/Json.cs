using System.Globalization;
using System.Text.Json.Nodes;

namespace CareKpi.Deploy.Tests.Rendering;

/// <summary>Looking into manifests, where most things may be missing.</summary>
internal static class Json
{
    /// <summary>What lies at a path of names and indexes, such as <c>spec.template.spec.containers.0</c>; null: nothing.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
        {
            node = node switch
            {
                JsonObject map => map[part],
                JsonArray list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    public static string Text(this JsonNode? node, string path) => node.At(path)?.ToString() ?? "";

    public static long? Number(this JsonNode? node, string path) => node.At(path) is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static bool Is(this JsonNode? node, string path, bool truth) => node.At(path) is JsonValue value && value.TryGetValue<bool>(out var is_) && is_ == truth;

    public static IEnumerable<JsonNode> List(this JsonNode? node, string path) => node.At(path) is JsonArray list ? list.OfType<JsonNode>() : [];

    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, string path) =>
        node.At(path) is JsonObject map ? map.ToDictionary(static pair => pair.Key, static pair => pair.Value?.ToString() ?? "", StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal);
}
