using System.Text.Json.Nodes;

namespace CareKpi.Deploy.Tests.Rendering;

/// <summary>Label selectors as Kubernetes reads them; a plain map, as Services have it, too.</summary>
internal static class Selectors
{
    public static bool Match(JsonNode? selector, IReadOnlyDictionary<string, string> labels)
    {
        if (selector is not JsonObject map)
        {
            return false;
        }

        if (!map.ContainsKey("matchLabels") && !map.ContainsKey("matchExpressions"))
        {
            return map.All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value!.ToString());
        }

        return map.Map("matchLabels").All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value) && map.List("matchExpressions").All(expression => Holds(expression, labels));
    }

    private static bool Holds(JsonNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(expression.Text("key"));
        var values = expression.List("values").Select(static given => given.ToString());
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            var other => throw new InvalidDataException($"operator {other}"),
        };
    }
}
