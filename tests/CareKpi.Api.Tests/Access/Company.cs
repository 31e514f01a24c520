using System.Text.Json.Nodes;

namespace CareKpi.Api.Tests.Access;

/// <summary>A made-up company: a tree of teams, agents who move between them, customers. And a model of who may see what in it, from the words of the contract, that shares nothing with the node.</summary>
internal sealed class Company
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly Random random;
    private readonly Dictionary<string, string?> parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> teamOf = new(StringComparer.Ordinal);
    private int events;

    public Company(int seed)
    {
        random = new Random(seed);
        var lines = new List<JsonObject>();
        for (var i = 0; i < 6; i++)
        {
            var team = $"team-{i}";
            parents[team] = i == 0 || random.Next(3) == 0 ? null : $"team-{random.Next(i)}";
            lines.Add(Event("care.team.described", i, new() { ["team"] = team, ["parent"] = parents[team] }));
        }

        for (var i = 0; i < 9; i++)
        {
            // Some have moved: what counts is where they are today; they have worked in both.
            foreach (var day in Enumerable.Range(0, 1 + random.Next(2)))
            {
                teamOf[$"agent-{i}"] = $"team-{random.Next(6)}";
                lines.Add(Event("care.agent.described", (day * 10) + i, new() { ["agent"] = $"agent-{i}", ["team"] = teamOf[$"agent-{i}"] }));
                lines.Add(Event("care.contact.ended", (day * 10) + i, new()
                {
                    ["contact"] = $"c-{i}-{day}",
                    ["customer"] = $"customer-{i % 3}",
                    ["channel"] = "voice",
                    ["direction"] = "inbound",
                    ["outcome"] = "answered",
                    ["wait"] = 5,
                    ["talk"] = 100 + i,
                    ["agent"] = $"agent-{i}",
                    ["team"] = teamOf[$"agent-{i}"],
                }));
            }
        }

        Lines = [.. lines.Select(line => line.ToJsonString())];
        Viewers = [.. ((string[])["admin", "lead", "self"]).Where(_ => random.Next(4) > 0)];
        Scopes = [("tenant", ""), .. Teams.Select(team => ("team", team)), .. Agents.Select(agent => ("agent", agent)), .. Enumerable.Range(0, 3).Select(i => ("customer", $"customer-{i}"))];
    }

    public IReadOnlyList<string> Lines { get; }

    public string[] Viewers { get; }

    public IEnumerable<string> Teams => parents.Keys;

    public IEnumerable<string> Agents => teamOf.Keys;

    public IReadOnlyList<(string Level, string Key)> Scopes { get; }

    public IReadOnlyList<Viewer> People() =>
    [
        new("admin", [], null),
        .. Enumerable.Range(0, 3).Select(_ => new Viewer("lead", [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => $"team-{random.Next(6)}").Distinct(StringComparer.Ordinal)], null)),
        new("lead", ["team-of-the-future"], null),
        .. Enumerable.Range(0, 2).Select(_ => new Viewer("agent", [], $"agent-{random.Next(9)}")),
    ];

    /// <summary>The model.</summary>
    public bool Sees(Viewer who, string level, string key) => (who.Role, level) switch
    {
        ("admin", "agent") => Viewers.Contains("admin"),
        ("admin", _) => true,
        ("lead", "team") => IsBelow(key, who.Teams),
        ("lead", "agent") => Viewers.Contains("lead") && IsBelow(teamOf[key], who.Teams),
        ("agent", "agent") => Viewers.Contains("self") && key == who.Agent,
        _ => false,
    };

    private bool IsBelow(string? team, IReadOnlyList<string> teams)
    {
        for (; team is not null; team = parents[team])
        {
            if (teams.Contains(team))
            {
                return true;
            }
        }

        return false;
    }

    private JsonObject Event(string type, int hour, JsonObject data) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = $"e-{events++}",
        ["source"] = "test",
        ["type"] = type,
        ["time"] = Start.AddHours(hour).ToString("O"),
        ["data"] = data,
    };
}

internal sealed record Viewer(string Role, IReadOnlyList<string> Teams, string? Agent);
