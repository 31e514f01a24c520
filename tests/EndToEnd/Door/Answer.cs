namespace CareKpi.EndToEnd.Door;

/// <summary>All that came back: nothing of it is thrown away, since a leak may be anywhere in it.</summary>
internal sealed record Answer(int Status, string Headers, string Text, IReadOnlyList<string> Cookies)
{
    /// <summary>null: it is not JSON, or <c>null</c>.</summary>
    public JsonNode? Json { get; } = Text is ['{', ..] or ['[', ..] ? JsonNode.Parse(Text) : null;

    public JsonNode? Data => (Json as JsonObject)?["data"];

    /// <summary>Of GraphQL errors and those beside a payload, of a problem.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    public string? Code => Codes is [var first, ..] ? first : null;

    public string? Cookie(string name) => Cookies.Select(static cookie => cookie.Split(';')[0]).FirstOrDefault(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public string? Header(string name) => Headers.Split('\n').FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    public override string ToString() => $"{Status}\n{Headers}\n{Text}";
}
