using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Node;
using CareKpi.Kpis.Disputes;

namespace CareKpi.Api.Events;

/// <summary><c>care.survey.excluded</c> and <c>.included</c>, as the node writes them (docs/contracts/events.md).</summary>
internal static class RulingEvent
{
    /// <summary>Nobody else's events bear it.</summary>
    private const string Source = "carekpi";

    private const int MaxReason = 256;
    private const int MaxBy = 128;

    public static byte[] Of(string survey, Ruling ruling) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = ruling.Event,
        ["source"] = Source,
        ["type"] = ruling.Exclude ? "care.survey.excluded" : "care.survey.included",
        ["time"] = Instants.Text(ruling.Time),
        ["data"] = new JsonObject { ["survey"] = survey, ["reason"] = Line(ruling.Reason, MaxReason), ["by"] = Line(ruling.By.Id, MaxBy) },
    });

    /// <summary>In one line, as events have it; the whole reason stands in the dispute.</summary>
    private static string Line(string text, int max)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(max))
        {
            line.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? new Rune(' ') : rune);
        }

        return line.ToString();
    }
}
