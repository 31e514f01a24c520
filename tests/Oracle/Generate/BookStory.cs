using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>A book of customers of long standing, of whom some leave and some return; and planned shifts that were kept in part.</summary>
internal static class BookStory
{
    public static void Tell(Writer w)
    {
        foreach (var customer in w.Keys.Customers.Where(_ => w.Dice.Chance(0.8)))
        {
            var since = w.Instants.LongAgo() - (w.Dice.Pick(0, 1, 400) * Time.Day);
            Subscription(w, "started", customer, since);
            if (w.Dice.Chance(0.5))
            {
                var at = w.Instants.Next();
                Subscription(w, w.Dice.Pick("ended", "ended", "changed", "renewed"), customer, at);
                Subscription(w, w.Dice.Pick("started", "changed", "renewed", "ended"), customer, w.Instants.After(at));
            }

            // At the bounds of the last 365 days, too.
            for (var i = w.Dice.Between(1, 2); i > 0; i--)
            {
                var revenue = new JsonObject { ["customer"] = customer, ["amount"] = w.Dice.Between(1, 500) };
                w.Maybe(revenue, "margin", 0.5, () => w.Dice.Between(-20, 200));
                w.Add("revenue.recorded", w.Dice.Pick(since, w.Instants.Next(), w.Instants.Next() - (365 * Time.Day)), revenue);
            }
        }

        foreach (var agent in w.Keys.Agents)
        {
            Shift(w, agent, w.Instants.Next());
        }
    }

    private static void Subscription(Writer w, string what, string customer, long at) => w.Add("subscription." + what, at, new JsonObject
    {
        ["subscription"] = customer + w.Dice.Pick("-a", "-a", "-b"),
        ["customer"] = customer,
        ["mrr"] = w.Dice.Between(1, 30),
    });

    private static void Shift(Writer w, string agent, long at)
    {
        w.Add("agent.scheduled", at - (2 * 3600 * Time.Second), new JsonObject
        {
            ["schedule"] = "d-" + agent,
            ["agent"] = agent,
            ["from"] = Draft.Written(at, 0, ""),
            ["to"] = Draft.Written(at + (w.Dice.Between(1, 12) * 3600 * Time.Second), 0, ""),
            ["status"] = w.Dice.Pick("available", "training"),
        });
        foreach (var status in (string[])["available", w.Dice.Pick("assisting", "training", "break"), "offline"])
        {
            w.Add("agent.status", at, new JsonObject { ["agent"] = agent, ["status"] = status });
            at = w.Instants.After(at + w.Dice.Pick(0, 1800 * Time.Second));
        }
    }
}
