using System.Text;
using System.Text.Json;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Erasure;

/// <summary>How much of an event is the customer's.</summary>
public enum Ownership : byte
{
    None,
    /// <summary>Its key stands as a label, such as a tag.</summary>
    Labelled,
    /// <summary>It is about the customer: texts and what the contract does not know go too.</summary>
    Owned,
}

/// <summary>Takes a customer out of events: its key becomes another one wherever it stands as a label (never as the id of a case, an agent or a subscription, by which other events refer to them); of what is about
/// the customer only the contract's fields stay, without names and texts. Doing it twice changes nothing more.</summary>
public sealed class CustomerErasure(string key, string replacement)
{
    private static readonly TextField[] Labels =
        [TextField.Customer, TextField.Queue, TextField.Topic, TextField.Reason, TextField.Segment, TextField.Region, TextField.Journey, TextField.Stage];

    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(key);
    private readonly byte[] other = Encoding.UTF8.GetBytes(replacement);

    public string Key => key;

    public string Replacement => replacement;

    /// <summary>What of an event is the customer's, whatever it belongs to.</summary>
    public Ownership Of(EventBatch batch, in CareEvent read)
    {
        if (IsKey(batch[read[TextField.Customer]]) || other.AsSpan().SequenceEqual(batch[read[TextField.Customer]]))
        {
            return Ownership.Owned;
        }
        var raw = batch[read.Raw];
        if (raw.IndexOf(utf8) < 0 && !raw.Contains((byte)'\\'))
        {
            return Ownership.None;
        }
        using var json = JsonDocument.Parse(Surrogates.Mended(batch[read.Raw]));
        return IsBeside(json.RootElement, read) ? Ownership.Owned : IsLabel(batch, read) ? Ownership.Labelled : Ownership.None;
    }

    /// <summary>The key, where it stands for the customer or for something that has its name.</summary>
    public string Replaced(string text) => string.Equals(text, key, StringComparison.Ordinal) ? replacement : text;

    private bool IsKey(ReadOnlySpan<byte> text) => utf8.AsSpan().SequenceEqual(text);

    private bool IsLabel(EventBatch batch, in CareEvent read)
    {
        foreach (var label in Labels)
        {
            if (IsKey(batch[read[label]]))
            {
                return true;
            }
        }
        foreach (var (name, value) in batch.TagsOf(in read))
        {
            if (IsKey(batch[name]) || IsKey(batch[value]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a field that the contract does not know holds the key.</summary>
    private bool IsBeside(JsonElement root, in CareEvent read)
    {
        foreach (var attribute in root.EnumerateObject())
        {
            if (attribute.NameEquals("data"u8) && read.Type != EventType.Foreign && attribute.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var field in attribute.Value.EnumerateObject())
                {
                    if (ErasedEvent.IsKnown(read.Type, field) ? ErasedEvent.UnknownMembers(field).Any(Holds) : Holds(field))
                    {
                        return true;
                    }
                }
            }
            else if (!ErasedEvent.IsAttribute(attribute) && Holds(attribute.Value))
            {
                return true;
            }
        }
        return false;
    }

    private bool Holds(JsonProperty field) => field.NameEquals(key) || Holds(field.Value);

    private bool Holds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(key),
        // Other systems send the same key without quotes.
        JsonValueKind.Number => string.Equals(value.GetRawText(), key, StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Any(Holds),
        JsonValueKind.Object => value.EnumerateObject().Any(Holds),
        _ => false,
    };
}
