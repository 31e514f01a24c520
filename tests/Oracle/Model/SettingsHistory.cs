using System.Text.Json;
using System.Text.Json.Nodes;

namespace Oracle.Model;

/// <summary>The settings with their <c>validFrom</c>, each merged into the one before (RFC 7396).</summary>
internal sealed class SettingsHistory
{
    private readonly List<(long From, Settings Settings)> _steps = [];

    public SettingsHistory(JsonElement? given)
    {
        var steps = given switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(s => (From(s), s.Field("settings"))),
            { ValueKind: JsonValueKind.Object } one => [(long.MinValue, one)],
            _ => [],
        };
        JsonNode? held = new JsonObject();
        _steps.Add((long.MinValue, new Settings(default)));
        foreach (var (from, patch) in steps.OrderBy(s => s.Item1))
        {
            held = Merge(held, patch is { } p ? JsonNode.Parse(p.GetRawText()) : new JsonObject());
            _steps.Add((from, new Settings(JsonSerializer.SerializeToElement(held))));
        }
    }

    public Settings At(long at) => _steps.Last(s => s.From <= at).Settings;

    private static long From(JsonElement step) =>
        step.Text("validFrom") is { } text && text is not "beginning" ? Time.Parse(text) : long.MinValue;

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject fields)
        {
            return patch?.DeepClone();
        }

        var merged = target is JsonObject old ? (JsonObject)old.DeepClone() : [];
        foreach (var (name, value) in fields)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Merge(merged[name], value);
            }
        }

        return merged;
    }
}
