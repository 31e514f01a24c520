using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Kpis.Events;

namespace CareKpi.Fuzz.Events;

/// <summary>The events of the shared scenarios, and what the cases of the event contract hold.</summary>
internal static class EventSeeds
{
    public static IEnumerable<byte[]> All() => Scenarios().Concat(Cases()).Concat(Extremes());

    private static IEnumerable<byte[]> Scenarios() =>
        from file in Directory.GetFiles(Path.Combine(Size.Root, "tests", "vectors", "scenarios"), "*.json").Order(StringComparer.Ordinal)
        let events = JsonNode.Parse(File.ReadAllText(file))!["events"]!.AsArray()
        from body in new[] { Body(BodyForm.Array, events.ToJsonString()), Body(BodyForm.Lines, string.Join('\n', events.Select(static e => e!.ToJsonString()))), Body(BodyForm.Single, events[0]!.ToJsonString()) }
        select body;

    private static IEnumerable<byte[]> Cases() =>
        from file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "cases"), "*.jsonl").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        where line.Length > 0
        let given = JsonNode.Parse(line)!.AsObject()
        select Body(BodyForm.Single, (string?)given["text"] ?? Composed(given));

    /// <summary>At and beyond the bounds that small changes do not come to.</summary>
    private static IEnumerable<byte[]> Extremes()
    {
        const string Head = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"care.case.closed\",\"time\":\"2026-03-02T09:14:05Z\",\"data\":{\"case\":\"k1\"";
        foreach (var depth in new[] { 13, 14, 15, 16, 17, 100, 100_000 })
        {
            yield return Body(BodyForm.Single, $"{Head},\"x\":{new string('[', depth)}{new string(']', depth)}}}}}");
            yield return Body(BodyForm.Single, $"{Head},\"x\":{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}}}}}");
        }
        foreach (var names in new[] { 1_000, 20_000 })
        {
            yield return Body(BodyForm.Single, $"{Head},{string.Join(',', Enumerable.Range(0, names).Select(static i => $"\"n{i}\":{i}"))}}}}}");
            yield return Body(BodyForm.Single, $"{Head},{string.Join(',', Enumerable.Range(0, names).Select(static i => $"\"\\u0061{i % 999}\":{i}"))}}}}}");
        }
        foreach (var bytes in new[] { 262_000, 262_144, 300_000 })
        {
            yield return Body(BodyForm.Single, $"{Head},\"x\":\"{new string('x', bytes - Head.Length - 9)}\"}}}}");
        }
        foreach (var count in new[] { 20_000, 20_001 })
        {
            yield return Body(BodyForm.Array, $"[{string.Join(',', Enumerable.Repeat("1", count))}]");
            yield return Body(BodyForm.Lines, string.Concat(Enumerable.Repeat("1\n", count)));
        }
        yield return Body(BodyForm.Array, new string('[', 200_000));
        yield return Body(BodyForm.Lines, string.Concat(Enumerable.Repeat("x\n", 1_000)));
        yield return [1];
        yield return [];
    }

    public static byte[] Body(BodyForm form, string text) => [(byte)form, .. Encoding.UTF8.GetBytes(text)];

    private static string Composed(JsonObject given) => JsonSerializer.Serialize(new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = "case",
        ["source"] = "s",
        ["type"] = "care." + (string?)given["of"],
        ["time"] = "2026-03-02T09:14:05Z",
        ["data"] = given["data"]?.DeepClone(),
    });
}
