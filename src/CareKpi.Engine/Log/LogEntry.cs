using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Log;

/// <summary>Everything that changes a tenant's state. Stored: never renumber, only add. An unknown kind refuses to start.</summary>
public enum LogEntryKind : byte
{
    TenantCreated = 1,
    TenantChanged = 2,
    SettingsChanged = 3,
    Events = 4,
    GenerationSwapped = 5,
    SetAside = 6,
    HorizonMoved = 7,
    Carried = 8,
    CustomerErased = 9,
    MonthClosed = 10,
    MonthReopened = 11,
    /// <summary>An operator asked for a rebuild: it goes on after whatever cuts it short.</summary>
    RebuildAsked = 12,
    /// <summary>A document that reads apply is defined, or goes.</summary>
    Defined = 13,
}

/// <summary>A log entry as bytes: kind, version of the kind, content.</summary>
public static class LogEntry
{
    private const byte Version = 1;

    /// <summary>Of events of which texts were erased.</summary>
    private const byte WithErasedTexts = 2;

    /// <summary>The kind of an entry that this version can apply; throws <see cref="LaterVersionException"/> on any other.</summary>
    public static LogEntryKind KindOf(ReadOnlySpan<byte> payload)
    {
        var kind = (LogEntryKind)payload[0];
        var isKnown = kind is (>= LogEntryKind.TenantCreated and <= LogEntryKind.CustomerErased) or LogEntryKind.MonthClosed or LogEntryKind.MonthReopened or LogEntryKind.RebuildAsked or LogEntryKind.Defined;
        if (!isKnown || (payload[1] != Version && (kind, payload[1]) != (LogEntryKind.Events, WithErasedTexts)))
        {
            throw new LaterVersionException(payload[0], payload[1]);
        }
        return kind;
    }

