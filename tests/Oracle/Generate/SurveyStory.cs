using System.Text.Json.Nodes;

namespace Oracle.Generate;

/// <summary>Surveys that were sent or not, answered or not, about contacts and cases that there are or are not.</summary>
internal static class SurveyStory
{
    private static readonly (decimal Min, decimal Max)[] Known = [(1, 5), (1, 7), (1, 10), (0, 1), (0, 10), (1, 4)];

    public static void Several(Writer w, long at)
    {
        for (var i = w.Dice.Between(1, 6); i > 0; i--)
        {
            Tell(w, w.Dice.Chance(0.5) ? at : w.Instants.Next());
        }
    }

    private static void Tell(Writer w, long at)
    {
        var key = w.Dice.From(w.Keys.Surveys);
        var kind = w.Dice.Weighted(("csat", 9), ("nps", 7), ("ces", 6), ("pec", 1), ("exit", 1), ("custom", 1));
        if (w.Dice.Chance(0.5))
        {
            var sent = new JsonObject { ["survey"] = key, ["kind"] = kind };
            About(w, sent);
            w.Add("survey.sent", at, sent);
            at = w.Dice.Chance(0.8) ? w.Instants.After(at) : w.Instants.Next();
        }

        if (w.Dice.Chance(0.8))
        {
            Answer(w, key, kind, at);
        }
    }

    private static void Answer(Writer w, string key, string kind, long at)
    {
        var data = new JsonObject { ["survey"] = key, ["kind"] = kind };
        var scored = w.Dice.Chance(0.85);
        var (min, max) = kind switch { "nps" => (0m, 10m), "ces" => (1m, 7m), "pec" => (0m, 100m), _ => (1m, 5m) };
        if (kind is "exit" or "custom" ? scored : w.Dice.Chance(0.5))
        {
            (min, max) = kind is "nps" or "pec" ? (min, max) : w.Dice.Pick(Known);
            data["scale"] = new JsonObject { ["min"] = min, ["max"] = max };
        }

        if (scored)
        {
            data["score"] = w.Dice.Chance(0.1) ? decimal.Round(min + ((max - min) / 3), 6) : min + w.Dice.Between(0, (int)(max - min));
        }

        if (kind is "csat" && (w.Dice.Chance(0.2) || (min, max) is (0, 10) or (1, 4)))
        {
            data["positiveFrom"] = w.Dice.Between((int)min, (int)max);
        }

        if (kind is "ces" && (w.Dice.Chance(0.2) || (min, max) is not ((1, 5) or (1, 7))))
        {
            var from = w.Dice.Between((int)min, (int)max);
            var which = w.Dice.Between(1, 3);
            w.Maybe(data, "lowEffortFrom", which == 1 ? 0 : 1, () => from);
            w.Maybe(data, "lowEffortTo", which == 2 ? 0 : 1, () => w.Dice.Between(from, (int)max));
        }

        w.Maybe(data, "reason", kind is "exit" ? 0.7 : 0.1, () => w.Dice.Pick("price", "service"));
        w.Maybe(data, "comment", 0.2, () => "#7, 第 7 項");
        w.Maybe(data, "sentiment", 0.2, () => w.Dice.Pick(-0.5m, 0m, 0.5m));
        About(w, data);
        w.Add("survey.answered", at, data);
    }

    private static void About(Writer w, JsonObject data)
    {
        w.Maybe(data, "customer", 0.4, () => w.Dice.From(w.Keys.Customers));
        w.Maybe(data, "case", 0.4, () => w.Dice.From(w.Keys.Cases));
        w.Maybe(data, "contact", 0.4, () => w.Dice.From(w.Keys.Contacts));
        w.MaybeOwner(data, 0.3);
        w.Maybe(data, "channel", 0.4, () => w.Channel());
    }
}
