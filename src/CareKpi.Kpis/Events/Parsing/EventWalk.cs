using System.Text;
using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;

namespace CareKpi.Kpis.Events.Parsing;

/// <summary>What is told first where several things are wrong with an event.</summary>
internal enum FaultRank : byte { Structure, Attribute, Tenant, Type, Time, Extension, Data, None }

/// <summary>Walks over a body and reads its events one by one. A fault never ends the walk of an event: its end must be found
/// for its neighbours' sake.</summary>
internal ref partial struct EventWalk
{
    private static readonly Fault NoObject = new(RejectionCodes.NotCloudEvent, null, "an event must be a JSON object with the attributes of CloudEvents 1.0");
    private static readonly Fault TooLarge = new(RejectionCodes.TooLarge, null, "an event may have at most 262144 bytes (256 KB)");

    private readonly EventBatch batch;
    private readonly ParseContext context;
    private readonly ReadOnlySpan<byte> tenant;
    private readonly Span<byte> buffer;
    private Utf8JsonReader json;
    // Where in the buffer the reader's text begins.
    private int origin;
    // The reader's depth at the event's own object, and where that begins.
    private int floor;
    private int eventStart;
    private Fault? fault;
    private FaultRank rank;

    public EventWalk(EventBatch batch, in ParseContext context, ReadOnlySpan<byte> tenant)
    {
        this.batch = batch;
        this.context = context;
        this.tenant = tenant;
        buffer = batch.Buffer;
    }

    /// <summary>Places the walk at the start of a body or line.</summary>
    public void Begin(ReadOnlySpan<byte> text, int offset)
    {
        // Depth is judged event by event. The reader keeps a bit a level, so no depth that fits in a body does harm.
        json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        origin = offset;
    }

    /// <summary>A body or line that is one event and nothing else.</summary>
    public ParseResult ReadSingle()
    {
        json.Read();
        ref var e = ref batch.Next();
        ReadElement(ref e);
        // Throws for anything but white space after the event; so it is settled after that.
        json.Read();
        Settle(ref e);
        return default;
    }

    public ParseResult ReadArray()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return new ParseResult(ParseStatus.NotJson, origin + (int)json.TokenStartIndex, Message:
                "The body is no JSON array; send a batch as an array of events, or one event as application/cloudevents+json.");
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (batch.Total == EventLimits.MaxEvents)
            {
                return EventParser.TooMany;
            }

            ref var e = ref batch.Next();
            ReadElement(ref e);
            Settle(ref e);
        }

        json.Read();
        return default;
    }

    public readonly void RejectLine(string message) => batch.Reject(null, RejectionCodes.NotJson, null, message);

    private void ReadElement(ref CareEvent e)
    {
        fault = null;
        rank = FaultRank.None;
        eventStart = (int)json.TokenStartIndex;
        floor = json.CurrentDepth;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Fail(FaultRank.Structure, NoObject);
            json.Skip();
            return;
        }

        batch.Names.Clear();
        ReadEnvelope(ref e);
        var length = (int)json.BytesConsumed - eventStart;
        e.Raw = new TextRef(origin + eventStart, length);
        if (length > EventLimits.MaxEventBytes)
        {
            rank = FaultRank.None;
            Fail(FaultRank.Structure, TooLarge);
        }
    }

    private readonly void Settle(ref CareEvent e)
    {
        if (fault is null)
        {
            batch.Keep();
            return;
        }

        batch.Reject(e.Id.IsPresent ? Encoding.UTF8.GetString(batch[e.Id]) : null, fault.Code, fault.Field, fault.Message);
    }

    private void Fail(FaultRank at, Fault found)
    {
        if (at < rank)
        {
            rank = at;
            fault = found;
        }
    }
}
