namespace CareKpi.Kpis.Events;

/// <summary>Why an event was not taken: a code of the contract, the field (<c>data.wait</c>) and how to mend it.</summary>
public sealed record Rejection(int Index, string? Id, string Code, string? Field, string Message);

/// <summary>One request's events: the body, what was unescaped from it, and the events that point into both.</summary>
public sealed class EventBatch
{
    private byte[] buffer = [];
    private CareEvent[] events = [];

    public ReadOnlySpan<byte> this[TextRef text] => text.Length == 0 ? default : buffer.AsSpan(text.Offset, text.Length);

    public Span<CareEvent> Events => events.AsSpan(0, Count);

    public int Count { get; private set; }
}
