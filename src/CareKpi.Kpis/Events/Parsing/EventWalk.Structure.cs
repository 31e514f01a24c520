using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Parsing;

// Names, texts and whatever no schema knows: it is ignored, but not unbounded and not ambiguous.
internal ref partial struct EventWalk
{
    /// <summary>The name that the reader stands on, unescaped.</summary>
    private TextRef ReadName(string? within)
    {
        if (!json.ValueIsEscaped)
        {
            return AsItCame();
        }

        if (TryUnescape(out var name))
        {
            return name;
        }

        if (rank > FaultRank.Structure)
        {
            Fail(FaultRank.Structure, Fault.BrokenName(within));
        }

        return AsItCame();
    }

    /// <summary>The string that the reader stands on, unescaped; false where it is no string or holds half a surrogate pair.</summary>
    private bool TryReadText(out TextRef text)
    {
        text = default;
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (json.ValueIsEscaped)
        {
            return TryUnescape(out text);
        }

        text = AsItCame();
        return true;
    }

    private readonly ReadOnlySpan<byte> TextOf(TextRef text) => buffer.Slice(text.Offset, text.Length);

    // The token of a name or string begins with its quote.
    private readonly TextRef AsItCame() => new(origin + (int)json.TokenStartIndex + 1, json.ValueSpan.Length);

    // The reader has checked the form of the escapes, but not that halves of surrogate pairs come together; there it would throw, and a hostile
    // body could make it throw a million times.
    private bool TryUnescape(out TextRef text)
    {
        var whole = Surrogates.ArePaired(json.ValueSpan);
        text = whole ? batch.Claim(json.CopyString(buffer[batch.Tail..])) : default;
        return whole;
    }

    /// <summary>Notes a name that no schema knows; the second one of an object is a fault.</summary>
    private void NoteName(int owner, TextRef name, string? within)
    {
        // Past its largest size, or with a fault of this rank, an event is refused anyway and shall cost no memory.
        if (rank > FaultRank.Structure && (int)json.TokenStartIndex - eventStart <= EventLimits.MaxEventBytes && !batch.Names.Add(buffer, owner, name))
        {
            Fail(FaultRank.Structure, Fault.Duplicate(within));
        }
    }

    /// <summary>Passes over the value that the reader stands on, looking at names and depth only.</summary>
    private void Pass(string? within)
    {
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        // The object of each level; the event itself is level 1.
        Span<int> owners = stackalloc int[EventLimits.MaxDepth + 1];
        var bottom = json.CurrentDepth;
        do
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    var level = json.CurrentDepth - floor + 1;
                    if (level > EventLimits.MaxDepth)
                    {
                        if (rank > FaultRank.Structure)
                        {
                            Fail(FaultRank.Structure, Fault.TooDeep(within));
                        }

                        json.Skip();
                    }
                    else
                    {
                        owners[level] = batch.Names.NewOwner();
                    }

                    break;
                case JsonTokenType.PropertyName:
                    NoteName(owners[json.CurrentDepth - floor], ReadName(within), within);
                    break;
                default:
                    break;
            }

            if (json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && json.CurrentDepth == bottom)
            {
                return;
            }
        }
        while (json.Read());
    }
}
