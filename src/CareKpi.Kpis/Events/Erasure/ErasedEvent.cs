using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;

namespace CareKpi.Kpis.Events.Erasure;

/// <summary>An event without what was its customer's.</summary>
public static class ErasedEvent
{
    /// <summary>Stands where a text is required.</summary>
    public const string NoText = "–";

    private static readonly HashSet<string> Attributes =
        new(["specversion", "id", "source", "type", "time", "datacontenttype", "tenant", "supersedes", "supersedestime"], StringComparer.Ordinal);

    private static readonly HashSet<string> Labels = new(["customer", "queue", "topic", "reason", "segment", "region", "journey", "stage"], StringComparer.Ordinal);

    private static readonly Dictionary<EventType, HashSet<string>> Known = SchemaTable.All.ToDictionary(static schema => schema.Type, static schema => schema.Fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal));

    /// <summary>Fields that are objects, and what the contract knows of them. Tags are all the tenant's own.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal) { ["from"] = ["agent", "team"], ["scale"] = ["min", "max"] };

    internal static bool IsAttribute(JsonProperty attribute) => Attributes.Contains(attribute.Name);

    internal static bool IsKnown(EventType type, JsonProperty field) => Known[type].Contains(field.Name);

    /// <summary>What the contract does not know in an object that it knows.</summary>
    internal static IEnumerable<JsonProperty> UnknownMembers(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.Object && Members.TryGetValue(field.Name, out var known) ? field.Value.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)) : [];

    /// <summary>Writes an event as it stays. False: it stays as it is.</summary>
    public static bool Write(JsonElement root, EventType type, bool isOwned, CustomerErasure erasure, Utf8JsonWriter into)
    {
        var isChanged = false;
        into.WriteStartObject();
        foreach (var attribute in root.EnumerateObject())
        {
            if (!attribute.NameEquals("data"u8))
            {
                if (isOwned && !IsAttribute(attribute))
                {
                    isChanged = true;
                    continue;
                }
                attribute.WriteTo(into);
            }
            else if (type == EventType.Foreign)
            {
                // Nobody knows what is in it.
                isChanged |= isOwned;
                if (!isOwned)
                {
                    attribute.WriteTo(into);
                }
            }
            else
            {
                into.WritePropertyName("data"u8);
                isChanged |= WriteData(attribute.Value, type, isOwned, erasure, into);
            }
        }
        into.WriteEndObject();
        return isChanged;
    }

    private static bool WriteData(JsonElement data, EventType type, bool isOwned, CustomerErasure erasure, Utf8JsonWriter into)
    {
        var isChanged = false;
        into.WriteStartObject();
        foreach (var field in data.EnumerateObject())
        {
            if (isOwned && (!IsKnown(type, field) || IsText(type, field)))
            {
                isChanged = true;
            }
            else if (isOwned && type is EventType.SurveyExcluded or EventType.SurveyIncluded && field.NameEquals("reason"u8))
            {
                into.WriteString("reason"u8, NoText);
                isChanged |= !field.Value.ValueEquals(NoText);
            }
            else if (field.Value.ValueKind == JsonValueKind.String && Labels.Contains(field.Name))
            {
                into.WriteString(field.Name, erasure.Replaced(field.Value.GetString()!));
                isChanged |= field.Value.ValueEquals(erasure.Key);
            }
            else if (field.Value.ValueKind == JsonValueKind.Object && field.NameEquals("tags"u8))
            {
                isChanged |= WriteTags(field.Value, erasure, into);
            }
            else if (isOwned && UnknownMembers(field).Any())
            {
                WriteKnown(field, into);
                isChanged = true;
            }
            else
            {
                field.WriteTo(into);
            }
        }
        into.WriteEndObject();
        return isChanged;
    }

    /// <summary>What people wrote, and what customers are called.</summary>
    private static bool IsText(EventType type, JsonProperty field) =>
        field.NameEquals("text"u8) || field.NameEquals("comment"u8) || (type == EventType.CustomerDescribed && field.NameEquals("name"u8));

    private static void WriteKnown(JsonProperty field, Utf8JsonWriter into)
    {
        into.WriteStartObject(field.Name);
        foreach (var member in field.Value.EnumerateObject())
        {
            if (Members[field.Name].Contains(member.Name, StringComparer.Ordinal))
            {
                member.WriteTo(into);
            }
        }
        into.WriteEndObject();
    }

    private static bool WriteTags(JsonElement tags, CustomerErasure erasure, Utf8JsonWriter into)
    {
        var isChanged = false;
        into.WriteStartObject("tags"u8);
        foreach (var tag in tags.EnumerateObject())
        {
            into.WritePropertyName(erasure.Replaced(tag.Name));
            if (tag.Value.ValueKind == JsonValueKind.String)
            {
                into.WriteStringValue(erasure.Replaced(tag.Value.GetString()!));
                isChanged |= tag.Value.ValueEquals(erasure.Key);
            }
            else
            {
                tag.Value.WriteTo(into);
            }
            isChanged |= tag.NameEquals(erasure.Key);
        }
        into.WriteEndObject();
        return isChanged;
    }
}
