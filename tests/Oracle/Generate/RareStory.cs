using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>The types that the focus is not on, each with its required fields and some of the others.</summary>
internal static class RareStory
{
    public static void Several(Writer w, long at)
    {
        for (var i = w.Dice.Between(1, 5); i > 0; i--)
        {
            Tell(w, at);
            at = w.Instants.After(at);
        }
    }

    private static void Tell(Writer w, long at)
    {
        var (type, data) = w.Dice.Between(1, 17) switch
        {
            1 => ("selfservice.ended", Session(w)),
            2 or 3 => ("complaint.raised", Complaint(w, new JsonObject { ["complaint"] = Key(w, "p") })),
            4 or 5 => ("complaint.resolved", Accepted(w, new JsonObject { ["complaint"] = Key(w, "p") })),
            6 => ("quality.evaluated", Evaluation(w)),
            7 => ("mention.observed", Mention(w)),
            8 => ("agent.scheduled", Span(w, at, new JsonObject
            {
                ["schedule"] = Key(w, "d"),
                ["agent"] = w.Dice.From(w.Keys.Agents),
                ["status"] = w.Dice.Pick("available", "available", "training", "offline"),
            })),
            9 => ("availability.observed", Span(w, at, new JsonObject { ["observation"] = Key(w, "o"), ["service"] = "api", ["up"] = w.Dice.Chance(0.7) })),
            10 or 11 => ("subscription." + w.Dice.Pick("started", "changed", "renewed", "ended"), Subscription(w)),
            12 => ("revenue.recorded", new JsonObject { ["customer"] = Customer(w), ["amount"] = w.Dice.Between(-5, 100) }),
            13 => ("cost.recorded", Cost(w)),
            14 => ("touchpoint.observed", new JsonObject { ["customer"] = Customer(w), ["stage"] = w.Dice.Pick("visit", "buy") }),
            _ => ("custom.recorded", Custom(w)),
        };
        w.Add(type, at, data);
    }

    private static JsonObject Custom(Writer w)
    {
        var data = new JsonObject { ["name"] = w.Dice.Pick("upsell", "upsell", "basket size"), ["value"] = w.Dice.Pick(w.Dice.Between(-3, 3), 0.000001m, -1000.5m, 1000m, 123_456_789.654321m) };
        w.Maybe(data, "agent", 0.6, () => w.Dice.From(w.Keys.Agents));
        w.Maybe(data, "team", 0.4, () => w.Dice.From(w.Keys.Teams));
        w.Maybe(data, "customer", 0.4, () => Customer(w));
        w.Maybe(data, "channel", 0.5, () => w.Channel());
        return data;
    }

    /// <summary>On its day, or over days that are partly still to come.</summary>
    private static JsonObject Cost(Writer w)
    {
        var data = new JsonObject { ["category"] = w.Dice.Pick("labour", "retention", "other"), ["amount"] = w.Dice.Pick(1m, 1m, -0.1m) * w.Dice.Between(1, 99) };
        w.Maybe(data, "team", 0.5, () => w.Dice.From(w.Keys.Teams));
        if (w.Dice.Chance(0.5))
        {
            var from = w.Instants.First.AddDays(w.Dice.Between(-10, 10));
            data["from"] = from.ToString("O", CultureInfo.InvariantCulture);
            data["to"] = from.AddDays(w.Dice.Pick(0, 1, 2, 6, 30)).ToString("O", CultureInfo.InvariantCulture);
        }

        return data;
    }

    private static JsonObject Session(Writer w)
    {
        // Now and then the key of a bot's session.
        var data = new JsonObject { ["session"] = Key(w, w.Dice.Pick("v", "v", "b")) };
        w.Maybe(data, "customer", 0.9, () => Customer(w));
        w.Maybe(data, "topic", 0.4, () => w.Dice.From(w.Keys.Topics));
        return data;
    }

    /// <summary>What has no label has no word either that an analyser knows.</summary>
    private static JsonObject Mention(Writer w)
    {
        var data = new JsonObject { ["mention"] = Key(w, "w"), ["platform"] = "x" };
        w.Maybe(data, "sentiment", 0.8, () => w.Dice.Chance(0.3) ? w.Dice.Pick("positive", "neutral", "negative") : w.Dice.Pick(-1m, -0.06m, 0.05m, 0.5m));
        w.Maybe(data, "text", 0.3, () => "#12-345");
        w.Maybe(data, "customer", 0.6, () => Customer(w));
        w.Maybe(data, "topic", 0.4, () => w.Dice.From(w.Keys.Topics));
        return data;
    }

    private static string Key(Writer w, string letter) => letter + w.Dice.Between(1, 4).ToString(CultureInfo.InvariantCulture);

    /// <summary>A subscription keeps its customer.</summary>
    private static JsonObject Subscription(Writer w)
    {
        var customer = Customer(w);
        var data = new JsonObject { ["subscription"] = customer + w.Dice.Pick("-a", "-b"), ["customer"] = customer, ["mrr"] = w.Dice.Between(0, 30) };
        w.Maybe(data, "reason", 0.3, () => w.Dice.Pick("price", "service"));
        return data;
    }

    private static string Customer(Writer w) => w.Dice.From(w.Keys.Customers);

    private static JsonObject Evaluation(Writer w)
    {
        var data = new JsonObject { ["evaluation"] = Key(w, "e"), ["agent"] = w.Dice.From(w.Keys.Agents), ["score"] = w.Dice.Pick(w.Dice.Between(0, 100), 33.333333m, 0.0000005m) };
        w.Maybe(data, "errors", 0.8, () => w.Dice.Between(0, 2));
        w.Maybe(data, "emotionalConnection", 0.6, () => w.Dice.Between(0, 100));
        return About(w, data);
    }

    private static JsonObject Complaint(Writer w, JsonObject data)
    {
        w.Maybe(data, "agent", 0.2, () => w.Dice.From(w.Keys.Agents));
        w.Maybe(data, "customer", 0.4, () => Customer(w));
        w.Maybe(data, "channel", 0.4, () => w.Channel());
        w.Maybe(data, "severity", 0.2, () => "high");
        return About(w, data);
    }

    private static JsonObject About(Writer w, JsonObject data)
    {
        w.Maybe(data, "case", 0.4, () => w.Dice.From(w.Keys.Cases));
        w.Maybe(data, "contact", 0.4, () => w.Dice.From(w.Keys.Contacts));
        w.Maybe(data, "team", 0.2, () => w.Dice.From(w.Keys.Teams));
        return data;
    }

    private static JsonObject Accepted(Writer w, JsonObject data)
    {
        w.Maybe(data, "accepted", 0.6, () => w.Dice.Chance(0.5));
        return About(w, data);
    }

    private static JsonObject Span(Writer w, long at, JsonObject data)
    {
        var from = at - (w.Dice.Between(1, 10) * 3600 * Time.Second);
        data["from"] = Draft.Written(from, 0, "");
        data["to"] = Draft.Written(from + (w.Dice.Between(1, 9) * 1800 * Time.Second), 0, "");
        return data;
    }
}
