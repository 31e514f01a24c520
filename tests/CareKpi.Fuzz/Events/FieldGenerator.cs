using CareKpi.Kpis.Events;
using CareKpi.Kpis.Events.Schemas;

namespace CareKpi.Fuzz.Events;

/// <summary>JSON text of a field's value: mostly what the field demands, else what lies at its edges or is something else.</summary>
internal static class FieldGenerator
{
    private static readonly Dictionary<WordField, string[]> ByField = new()
    {
        [WordField.Channel] = All(ContractWords.Channels),
        [WordField.Priority] = All(ContractWords.Priorities),
        [WordField.Party] = All(ContractWords.Parties),
        [WordField.Direction] = All(ContractWords.Directions),
        [WordField.Outcome] = All(ContractWords.Outcomes),
        [WordField.Survey] = All(ContractWords.SurveyKinds),
        [WordField.State] = All(ContractWords.AgentStates),
        [WordField.Category] = All(ContractWords.CostCategories),
    };

    private static readonly string[] Keys = ["u-42", "a-7", "billing", "c-771", "k1", "基本", "a b", "x\u0301", "U-42", "'; drop", "😀"];

    private static readonly string[] Edges =
    [
        "0", "-0", "-0.0", "1", "5", "7", "10", "100", "100.0000001", "0.5", "1e2", "1E+2", "1e-7", "0.0000005", "2592000", "2592000.0000004", "2592000.000001", "999999999.999999", "1000000000", "-999999999.9999994", "999999999999.9999",
        "-999999999999.99995", "1000000000000", "1e12", "1e18", "1e19", "9223372036854775807", "-9223372036854775809", "1e400", "1e-400", "0e999999999999999999", "1e2147483648", "0.00000000000000000000000000000001",
        "123456789012345678901234567890.123456789", "1000000", "1000001", "-1", "-1.0000001", "1.0000004", "4.35", "1.12345",
    ];

    public static IEnumerable<string> Words => ByField.Values.SelectMany(static words => words).Distinct(StringComparer.Ordinal);

    public static string Value(Field field, Rng rng) => rng.Once(20) ? Anything(rng, 2) : field.Kind switch
    {
        FieldKind.Key or FieldKind.NullableKey => rng.Once(3) ? Text(rng, 128) : $"\"{rng.Of(Keys)}\"",
        FieldKind.Line => Text(rng, 256),
        FieldKind.Free => Text(rng, 2_000),
        FieldKind.Boolean => rng.Of(["true", "false"]),
        FieldKind.Word => $"\"{(rng.Once(20) ? "Voice" : rng.Of(ByField[(WordField)field.Target]))}\"",
        FieldKind.Sentiment => rng.Of(["-1", "1", "0", "0.25", "\"positive\"", "\"neutral\"", "\"negative\"", "1.0000004", "\"glad\""]),
        FieldKind.Instant => $"\"{Instant(rng)}\"",
        FieldKind.Day => $"\"{Day(rng)}\"",
        FieldKind.DayOrInstant => rng.Once(2) ? $"\"{Day(rng)}\"" : $"\"{Instant(rng)}\"",
        FieldKind.Giver => $"{{{Joined(rng, 3, () => $"{rng.Of(["\"agent\"", "\"team\"", "\"\\u0061gent\"", "\"x\""])}:{(rng.Once(12) ? "null" : Text(rng, 128))}")}}}",
        FieldKind.Tags => $"{{{Joined(rng, rng.Once(10) ? 14 : 4, () => $"{Text(rng, 128)}:{(rng.Once(12) ? Anything(rng, 1) : Text(rng, 128))}")}}}",
        FieldKind.Articles => $"[{Joined(rng, rng.Once(20) ? 120 : 4, () => Text(rng, 128))}]",
        FieldKind.Scale => $"{{{Joined(rng, 3, () => $"{rng.Of(["\"min\"", "\"max\"", "\"m\\u0069n\"", "\"x\""])}:{Number(rng)}")}}}",
        _ => Number(rng),
    };

