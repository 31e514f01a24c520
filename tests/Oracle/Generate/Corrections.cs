using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Replacements and withdrawals: of one event, of several, in chains, of nothing.</summary>
internal static class Corrections
{
    public static void Tell(Writer w)
    {
        for (var i = w.Dice.Between(1, 4); i > 0; i--)
        {
            Correct(w);
        }
    }

    private static void Correct(Writer w)
    {
        var target = w.Dice.Chance(0.3) && w.Drafts.FindLast(d => d.Supersedes is not null && d.Type is not Event.Withdrawn) is { } link
            ? link
            : w.Dice.From(w.Drafts.GroupBy(d => d.Type, StringComparer.Ordinal).Select(g => w.Dice.From(g.ToList())).ToList());
        if (target.Type is Event.Withdrawn)
        {
            return;
        }

        var key = MainKeyOf(target);
        var at = w.Dice.Pick(target.At, target.At + 1, target.At - 1, target.At + Time.Day, w.Instants.After(target.At), w.Instants.Next());
        var withdraws = w.Dice.Chance(0.3);
        var data = withdraws ? new JsonObject { [key.Field] = key.Value } : (JsonObject)target.Data.DeepClone();
        if (!withdraws && w.Dice.From(w.Drafts.Where(d => string.Equals(d.Type, target.Type, StringComparison.Ordinal)).ToList()) is var like && w.Dice.Chance(0.7))
        {
            // Another content, mostly of the same key.
            data = (JsonObject)like.Data.DeepClone();
            if (w.Dice.Chance(0.9))
            {
                data[key.Field] = key.Value;
            }
        }

        if ((data["into"] ?? data["parent"]) is { } into && JsonNode.DeepEquals(data[key.Field], into))
        {
            return;
        }

        var added = w.Add(w.Dice.Chance(0.93) ? target.Source : "other", withdraws ? Event.Withdrawn : target.Type, at, data);
        if (string.Equals(added.Id, target.Id, StringComparison.Ordinal))
        {
            return;
        }

        w.Drafts[^1] = added with
        {
            Supersedes = w.Dice.Chance(0.95) ? target.Id : "nobody",
            SupersedesAt = w.Dice.Chance(Time.UtcDay(at) == Time.UtcDay(target.At) ? 0.2 : 0.6) ? w.Dice.Pick(target.At, target.At, target.At, at) : null,
        };
    }

    private static (string Field, string Value) MainKeyOf(Draft draft)
    {
        using var data = System.Text.Json.JsonDocument.Parse(draft.Data.ToJsonString());
        return MainKey.Of(new Event(draft.Source, draft.Id, draft.Type, draft.At, data.RootElement, null, null));
    }
}
