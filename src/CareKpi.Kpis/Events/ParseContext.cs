namespace CareKpi.Kpis.Events;

/// <summary>How a body holds its events.</summary>
public enum BodyForm : byte
{
    /// <summary><c>application/cloudevents+json</c>: one object.</summary>
    Single,
    /// <summary><c>application/cloudevents-batch+json</c>: an array of objects.</summary>
    Array,
    /// <summary><c>application/x-ndjson</c>: an object a line.</summary>
    Lines,
}

/// <summary>What the parser must know of the request.</summary>
/// <param name="Tenant">The credential's tenant; an event that names another is refused.</param>
/// <param name="NowMicros">The node's clock, in microseconds since 1970.</param>
/// <param name="HorizonMicros">Events before it are too old; <see cref="CareEvent.None"/>: none is.</param>
/// <param name="FromNode">Written by the node itself: reserved types are allowed.</param>
public readonly record struct ParseContext(string Tenant, long NowMicros, long HorizonMicros = CareEvent.None, bool FromNode = false);

public enum ParseStatus : byte
{
    /// <summary>The events are in the batch, as valid or as rejected.</summary>
    Ok,
    /// <summary>The whole body is refused (400); the batch is empty.</summary>
    NotJson,
    /// <summary>More than <see cref="EventLimits.MaxEvents"/> (413); the batch is empty.</summary>
    TooManyEvents,
}

/// <summary>What became of a body. Where it is refused, the place (offset in bytes from 0, line from 1) and a message that says how to mend it.</summary>
public readonly record struct ParseResult(ParseStatus Status, long Offset = 0, int Line = 0, string? Message = null)
{
    public bool IsOk => Status == ParseStatus.Ok;
}
