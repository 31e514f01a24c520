using System.Globalization;
using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Collects the drafts of a year. Ids are counted, so no two are alike.</summary>
internal sealed class YearBook(Dice dice, Model.Calendar calendar, GeneratedKeys keys, DateOnly first, DateOnly last)
{
    private int _entities;

    public Dice Dice => dice;

    public Model.Calendar Calendar => calendar;

    public GeneratedKeys Keys => keys;

    public DateOnly First => first;

    public DateOnly Last => last;

    public List<Draft> Drafts { get; } = [];

    public void Add(string type, long at, JsonObject data) => Drafts.Add(new Draft(
        type.StartsWith("case", StringComparison.Ordinal) ? "crm" : "pbx", (Drafts.Count + 1).ToString(CultureInfo.InvariantCulture), type, at, data)
    { OffsetHours = dice.Pick(0, 0, -5) });

    /// <summary>The case that was opened before the newest one.</summary>
    public string? CaseBefore { get; set; }

    /// <summary>A key that nothing has yet.</summary>
    public string Key(string letter) => letter + (++_entities).ToString(CultureInfo.InvariantCulture);

    /// <summary>Some second of the year, mostly by day.</summary>
    public long Some() => On(first.AddDays(dice.Between(0, last.DayNumber - first.DayNumber)));

    public long On(DateOnly day) => calendar.Start(day) + (dice.Chance(0.85) ? dice.Between(8 * 3600, (20 * 3600) - 1) : dice.Between(0, 86_399)) * Time.Second;

    /// <summary>Gives the field in so many of the cases.</summary>
    public void Maybe(JsonObject data, string field, double probability, Func<JsonNode?> value)
    {
        if (dice.Chance(probability))
        {
            data[field] = value();
        }
    }

    public string Channel() => dice.Weighted(("voice", 40), ("chat", 15), ("email", 25), ("messaging", 10), ("web", 8), ("social", 2));

    /// <summary>Replaces one event in fifty by another content, and withdraws one in two hundred.</summary>
    public void Correct()
    {
        var byType = Drafts.GroupBy(d => d.Type, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        for (var i = Drafts.Count / 40; i > 0; i--)
        {
            var target = dice.From(Drafts);
            if (target.Supersedes is not null || target.Type is Event.Withdrawn or "case.merged" or "team.described" || KeyOf(target) is not { } key)
            {
                continue;
            }

            var withdraws = dice.Chance(0.2);
            var data = withdraws ? [] : (JsonObject)(dice.Chance(0.6) ? target : dice.From(byType[target.Type])).Data.DeepClone();
            data[key] = target.Data[key]!.DeepClone();
            if (!withdraws && data.ContainsKey("agent"))
            {
                data["agent"] = dice.From(keys.Agents);
            }

            var at = target.At + dice.Pick(0, 1, 60 * Time.Second, 3600 * Time.Second);
            Drafts.Add(new Draft(target.Source, (Drafts.Count + 1).ToString(CultureInfo.InvariantCulture), withdraws ? Event.Withdrawn : target.Type, at, data) { Supersedes = target.Id, SupersedesAt = target.At });
        }
    }

    private static string? KeyOf(Draft draft)
    {
        using var data = System.Text.Json.JsonDocument.Parse(draft.Data.ToJsonString());
        return MainKey.Of(new Event(draft.Source, draft.Id, draft.Type, draft.At, data.RootElement, null, null)).Field;
    }
}
