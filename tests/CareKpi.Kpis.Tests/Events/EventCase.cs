using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>A line of <c>cases/*.jsonl</c>; see the README there.</summary>
public sealed partial record EventCase(string Say, string Text, string Code, string? Field, bool FromNode, bool HasHorizon)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonObject Bases = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "bases.json")))!.AsObject();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Events", "cases");

    public static IEnumerable<string> Families => Directory.GetFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static IReadOnlyList<EventCase> Read(string family) =>
        [.. File.ReadLines(Path.Combine(Folder, family + ".jsonl")).Where(line => line.Length > 0).Select(Parse)];

    public static string Good(int id) =>
        "{\"specversion\":\"1.0\",\"id\":\"good-" + id + "\",\"source\":\"s\",\"type\":\"care.case.closed\",\"time\":\"2026-03-02T09:14:05Z\",\"data\":{\"case\":\"k1\"}}";

    private static EventCase Parse(string line)
    {
        var given = JsonNode.Parse(line)!.AsObject();
        var text = (string?)given["text"] ?? Compose(given);
        var answer = ((string)given["answer"]!).Split(' ', 2);
        return new EventCase(
            $"{given["of"]}: {given["say"]}",
            Repeat().Replace(text, match => string.Concat(Enumerable.Repeat(match.Groups["text"].Value, int.Parse(match.Groups["times"].Value, System.Globalization.CultureInfo.InvariantCulture)))),
            answer[0],
            answer.Length > 1 ? answer[1] : null,
            (bool?)given["fromNode"] ?? false,
            !((bool?)given["noHorizon"] ?? false));
    }

    private static string Compose(JsonObject given)
    {
        var type = (string)given["of"]!;
        var data = Bases[type]!.DeepClone().AsObject();
        var attributes = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = "bad",
            ["source"] = "s",
            ["type"] = "care." + type,
            ["time"] = "2026-03-02T09:14:05Z",
        };
        Put(data, given["data"]);
        Put(attributes, given["attributes"]);
        var hasData = !attributes.ContainsKey("data");
        foreach (var path in given["without"]?.AsArray() ?? [])
        {
            var name = (string)path!;
            hasData &= !string.Equals(name, "data", StringComparison.Ordinal);
            _ = name.StartsWith("data.", StringComparison.Ordinal) ? data.Remove(name[5..]) : attributes.Remove(name);
        }

        var dataText = (string?)given["dataText"] ?? Append(data.ToJsonString(Plain), (string?)given["plus"]);
        return Append(Append(attributes.ToJsonString(Plain), hasData ? "\"data\":" + dataText : null), (string?)given["plusAttributes"]);
    }

    private static void Put(JsonObject target, JsonNode? fields)
    {
        foreach (var (name, value) in fields?.AsObject() ?? [])
        {
            target[name] = value?.DeepClone();
        }
    }

    private static string Append(string json, string? more) =>
        more is null ? json : string.Concat(json.AsSpan(0, json.Length - 1), json.Length > 2 ? "," : string.Empty, more, "}");

    [GeneratedRegex("<<(?<text>.+?)\\*(?<times>[0-9]+)>>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Repeat();
}
