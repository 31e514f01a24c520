using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Collects the drafts of a tenant and gives them names: small ids, now and then one that another day has too.</summary>
internal sealed class Writer(Dice dice, Instants instants, GeneratedKeys keys)
{
    private static readonly string[] Sources = ["pbx", "crm", "crm"];

    private readonly HashSet<(string Source, string Id, long UtcDay)> _names = [];

    public Dice Dice => dice;

    public Instants Instants => instants;

    public GeneratedKeys Keys => keys;

    public List<Draft> Drafts { get; } = [];

    public Draft Add(string type, long at, JsonObject data) => Add(dice.Pick(Sources), type, at, data);

    public Draft Add(string source, string type, long at, JsonObject data)
    {
        var draft = new Draft(source, Name(source, at), type, at, data)
        {
            OffsetHours = dice.Pick(0, 0, 0, 8, -5),
            Beyond = dice.Chance(0.03) ? dice.Pick("0", "9", "999") : "",
        };
        Drafts.Add(draft);
        return draft;
    }

    /// <summary>Gives the field in so many of the cases.</summary>
    public void Maybe(JsonObject data, string field, double probability, Func<JsonNode?> value)
    {
        if (dice.Chance(probability))
        {
            data[field] = value();
        }
    }

    /// <summary>An agent, a team, both or neither.</summary>
    public void MaybeOwner(JsonObject data, double probability)
    {
        Maybe(data, "agent", probability, () => dice.From(keys.Agents));
        Maybe(data, "team", probability / 2, () => dice.From(keys.Teams));
    }

    public JsonNode Tags() => new JsonObject { [dice.Chance(0.8) ? "product" : "plan"] = dice.From(keys.Products) };

    public JsonNode Knowledge() => dice.Chance(0.2) ? new JsonArray() : new JsonArray("kb-1");

    public string Channel() => dice.Pick("voice", "voice", "voice", "voice", "voice", "chat", "chat", "email", "email", "messaging", "social", "web", "bot", "video", "in_person", "other");

    private string Name(string source, long at)
    {
        var day = Time.UtcDay(at);
        for (var number = dice.Chance(0.1) ? dice.Between(1, 5) : Drafts.Count + 1; ; number++)
        {
            var id = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (_names.Add((source, id, day)))
            {
                return id;
            }
        }
    }
}