    public static string Number(Rng rng) => rng.Below(4) switch
    {
        0 => rng.Of(Edges),
        1 => rng.Below(1_000).ToString(CultureInfo.InvariantCulture),
        2 => string.Create(CultureInfo.InvariantCulture, $"{rng.Below(100)}.{rng.Below(10_000)}"),
        _ => rng.Below(6).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A string in quotes, escaped here and there, as long as allowed now and then, or a character longer.</summary>
    public static string Text(Rng rng, int most) => rng.Below(24) switch
    {
        0 => $"\"{new string('x', most)}\"",
        1 => $"\"{new string('界', most + 1)}\"",
        2 => $"\"{string.Concat(Enumerable.Repeat("😀", most))}\"",
        3 => $"\"{Escaped(rng.Of(Keys))}\"",
        4 => rng.Of(["\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"a\\tb\"", "\"\\u2028\"", "\"\u0085\"", "\" \"", "\"\u200b\"", "\"\\ufeff\"", "null", "\"\\\"\\\\\\/\\b\""]),
        5 => rng.Of(["\"not bad at all, thanks!\"", "\"很差\"", "\"teruk :-(\""]),
        _ => $"\"{rng.Of(Keys)}{(rng.Once(3) ? rng.Below(50).ToString(CultureInfo.InvariantCulture) : "")}\"",
    };

    /// <summary>Any JSON: an unknown field may hold it.</summary>
    public static string Anything(Rng rng, int depth) => rng.Below(depth > 0 ? 9 : 6) switch
    {
        0 => "null",
        1 => "true",
        2 or 3 => Text(rng, 40),
        4 or 5 => Number(rng),
        6 => $"[{Joined(rng, 4, () => Anything(rng, depth - 1))}]",
        7 => $"{{{Joined(rng, 4, () => $"{Text(rng, 20)}:{Anything(rng, depth - 1)}".Replace("null:", "\"n\":", StringComparison.Ordinal))}}}",
        _ => string.Concat(Enumerable.Repeat("[", 1 + rng.Below(16))) is var open ? open + new string(']', open.Length) : "",
    };

    public static string Escaped(string text) => string.Concat(text.Select(static c => $"\\u{(int)c:x4}"));

    public static string Instant(Rng rng) => rng.Once(12)
        ? rng.Of(["2026-03-02T09:14:05+08:00", "1900-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "2199-12-31T23:59:59.999999999Z", "2026-02-29T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T23:59:60Z", "2026-03-02 09:14:05Z", "2026-03-02t09:14:05z",
            "2026-03-02T09:14:05-00:00", "2026-03-02T09:14:05.+00:00", "2026-03-02T09:14:05,5Z", "2027-01-15T08:05:00Z", "2027-01-15T08:05:00.000001Z", "2026-03-02T09:14:05+24:00", "1900-01-01T00:00:00+23:59", "2026-03-02", "", "2026-03-02T09:14:05.000000000000000000000000001Z"])
        : string.Create(CultureInfo.InvariantCulture, $"2026-{1 + rng.Below(12):00}-{1 + rng.Below(28):00}T{rng.Below(24):00}:{rng.Below(60):00}:{rng.Below(60):00}{(rng.Once(4) ? ".25" : "")}{rng.Of(["Z", "Z", "+08:00", "-11:30"])}");

    private static string Day(Rng rng) => rng.Once(12)
        ? rng.Of(["1900-01-01", "2199-12-31", "2200-01-01", "2026-02-29", "2024-02-29", "2026-3-2", "0000-00-00", "２０２６-03-02"])
        : string.Create(CultureInfo.InvariantCulture, $"{2000 + rng.Below(40)}-{1 + rng.Below(12):00}-{1 + rng.Below(28):00}");

    private static string Joined(Rng rng, int most, Func<string> make) => string.Join(',', Enumerable.Range(0, rng.Below(most + 1)).Select(_ => make()));

    private static string[] All<T>(CareKpi.Kpis.Events.Text.WordTable<T> words)
        where T : unmanaged, Enum => [.. Enum.GetValues<T>().Select(words.Name).Where(static word => word.Length > 0)];
}
