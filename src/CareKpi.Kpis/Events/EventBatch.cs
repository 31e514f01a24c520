using System.Collections.Concurrent;
using CareKpi.Kpis.Events.Parsing;

namespace CareKpi.Kpis.Events;

/// <summary>Why an event was not taken: a code of the contract, the field (<c>data.wait</c>) and how to mend it.</summary>
public sealed record Rejection(int Index, string? Id, string Code, string? Field, string Message);

/// <summary>A tag of a case or contact.</summary>
public readonly record struct TagPair(TextRef Name, TextRef Value);

/// <summary>One request's events: the body, what was unescaped from it, and the events that point into both.
/// Its memory is used again: what <see cref="Events"/>, <see cref="Tags"/> and the indexer give is
/// valid until the next parse or <see cref="Return"/>.</summary>
public sealed class EventBatch
{
    // What a batch keeps while it waits in the pool; a rare huge body gives its memory back.
    private const int KeptBytes = 4 << 20;
    private const int KeptEvents = 4_096;
    private const int PoolSize = 32;

    private static readonly ConcurrentQueue<EventBatch> Pool = new();

    private readonly List<Rejection> rejections = [];
    private byte[] buffer = [];
    private CareEvent[] events = [];
    private TagPair[] tags = [];
    private int tail;
    private int tagCount;

    public ReadOnlySpan<byte> this[TextRef text] => text.Length == 0 ? default : buffer.AsSpan(text.Offset, text.Length);

    /// <summary>The valid events, in the order of the request.</summary>
    public Span<CareEvent> Events => events.AsSpan(0, Count);

    /// <summary>How many events are valid.</summary>
    public int Count { get; private set; }

    /// <summary>How many events the request holds, valid or not.</summary>
    public int Total { get; private set; }

    /// <summary>The events that are not taken, in the order of the request.</summary>
    public IReadOnlyList<Rejection> Rejections => rejections;

    /// <summary>The tags of all events; an event's own are <see cref="TagsOf"/>.</summary>
    public ReadOnlySpan<TagPair> Tags => tags.AsSpan(0, tagCount);

    internal NameSet Names { get; } = new();

    internal Span<byte> Buffer => buffer;

    /// <summary>Where the next text that must be unescaped goes.</summary>
    internal int Tail => tail;

    /// <summary>A batch from the pool, empty. Give it back with <see cref="Return"/>.</summary>
    public static EventBatch Rent() => Pool.TryDequeue(out var batch) ? batch : new EventBatch();

    /// <summary>Gives the batch back; it and all spans of it must not be used any more.</summary>
    public void Return()
    {
        Clear();
        if (buffer.Length > KeptBytes)
        {
            buffer = [];
        }

        if (events.Length > KeptEvents)
        {
            events = [];
        }

        if (tags.Length > KeptEvents)
        {
            tags = [];
        }

        Names.Trim();
        if (Pool.Count < PoolSize)
        {
            Pool.Enqueue(this);
        }
    }

    public ReadOnlySpan<TagPair> TagsOf(ref readonly CareEvent e) => tags.AsSpan(e.TagStart, e.TagCount);

    internal void Clear()
    {
        rejections.Clear();
        Count = 0;
        Total = 0;
        tagCount = 0;
        tail = 0;
    }

    /// <summary>Takes a copy of the body. No string grows by being unescaped, and each is unescaped at most once, so a tail as long as the body always
    /// suffices: the buffer never moves while a reader stands on it.</summary>
    internal ReadOnlySpan<byte> Load(ReadOnlySpan<byte> body)
    {
        Clear();
        var needed = body.Contains((byte)'\\') ? checked(body.Length * 2) : body.Length;
        if (buffer.Length < needed)
        {
            buffer = GC.AllocateUninitializedArray<byte>(needed);
        }

        body.CopyTo(buffer);
        tail = body.Length;
        return buffer.AsSpan(0, body.Length);
    }

    /// <summary>Room for the next event, emptied. It counts when it is kept.</summary>
    internal ref CareEvent Next()
    {
        if (Count == events.Length)
        {
            Array.Resize(ref events, Math.Max(16, Count * 2));
        }

        ref var next = ref events[Count];
        next = default;
        next.Index = Total;
        next.TagStart = tagCount;
        return ref next;
    }

    /// <summary>The event that <see cref="Next"/> made room for is valid.</summary>
    internal void Keep()
    {
        Count++;
        Total++;
    }

    /// <summary>The event is not valid: its room and its tags go to the next one.</summary>
    internal void Reject(string? id, string code, string? field, string message)
    {
        tagCount = Count == 0 ? 0 : events[Count - 1].TagStart + events[Count - 1].TagCount;
        rejections.Add(new Rejection(Total++, id, code, field, message));
    }

    internal TextRef Claim(int length)
    {
        var claimed = new TextRef(tail, length);
        tail += length;
        return claimed;
    }

    internal void AddTag(TagPair pair)
    {
        if (tagCount == tags.Length)
        {
            Array.Resize(ref tags, Math.Max(16, tagCount * 2));
        }

        tags[tagCount++] = pair;
    }
}
