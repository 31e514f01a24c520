using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Subscriptions that some end and some begin again, revenue, costs, sessions without an agent, mentions, what was up and what not.</summary>
internal sealed class YearOfTrade(YearBook book)
{
    private readonly Dice _dice = book.Dice;

    public void Tell(string customer)
    {
        if (_dice.Chance(0.15))
        {
            book.Add("customer.described", book.Some(), new JsonObject { ["customer"] = customer, ["segment"] = _dice.Pick("gold", "basic"), ["region"] = _dice.Pick("north", "south") });
        }

        if (_dice.Chance(0.3))
        {
            Subscribe(customer);
        }

        if (_dice.Chance(0.05))
        {
            book.Add("selfservice.ended", book.Some(), new JsonObject { ["session"] = book.Key("v"), ["customer"] = customer });
        }

        if (_dice.Chance(0.02))
        {
            book.Add("mention.observed", book.Some(), new JsonObject { ["mention"] = book.Key("w"), ["platform"] = "x", ["customer"] = customer, ["sentiment"] = _dice.Pick("positive", "neutral", "negative") });
        }
    }

    public void Costs()
    {
        for (var month = book.First; month <= book.Last; month = month.AddMonths(1))
        {
            var at = book.Calendar.Start(month);
            foreach (var team in book.Keys.Teams)
            {
                book.Add("cost.recorded", at, new JsonObject
                {
                    ["category"] = "labour",
                    ["amount"] = _dice.Between(1_000, 9_000),
                    ["team"] = team,
                    ["from"] = Day(month),
                    ["to"] = Day(month.AddMonths(1).AddDays(-1)),
                });
            }

            book.Add("cost.recorded", at, new JsonObject { ["category"] = _dice.Pick("retention", "technology", "other"), ["amount"] = _dice.Between(100, 900) });
            book.Add("availability.observed", at, new JsonObject
            {
                ["observation"] = book.Key("o"),
                ["service"] = "api",
                ["up"] = _dice.Chance(0.8),
                ["from"] = Draft.Written(at, 0, ""),
                ["to"] = Draft.Written(at + (_dice.Between(1, 20) * Time.Day), 0, ""),
            });
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private void Subscribe(string customer)
    {
        var key = book.Key("m");
        var at = _dice.Chance(0.6) ? book.Calendar.Start(book.First) - (_dice.Between(1, 300) * Time.Day) : book.Some();
        var end = book.Calendar.End(book.Last);
        foreach (var type in (string[])["started", _dice.Pick("changed", "renewed", "ended"), _dice.Pick("ended", "renewed", "started")])
        {
            if (at < end)
            {
                book.Add("subscription." + type, at, new JsonObject { ["subscription"] = key, ["customer"] = customer, ["mrr"] = _dice.Between(5, 80) });
                book.Add("revenue.recorded", at, new JsonObject { ["customer"] = customer, ["amount"] = _dice.Between(5, 400) });
            }

            at += _dice.Between(20, 250) * Time.Day;
        }
    }
}
