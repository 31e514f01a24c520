using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CareKpi.Deploy.Tests.Rendering;

/// <summary>YAML as JSON: what is written without quotes and looks like a number or a truth is one.</summary>
internal static class Yaml
{
    public static IReadOnlyList<JsonObject> Read(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return [.. stream.Documents.Select(static document => Of(document.RootNode)).OfType<JsonObject>()];
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => Map(map),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidDataException($"{node.NodeType} at {node.Start}"),
    };

    /// <summary>What an anchor brings (<c>&lt;&lt;</c>) holds where the map itself says nothing.</summary>
    private static JsonObject Map(YamlMappingNode map)
    {
        var made = new JsonObject();
        foreach (var (key, value) in map.Children.OrderByDescending(static pair => ((YamlScalarNode)pair.Key).Value is "<<"))
        {
            if (((YamlScalarNode)key).Value is not "<<")
            {
                made[((YamlScalarNode)key).Value!] = Of(value);
                continue;
            }

            foreach (var (name, brought) in Map((YamlMappingNode)value))
            {
                made[name] = brought?.DeepClone();
            }
        }

        return made;
    }

    private static JsonNode? Plain(string? text) => text switch
    {
        null or "" or "null" or "~" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
