using System.Text.Json.Nodes;

namespace Oracle.Generate;

/// <summary>Statuses, and who belongs where: moves, leaving, trees and rings of teams.</summary>
internal static class PeopleStory
{
    public static void Work(Writer w, long at)
    {
        var agent = w.Dice.From(w.Keys.Agents);
        for (var i = w.Dice.Between(1, 5); i > 0; i--)
        {
            var data = new JsonObject
            {
                ["agent"] = agent,
                ["status"] = w.Dice.Pick("available", "available", "assisting", "wrap", "training", "break", "offline"),
            };
            w.Maybe(data, "team", 0.2, () => w.Dice.From(w.Keys.Teams));
            w.Add("agent.status", at, data);
            at = w.Instants.After(at);
        }
    }

    /// <summary>Teams one under the other, more than a tree is deep; now and then the first one under the last.</summary>
    public static void Chain(Writer w)
    {
        for (var i = w.Dice.Chance(0.2) ? 0 : 1; i < w.Keys.Teams.Count; i++)
        {
            w.Add("team.described", w.Instants.Next(), new JsonObject { ["team"] = w.Keys.Teams[i], ["parent"] = w.Keys.Teams[(i + w.Keys.Teams.Count - 1) % w.Keys.Teams.Count] });
        }
    }

    public static void Describe(Writer w, long at)
    {
        switch (w.Dice.Between(1, 5))
        {
            case <= 2:
                var agent = new JsonObject { ["agent"] = w.Dice.From(w.Keys.Agents) };
                w.Maybe(agent, "name", 0.5, () => "Lee");
                w.Maybe(agent, "team", 0.85, () => w.Dice.Chance(0.2) ? null : w.Dice.From(w.Keys.Teams));
                w.Add("agent.described", at, agent);
                break;
            case 3:
                var team = new JsonObject { ["team"] = w.Dice.From(w.Keys.Teams) };
                w.Maybe(team, "name", 0.5, () => "Billing");
                w.Maybe(team, "parent", 0.8, () => w.Dice.Chance(0.15) ? null : w.Dice.From(w.Keys.Teams));
                if (string.Equals(team["parent"]?.GetValue<string>(), team["team"]!.GetValue<string>(), StringComparison.Ordinal))
                {
                    team.Remove("parent");
                }

                w.Add("team.described", at, team);
                break;
            default:
                var customer = new JsonObject { ["customer"] = w.Dice.From(w.Keys.Customers) };
                w.Maybe(customer, "name", 0.3, () => "Ana");
                w.Maybe(customer, "segment", 0.5, () => w.Dice.Pick("gold", "basic", null));
                w.Maybe(customer, "region", 0.5, () => w.Dice.Pick("north", "south", null));
                w.Maybe(customer, "startedAt", 0.3, () => w.Dice.Pick("2024-02-29", "2025-06-01"));
                w.Add("customer.described", at, customer);
                break;
        }
    }
}
