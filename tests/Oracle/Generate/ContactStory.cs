using System.Text.Json.Nodes;

namespace Oracle.Generate;

internal static class ContactStory
{
    private static readonly decimal[] Waits = [0, 0, 0, 3, 5, 5.000001m, 20, 20.001m, 30, 60, 60.0000004m, 300, 0.0005m, 12.4m];
    private static readonly decimal[] Works = [0, 0, 60, 600, 0.0004m, 180.5m, 1234.5678m, 3600];

    public static void End(Writer w, long at, string? @case)
    {
        var data = new JsonObject
        {
            ["contact"] = w.Dice.From(w.Keys.Contacts),
            ["channel"] = w.Channel(),
            ["direction"] = w.Dice.Pick("inbound", "inbound", "inbound", "outbound"),
            ["outcome"] = w.Dice.Pick("answered", "answered", "answered", "answered", "abandoned", "callback"),
            ["wait"] = w.Dice.Pick(Waits),
        };
        w.Maybe(data, "talk", 0.7, () => w.Dice.Pick(Works));
        w.Maybe(data, "hold", 0.2, () => w.Dice.Pick(Works));
        w.Maybe(data, "wrap", 0.3, () => w.Dice.Pick(Works));
        w.Maybe(data, "customer", 0.7, () => w.Dice.From(w.Keys.Customers));
        w.Maybe(data, "case", @case is null ? 0.3 : 0.95, () => @case ?? w.Dice.From(w.Keys.Cases));
        w.MaybeOwner(data, 0.6);
        w.Maybe(data, "queue", 0.3, () => w.Dice.From(w.Keys.Queues));
        w.Maybe(data, "topic", 0.5, () => w.Dice.From(w.Keys.Topics));
        w.Maybe(data, "resolved", 0.6, () => w.Dice.Chance(0.7));
        w.Maybe(data, "escalated", 0.15, () => w.Dice.Chance(0.5));
        w.Maybe(data, "transferred", 0.15, () => w.Dice.Chance(0.5));
        w.Maybe(data, "knowledge", 0.1, w.Knowledge);
        w.Maybe(data, "tags", 0.2, w.Tags);
        w.Add("contact.ended", at, data);
    }

    public static void Queue(Writer w, long at)
    {
        var data = new JsonObject { ["contact"] = w.Dice.From(w.Keys.Contacts), ["channel"] = w.Channel() };
        w.Maybe(data, "queue", 0.5, () => w.Dice.From(w.Keys.Queues));
        w.Maybe(data, "customer", 0.5, () => w.Dice.From(w.Keys.Customers));
        w.Maybe(data, "case", 0.3, () => w.Dice.From(w.Keys.Cases));
        w.Add("contact.queued", at, data);
    }
}
