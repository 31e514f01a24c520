using System.Text.Json;

namespace Oracle.Model;

/// <summary>One accepted event. <c>Type</c> is without its <c>care.</c>.</summary>
internal sealed record Event(string Source, string Id, string Type, long At, JsonElement Data, string? Supersedes, long? SupersedesAt)
{
    public const string Withdrawn = "event.withdrawn";

    public string? Case => Data.Text("case");

    public string? Agent => Data.Text("agent");

    public string? Team => Data.Text("team");

    public string? Customer => Data.Text("customer");

    public bool NamesOwner => Agent is not null || Team is not null;

    /// <summary>Null for what is no event of ours: logged and ignored.</summary>
    public static Event? Read(JsonElement cloudEvent)
    {
        var type = cloudEvent.Text("type")!;
        return type.StartsWith("care.", StringComparison.Ordinal)
            ? new Event(
                cloudEvent.Text("source")!,
                cloudEvent.Text("id")!,
                type["care.".Length..],
                Time.Parse(cloudEvent.Text("time")!),
                cloudEvent.Field("data") is { } data ? data.Clone() : default,
                cloudEvent.Text("supersedes"),
                cloudEvent.Text("supersedestime") is { } day ? Time.Parse(day) : null)
            : null;
    }
}

/// <summary>The orders of definitions.md, "Identity and order".</summary>
internal static class Order
{
    private static readonly string[] Ranks =
    [
        "case.opened", "message.received", "bot.ended", "message.sent", "case.assigned", "case.escalated", "case.transferred",
        "contact.ended", "case.reopened", "case.resolved", "case.closed", "case.merged",
    ];

    /// <summary>Time, then type, source, id.</summary>
    public static int Total(Event a, Event b)
    {
        var order = a.At.CompareTo(b.At);
        order = order != 0 ? order : Rank(a).CompareTo(Rank(b));
        return order != 0 ? order : SourceAndId(a, b);
    }

    /// <summary>Time, source, id: the last of one key is the fact.</summary>
    public static int Last(Event a, Event b)
    {
        var order = a.At.CompareTo(b.At);
        return order != 0 ? order : SourceAndId(a, b);
    }

    public static IEnumerable<Event> LastOfEach(this IEnumerable<Event> events, string key) =>
        events.GroupBy(e => e.Data.Text(key)!, StringComparer.Ordinal)
            .Select(g => g.Aggregate((a, b) => Last(a, b) >= 0 ? a : b));

    private static int Rank(Event e)
    {
        var rank = Array.IndexOf(Ranks, e.Type);
        return rank < 0 ? Ranks.Length : rank;
    }

    private static int SourceAndId(Event a, Event b)
    {
        var order = string.CompareOrdinal(a.Source, b.Source);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }
}