    public static byte[] OfJson(LogEntryKind kind, JsonElement content)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(content);
        return [(byte)kind, Version, .. json];
    }

    public static byte[] OfBytes(LogEntryKind kind, ReadOnlySpan<byte> content) => [(byte)kind, Version, .. content];

    public static JsonElement JsonOf(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload[2..]);
        return document.RootElement.Clone();
    }

    /// <summary>Events as they came, in one JSON array, compressed.</summary>
    public static byte[] OfEvents(EventBatch batch, IReadOnlyList<int> taken, IReadOnlyList<AdmittedValue> admitted, long arrivedAt, RowWriter scratch)
    {
        Join(batch, taken, scratch);
        return Packed(scratch, taken.Count, admitted, arrivedAt, null);
    }

    /// <summary>Events that are in the log already, as they stay.</summary>
    internal static byte[] OfErased(RowWriter json, int count, IReadOnlyList<AdmittedValue> admitted, long arrivedAt, IReadOnlyList<ErasedText> texts) =>
        Packed(json, count, admitted, arrivedAt, texts);

    /// <summary>Some events of an entry of the log, as they are in it.</summary>
    internal static byte[] OfKept(EventBatch batch, IReadOnlyList<int> kept, long arrivedAt)
    {
        var (scratch, texts) = (new RowWriter(), new List<ErasedText>());
        Join(batch, kept, scratch);
        for (var place = 0; place < kept.Count; place++)
        {
            if (ErasedText.Kept(place, batch.Events[kept[place]]) is { } text)
            {
                texts.Add(text);
            }
        }
        return Packed(scratch, kept.Count, [], arrivedAt, texts);
    }

    private static void Join(EventBatch batch, IReadOnlyList<int> taken, RowWriter scratch)
    {
        scratch.Clear();
        scratch.Byte((byte)'[');
        foreach (var index in taken)
        {
            if (scratch.Length > 1)
            {
                scratch.Byte((byte)',');
            }
            scratch.Raw(batch[batch.Events[index].Raw]);
        }
        scratch.Byte((byte)']');
    }

    /// <summary>Takes the events from where it writes the entry.</summary>
    private static byte[] Packed(RowWriter scratch, int count, IReadOnlyList<AdmittedValue> admitted, long arrivedAt, IReadOnlyList<ErasedText>? texts)
    {
        var most = BrotliEncoder.GetMaxCompressedLength(scratch.Length);
        var compressed = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            if (!BrotliEncoder.TryCompress(scratch.Written, compressed, out var length, quality: 1, window: 20))
            {
                throw new InvalidOperationException("a batch could not be compressed");
            }
            var plain = scratch.Length;
            scratch.Clear();
            scratch.Byte((byte)LogEntryKind.Events);
            scratch.Byte(texts is { Count: > 0 } ? WithErasedTexts : Version);
            scratch.Signed(arrivedAt);
            scratch.Int(count);
            scratch.Int(admitted.Count);
            foreach (var value in admitted)
            {
                scratch.Byte((byte)value.Dimension);
                scratch.Bytes(Encoding.UTF8.GetBytes(value.Tag));
                scratch.Bytes(Encoding.UTF8.GetBytes(value.Value));
            }
            scratch.Int(plain);
            scratch.Bytes(compressed.AsSpan(0, length));
            foreach (var text in texts ?? [])
            {
                scratch.Int(text.Event);
                scratch.Byte(text.Score is null ? (byte)0 : (byte)1);
                scratch.Signed(text.Score ?? 0);
            }
            return scratch.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(compressed);
        }
    }

    /// <summary>How many events an entry with events has.</summary>
    public static int CountOf(ReadOnlySpan<byte> payload)
    {
        var row = new RowReader(payload[2..]);
        row.Signed();
        return row.Int();
    }

    /// <summary>Parses the events of an entry into <paramref name="batch"/>.</summary>
    public static EventsToApply EventsOf(long seq, ReadOnlySpan<byte> payload, string tenant, EventBatch batch)
    {
        var row = new RowReader(payload[2..]);
        var arrivedAt = row.Signed();
        var count = row.Int();
        var admitted = new List<AdmittedValue>();
        for (var values = row.Int(); values > 0; values--)
        {
            admitted.Add(new AdmittedValue((Dimensions)row.Byte(), Encoding.UTF8.GetString(row.Bytes()), Encoding.UTF8.GetString(row.Bytes())));
        }
        var plain = ArrayPool<byte>.Shared.Rent(row.Int());
        try
        {
            if (!BrotliDecoder.TryDecompress(row.Bytes(), plain, out var length))
            {
                throw new InvalidDataException($"the events of log entry {seq} cannot be unpacked");
            }
            // What was taken once is taken always: neither the clock nor the horizon is asked again.
            var parsed = EventParser.Parse(plain.AsSpan(0, length), BodyForm.Array, new ParseContext(tenant, long.MaxValue / 2, FromNode: true), batch);
            if (!parsed.IsOk || batch.Count != count)
            {
                throw new InvalidDataException($"log entry {seq} holds {count} events, {batch.Count} can be read: {batch.Rejections.FirstOrDefault()?.Code ?? "no list of events"}");
            }
            while (!row.AtEnd)
            {
                new ErasedText(row.Int(), row.Byte() == 0 ? Unscored(ref row) : row.Signed()).PutInto(batch);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
        return new EventsToApply(seq, arrivedAt, batch, [.. Enumerable.Range(0, batch.Count)], admitted);
    }

    /// <summary>The same of an entry of the log. What was written could be read: one that cannot is damaged, and so is the store.</summary>
    public static EventsToApply Read(LogRecord record, string tenant)
    {
        var batch = EventBatch.Rent();
        try
        {
            return EventsOf(record.Seq, record.Payload.Span, tenant, batch);
        }
        catch (Exception exception) when (exception is not (StoreException or OutOfMemoryException))
        {
            batch.Return();
            throw new StoreException(StoreFault.Corrupt, $"the log of tenant '{tenant}' is damaged: entry {record.Seq} cannot be read ({exception.GetType().Name}); keep a copy of the data and restore the last backup, sources send again what came since.", exception);
        }
    }

    private static long? Unscored(ref RowReader row)
    {
        row.Signed();
        return null;
    }

    /// <summary>Of <see cref="LogEntryKind.GenerationSwapped"/> and <see cref="LogEntryKind.RebuildAsked"/>.</summary>
    public static byte[] OfGeneration(LogEntryKind kind, int generation) => [(byte)kind, Version, .. BitConverter.GetBytes(generation)];

    public static int GenerationOf(ReadOnlySpan<byte> payload) => BitConverter.ToInt32(payload[2..]);

    public static byte[] OfSetAside(long seq, string reason) => [(byte)LogEntryKind.SetAside, Version, .. BitConverter.GetBytes(seq), .. Encoding.UTF8.GetBytes(reason)];

    public static (long Seq, string Reason) SetAsideOf(ReadOnlySpan<byte> payload) => (BitConverter.ToInt64(payload[2..]), Encoding.UTF8.GetString(payload[10..]));
}
