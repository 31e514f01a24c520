using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Teams under teams, agents who move between them, and shifts on every second working day.</summary>
internal sealed class YearOfStaff(YearBook book)
{
    private readonly Dice _dice = book.Dice;

    public void Describe()
    {
        var begin = book.Calendar.Start(book.First) - Time.Day;
        for (var i = 3; i < book.Keys.Teams.Count; i++)
        {
            book.Add("team.described", begin, new JsonObject { ["team"] = book.Keys.Teams[i], ["name"] = "Team " + book.Keys.Teams[i], ["parent"] = book.Keys.Teams[i % 3] });
        }

        foreach (var agent in book.Keys.Agents)
        {
            Member(agent, begin, _dice.From(book.Keys.Teams));
            for (var moves = _dice.Pick(0, 0, 1, 1, 2, 3); moves > 0; moves--)
            {
                Member(agent, book.Some(), _dice.Chance(0.1) ? null : _dice.From(book.Keys.Teams));
            }
        }
    }

    public void Work()
    {
        foreach (var agent in book.Keys.Agents)
        {
            for (var day = book.First.AddDays(_dice.Between(0, 2)); day <= book.Last; day = day.AddDays(_dice.Pick(1, 2, 3, 4)))
            {
                Shift(agent, day);
            }
        }
    }

    private void Member(string agent, long at, string? team) => book.Add("agent.described", at, new JsonObject { ["agent"] = agent, ["team"] = team });

    private void Shift(string agent, DateOnly day)
    {
        var at = book.On(day);
        if (_dice.Chance(0.05))
        {
            book.Add("agent.scheduled", at - Time.Day, new JsonObject
            {
                ["schedule"] = book.Key("d"),
                ["agent"] = agent,
                ["from"] = Draft.Written(at, 0, ""),
                ["to"] = Draft.Written(at + (8 * 3600 * Time.Second), 0, ""),
                ["status"] = "available",
            });
        }

        foreach (var status in (string[])["available", _dice.Pick("assisting", "training", "wrap"), "break", "available", "offline"])
        {
            // Now and then nobody signs off.
            if (status is not "offline" || !_dice.Chance(0.03))
            {
                book.Add("agent.status", at, new JsonObject { ["agent"] = agent, ["status"] = status });
            }

            at += _dice.Between(600, 3 * 3600) * Time.Second;
        }
    }
}
