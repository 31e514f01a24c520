using CareKpi.Kpis.Events;

namespace CareKpi.Fuzz.Events;

/// <summary>Two readings of one event, field by field.</summary>
internal static class SameEvent
{
    public static void Check(EventBatch one, ref readonly CareEvent a, EventBatch other, ref readonly CareEvent b)
    {
        Holds.That(
            (a.Type, a.Channel, a.Priority, a.Party, a.Direction, a.Outcome, a.Survey, a.State, a.Category, a.Resolved, a.Accepted, a.Escalated, a.Transferred, a.Contained)
                == (b.Type, b.Channel, b.Priority, b.Party, b.Direction, b.Outcome, b.Survey, b.State, b.Category, b.Resolved, b.Accepted, b.Escalated, b.Transferred, b.Contained)
            && (a.Up, a.Public, a.Bot, a.Knowledge, a.SentimentIsLabel, a.StartedAtIsDay, a.TextIsErased, a.Time, a.SupersedesTime, a.Key, a.Given, a.TagCount)
                == (b.Up, b.Public, b.Bot, b.Knowledge, b.SentimentIsLabel, b.StartedAtIsDay, b.TextIsErased, b.Time, b.SupersedesTime, b.Key, b.Given, b.TagCount),
            "the log gives an event back with another word, flag or time");
        Holds.That(Same(one, a.Source, other, b.Source) && Same(one, a.Id, other, b.Id) && Same(one, a.Supersedes, other, b.Supersedes) && Same(one, a.Raw, other, b.Raw), "the log gives an event back with another name");
        for (var field = 0; field < (int)TextField.Count; field++)
        {
            Holds.That(Same(one, a.Texts[field], other, b.Texts[field]), $"the log gives another {(TextField)field} back");
        }
        for (var field = 0; field < (int)NumberField.Count; field++)
        {
            Holds.That(a.Numbers[field] == b.Numbers[field], $"the log gives another {(NumberField)field} back");
        }
        var tags = one.TagsOf(in a);
        var others = other.TagsOf(in b);
        for (var tag = 0; tag < tags.Length; tag++)
        {
            Holds.That(Same(one, tags[tag].Name, other, others[tag].Name) && Same(one, tags[tag].Value, other, others[tag].Value), "the log gives other tags back");
        }
    }

    private static bool Same(EventBatch one, TextRef a, EventBatch other, TextRef b) => a.IsNull == b.IsNull && one[a].SequenceEqual(other[b]);
}
