using System.Text.Json.Nodes;

namespace Oracle.Generate;

/// <summary>What happens to a case, likely and unlikely, now and then before it was opened or without.</summary>
internal static class CaseStory
{
    public static void Tell(Writer w, string key)
    {
        var at = w.Dice.Chance(0.1) ? w.Instants.LongAgo() : w.Instants.Next();
        if (w.Dice.Chance(0.3))
        {
            for (var i = w.Dice.Between(1, 3); i > 0; i--)
            {
                Step(w, key, at);
                at = w.Instants.After(at);
            }
        }

        if (!w.Dice.Chance(0.1))
        {
            Open(w, key, at);
        }

        for (var i = w.Dice.Between(0, 10); i > 0; i--)
        {
            at = w.Instants.After(at);
            Step(w, key, at);
        }
    }

    public static void Step(Writer w, string key, long at)
    {
        var type = w.Dice.Weighted(
            ("message.received", 20), ("message.sent", 24), ("case.assigned", 8), ("case.escalated", 4), ("case.transferred", 4), ("case.resolved", 18),
            ("case.reopened", 11), ("case.closed", 9), ("case.opened", 2), ("case.merged", 2), ("bot.ended", 5), ("contact.ended", 12));
        switch (type)
        {
            case "case.opened":
                Open(w, key, at);
                break;
            case "bot.ended":
                Bot(w, at, key);
                break;
            case "contact.ended":
                ContactStory.End(w, at, key);
                break;
            case "message.received":
                Receive(w, key, at);
                break;
            case "message.sent":
                Send(w, key, at);
                break;
            case "case.merged":
                Merge(w, key, at);
                break;
            default:
                Change(w, type, key, at);
                break;
        }
    }

    public static void Bot(Writer w, long at, string? key)
    {
        var data = new JsonObject
        {
            ["session"] = "b" + w.Dice.Between(1, w.Keys.Cases.Count),
            ["channel"] = w.Channel(),
            ["contained"] = w.Dice.Chance(0.4),
        };
        w.Maybe(data, "customer", 0.5, () => w.Dice.From(w.Keys.Customers));
        w.Maybe(data, "case", key is null ? 0 : 0.9, () => key);
        w.Maybe(data, "topic", 0.3, () => w.Dice.From(w.Keys.Topics));
        w.Add("bot.ended", at, data);
    }

    private static void Open(Writer w, string key, long at)
    {
        var data = new JsonObject
        {
            ["case"] = key,
            ["customer"] = w.Dice.From(w.Keys.Customers),
            ["channel"] = w.Channel(),
            ["openedBy"] = w.Dice.Pick("customer", "customer", "agent"),
        };
        w.Maybe(data, "priority", 0.4, () => w.Dice.Pick("low", "normal", "high", "urgent"));
        w.Maybe(data, "topic", 0.5, () => w.Dice.From(w.Keys.Topics));
        w.Maybe(data, "queue", 0.3, () => w.Dice.From(w.Keys.Queues));
        w.MaybeOwner(data, 0.4);
        w.Maybe(data, "tags", 0.3, w.Tags);
        w.Add("case.opened", at, data);
    }

    private static void Receive(Writer w, string key, long at)
    {
        var data = new JsonObject { ["case"] = key, ["customer"] = w.Dice.From(w.Keys.Customers) };
        w.Maybe(data, "message", 0.3, () => "m" + w.Dice.Between(1, 3));
        w.Maybe(data, "channel", 0.3, () => w.Channel());
        w.Maybe(data, "text", 0.2, () => "#12-345");
        w.Maybe(data, "sentiment", 0.3, () => w.Dice.Chance(0.2) ? w.Dice.Pick("positive", "neutral", "negative") : w.Dice.Pick(-1m, -0.25m, 0m, 0.05m, 0.06m, 1m));
        w.Add("message.received", at, data);
    }

    private static void Send(Writer w, string key, long at)
    {
        var data = new JsonObject { ["case"] = key };
        w.MaybeOwner(data, 0.7);
        w.Maybe(data, "public", 0.4, () => w.Dice.Chance(0.6));
        w.Maybe(data, "bot", 0.3, () => w.Dice.Chance(0.5));
        w.Maybe(data, "knowledge", 0.2, w.Knowledge);
        w.Add("message.sent", at, data);
    }

    private static void Merge(Writer w, string key, long at)
    {
        var others = w.Keys.Cases.Where(c => !string.Equals(c, key, StringComparison.Ordinal)).ToList();
        w.Add("case.merged", at, new JsonObject { ["case"] = key, ["into"] = w.Dice.From(others) });
    }

    private static void Change(Writer w, string type, string key, long at)
    {
        var data = new JsonObject { ["case"] = key };
        w.MaybeOwner(data, 0.6);
        switch (type)
        {
            case "case.resolved":
                w.Maybe(data, "knowledge", 0.2, w.Knowledge);
                break;
            case "case.reopened" or "case.closed":
                w.Maybe(data, "by", 0.5, () => w.Dice.Pick("customer", "agent", "system"));
                break;
            default:
                w.Maybe(data, "from", 0.3, () => new JsonObject { ["agent"] = w.Dice.From(w.Keys.Agents) });
                break;
        }

        w.Add(type, at, data);
    }
}
