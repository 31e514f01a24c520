using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>An event on its way to be written.</summary>
internal sealed record Draft(string Source, string Id, string Type, long At, JsonObject Data)
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFo<Z+HH:mm>");

    public string? Supersedes { get; init; }

    public long? SupersedesAt { get; init; }

    /// <summary>Digits beyond the sixth, which are cut.</summary>
    public string Beyond { get; init; } = "";

    public int OffsetHours { get; init; }

    public string Json()
    {
        var e = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Id,
            ["source"] = Source,
            ["type"] = "care." + Type,
            ["time"] = Written(At, OffsetHours, Beyond),
        };
        if (Supersedes is not null)
        {
            e["supersedes"] = Supersedes;
        }

        if (SupersedesAt is { } at)
        {
            e["supersedestime"] = Written(at, 0, "");
        }

        e["data"] = Data.DeepClone();
        return e.ToJsonString();
    }

    public static string Written(long at, int offsetHours, string beyond)
    {
        var text = Pattern.Format(Time.ToInstant(at).WithOffset(Offset.FromHours(offsetHours)));
        if (beyond.Length == 0)
        {
            return text;
        }

        var zone = text.AsSpan(19).IndexOfAny('Z', '+', '-') + 19;
        var digits = zone > 19 ? text[20..zone] : "";
        return $"{text[..19]}.{digits.PadRight(6, '0')}{beyond}{text[zone..]}";
    }
}
