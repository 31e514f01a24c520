using System.Buffers;
using System.Text;
using System.Text.Json;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Events.Erasure;
using CareKpi.Kpis.Events.Text;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Sentiment;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Erasure;

/// <summary>Says entries of a tenant's log as they are without the customers that are erased after them. A pure function of the entry: what is rewritten comes out as it went in, so that it does not matter how far the
/// rewriting is.</summary>
internal sealed class LogEraser(string tenant, EntityHash hash, IReadOnlyList<ErasedCustomer> erased)
{
    private readonly (long Seq, CustomerErasure Erasure)[] erasures = [.. erased.OrderBy(static of => of.Seq).Select(static of => (of.Seq, new CustomerErasure(of.Key, of.Replacement)))];

    /// <summary>Cases, contacts, surveys that are the customer's, by the entry that erases it: what belongs to one of them is the customer's too. Without them texts of events that do not name the customer stay.</summary>
    public Dictionary<long, HashSet<ulong>> Owned { get; init; } = [];

    /// <summary>The last entry that says something of one of them.</summary>
    public long Last { get; } = erased.Count == 0 ? 0 : erased.Max(static of => of.Seq) - 1;

    public LogRecord Read(LogRecord record) => Rewritten(record) is { } payload ? record with { Payload = payload } : record;

    /// <summary>null: the entry stays as it is.</summary>
    public byte[]? Rewritten(LogRecord record)
    {
        var after = Array.FindAll(erasures, of => record.Seq < of.Seq);
        return after.Length == 0 ? null : LogEntry.KindOf(record.Payload.Span) switch
        {
            LogEntryKind.Events => Events(record, after),
            LogEntryKind.Defined => Defined(record.Payload, after),
            LogEntryKind.Carried => Carried(record.Payload, after),
            _ => null,
        };
    }

    private byte[]? Events(LogRecord record, (long Seq, CustomerErasure Erasure)[] after)
    {
        var batch = EventBatch.Rent();
        try
        {
            var entry = LogEntry.EventsOf(record.Seq, record.Payload.Span, tenant, batch);
            var changed = new Dictionary<int, byte[]>();
            var texts = new List<ErasedText>();
            for (var place = 0; place < batch.Count; place++)
            {
                if (Event(batch, place, after, texts) is { } json)
                {
                    changed.Add(place, json);
                }
            }
            // Events of the tenant's own keep their names.
            var admitted = entry.Admitted.Select(value => value.Dimension == Dimensions.Event ? value : value with { Tag = Replaced(value.Tag, after), Value = Replaced(value.Value, after) }).ToList();
            return changed.Count == 0 && admitted.SequenceEqual(entry.Admitted) ? null : LogEntry.OfErased(Joined(batch, changed), batch.Count, admitted, entry.ArrivedAt, texts);
        }
        finally
        {
            batch.Return();
        }
    }

    private static RowWriter Joined(EventBatch batch, Dictionary<int, byte[]> changed)
    {
        var joined = new RowWriter();
        joined.Byte((byte)'[');
        for (var place = 0; place < batch.Count; place++)
        {
            if (place > 0)
            {
                joined.Byte((byte)',');
            }
            joined.Raw(changed.TryGetValue(place, out var json) ? json : batch[batch.Events[place].Raw]);
        }
        joined.Byte((byte)']');
        return joined;
    }

    /// <summary>An event as it stays; null: as it is.</summary>
    private byte[]? Event(EventBatch batch, int place, (long Seq, CustomerErasure Erasure)[] after, List<ErasedText> texts)
    {
        ref readonly var read = ref batch.Events[place];
        var text = ErasedText.Kept(place, read);
        byte[]? changed = null;
        foreach (var (seq, erasure) in after)
        {
            var ownership = IsIn(batch, read, Owned.GetValueOrDefault(seq)) ? Ownership.Owned : erasure.Of(batch, read);
            if (ownership == Ownership.None)
            {
                continue;
            }
            if (text is null && ownership == Ownership.Owned && read.Has(TextField.Text) && !read.Has(NumberField.Sentiment))
            {
                text = new ErasedText(place, SentimentAnalyser.Score(batch[read[TextField.Text]]));
            }
            using var json = JsonDocument.Parse(changed ?? Surrogates.Mended(batch[read.Raw]));
            var written = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(written);
            if (ErasedEvent.Write(json.RootElement, read.Type, ownership == Ownership.Owned, erasure, writer))
            {
                writer.Flush();
                changed = written.WrittenSpan.ToArray();
            }
        }
        if (text is { } kept)
        {
            texts.Add(kept);
        }
        return changed;
    }

    private static string Replaced(string text, (long Seq, CustomerErasure Erasure)[] after)
    {
        foreach (var (_, erasure) in after)
        {
            text = erasure.Replaced(text);
        }
        return text;
    }

    private bool IsIn(EventBatch batch, in CareEvent read, HashSet<ulong>? owned)
    {
        if (owned is not { Count: > 0 })
        {
            return false;
        }
        foreach (var (field, kind) in EntityFields.All)
        {
            if (read.Has(field) && owned.Contains(hash.Of((byte)kind, batch[read[field]])))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What is carried has no texts, and of customers only their keys.</summary>
    private static byte[]? Carried(ReadOnlyMemory<byte> payload, (long Seq, CustomerErasure Erasure)[] after)
    {
        byte[]? changed = null;
        foreach (var (_, erasure) in after)
        {
            changed = CarriedEntry.Renamed((changed ?? payload).Span, erasure.Key, erasure.Replacement) ?? changed;
        }
        return changed;
    }

    private byte[]? Defined(ReadOnlyMemory<byte> payload, (long Seq, CustomerErasure Erasure)[] after)
    {
        var change = LogEntry.JsonOf(payload).Deserialize(EngineJson.Default.DefinitionChange)!;
        var isChanged = false;
        foreach (var (seq, erasure) in after)
        {
            if (change.Document is { } document && ErasedDefinition.Of(change.Collection, document, erasure, survey => Owned.GetValueOrDefault(seq)?.Contains(SurveyOf(hash, survey)) is true) is { } stays)
            {
                (change, isChanged) = (change with { Document = stays }, true);
            }
        }
        return isChanged ? LogEntry.OfJson(LogEntryKind.Defined, JsonSerializer.SerializeToElement(change, EngineJson.Default.DefinitionChange)) : null;
    }

    public static ulong SurveyOf(EntityHash hash, string survey) => hash.Of((byte)EntityKind.Survey, Encoding.UTF8.GetBytes(survey));
}
