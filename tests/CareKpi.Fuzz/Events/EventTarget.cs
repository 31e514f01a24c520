using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Events.Erasure;
using CareKpi.Kpis.Events.Text;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Fuzz.Events;

/// <summary>Bodies of events. The first byte of an input says how the body holds them and who sends it; the rest is the body.</summary>
internal sealed partial class EventTarget : IFuzzTarget
{
    public const string Tenant = "demo";

    private const string Replacement = "erased-9f";

    /// <summary>2027-01-15T08:00:00Z, so that some events are too new.</summary>
    public const long Now = 1_800_000_000_000_000;

    private static readonly HashSet<string> Codes =
    [
        RejectionCodes.NotJson, RejectionCodes.NotCloudEvent, RejectionCodes.MissingField, RejectionCodes.InvalidField, RejectionCodes.UnknownType, RejectionCodes.ReservedType, RejectionCodes.OtherTenant, RejectionCodes.TooOld,
        RejectionCodes.TooNew, RejectionCodes.TooLarge, RejectionCodes.TooDeep, RejectionCodes.DuplicateName, RejectionCodes.SelfReference,
    ];

    /// <summary>What says by itself what is wrong with the whole event, not with a field of it.</summary>
    private static readonly HashSet<string> Fieldless = [RejectionCodes.NotJson, RejectionCodes.NotCloudEvent, RejectionCodes.TooLarge, RejectionCodes.TooDeep, RejectionCodes.DuplicateName, RejectionCodes.InvalidField];

    private readonly EventBatch batch = EventBatch.Rent();
    private readonly EventBatch again = EventBatch.Rent();
    private readonly RowWriter scratch = new();
    private readonly EventGenerator generator = new();
    private ParseResult result;
    private ParseContext context;

    public string Name => "events";

    public IReadOnlyList<byte[]> Words => generator.Words;

    // An event that is kept has a place of some 700 bytes, one that is refused a rejection and, where it is no JSON, an exception.
    public long MayAllocate(int length) => (64L << 10) + (4_096L * length);

    public IEnumerable<byte[]> Seeds() => EventSeeds.All();

    public byte[] Generate(Rng rng) => generator.Body(rng);

    public void Take(byte[] input)
    {
        var how = input.Length == 0 ? 0 : input[0];
        context = new ParseContext(Tenant, Now, (how & 16) != 0 ? Now - (400L * 86_400_000_000) : CareEvent.None, (how & 8) != 0);
        result = EventParser.Parse(input.AsSpan(Math.Min(1, input.Length)), (BodyForm)((how & 7) % 3), context, batch);
    }

    public void Judge(byte[] input, Sights seen)
    {
        seen.Outcome("body", result.Status.ToString(), batch.Total > 0 ? 1 : 0);
        if (!result.IsOk)
        {
            Holds.That(batch.Total == 0 && batch.Count == 0 && batch.Rejections.Count == 0, "a body that is refused leaves something");
            Holds.That(result.Offset >= 0 && result.Offset <= input.Length, $"the fault is at {result.Offset}");
            Holds.That(result.Status == ParseStatus.TooManyEvents || result.Line > 0, $"the fault is on line {result.Line}");
            Mends(result.Message);
            return;
        }
        Holds.That(batch.Count + batch.Rejections.Count == batch.Total, "an event is neither taken nor refused");
        JudgeRejections(seen);
        if (batch.Count > 0)
        {
            JudgeEvents(seen);
        }
    }

    private void JudgeRejections(Sights seen)
    {
        var last = -1;
        foreach (var (index, id, code, field, message) in batch.Rejections)
        {
            Holds.That(index > last && index < batch.Total, $"the rejection of {index} stands after that of {last}");
            last = index;
            Holds.That(Codes.Contains(code), $"there is no code '{code}'");
            Holds.That(field is { Length: > 0 } || (field is null && Fieldless.Contains(code)), $"{code} names no field");
            Holds.That(id is null || id.Length is > 0 and <= 512, "the id of a refused event is unbounded");
            Mends(message);
            seen.Outcome(code, code == RejectionCodes.NotJson ? null : message, field is null ? 0 : string.GetHashCode(field, StringComparison.Ordinal));
        }
    }

    private void JudgeEvents(Sights seen)
    {
        foreach (ref readonly var e in batch.Events)
        {
            seen.Outcome(e.Type.ToString(), "taken", (int)e.Given);
            Holds.That(e.Index >= 0 && e.Index < batch.Total, $"an event has the place {e.Index}");
            Holds.That(e.Source.IsPresent && e.Id.IsPresent, "an event without source or id is taken");
            Holds.That(batch[e.Raw] is [(byte)'{', .., (byte)'}'], "an event as it came is no object");
        }
        var entry = LogEntry.OfEvents(batch, [.. Enumerable.Range(0, batch.Count)], [], Now, scratch);
        Holds.That(LogEntry.KindOf(entry) == LogEntryKind.Events && LogEntry.CountOf(entry) == batch.Count, "the log's entry counts otherwise");
        LogEntry.EventsOf(1, entry, Tenant, again);
        for (var i = 0; i < batch.Count; i++)
        {
            SameEvent.Check(batch, in batch.Events[i], again, in again.Events[i]);
        }
        if (batch.Count <= 8)
        {
            foreach (ref readonly var e in batch.Events)
            {
                JudgeErasure(in e);
            }
        }
    }

    /// <summary>Of every event the customer can be erased, and after that nothing of it is found; doing it twice changes nothing more.</summary>
    private void JudgeErasure(ref readonly CareEvent e)
    {
        var key = e.Has(TextField.Customer) ? Encoding.UTF8.GetString(batch[e[TextField.Customer]]) : "u-42";
        if (key == Replacement)
        {
            return;
        }
        var erasure = new CustomerErasure(key, Replacement);
        if (erasure.Of(batch, in e) is var owned && owned == Ownership.None)
        {
            return;
        }
        var once = Erased(batch[e.Raw].ToArray(), e.Type, owned, erasure);
        var parsed = EventParser.Parse(once, BodyForm.Single, new ParseContext(Tenant, long.MaxValue / 2, FromNode: true), again);
        Holds.That(parsed.IsOk && again.Count == 1, $"what erasure leaves of an event is refused: {again.Rejections.FirstOrDefault()?.Message ?? parsed.Message}");
        ref readonly var left = ref again.Events[0];
        Holds.That(!again[left[TextField.Customer]].SequenceEqual(Encoding.UTF8.GetBytes(key)), "an erased event names its customer");
        var twice = Erased(once, left.Type, erasure.Of(again, in left), erasure);
        Holds.That(once.AsSpan().SequenceEqual(twice), "erasing twice changes more");
    }

    private static byte[] Erased(byte[] json, EventType type, Ownership owned, CustomerErasure erasure)
    {
        if (owned == Ownership.None)
        {
            return json;
        }
        using var document = JsonDocument.Parse(Surrogates.Mended(json));
        var written = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(written);
        var isChanged = ErasedEvent.Write(document.RootElement, type, owned == Ownership.Owned, erasure, writer);
        writer.Flush();
        return isChanged ? written.WrittenSpan.ToArray() : json;
    }

    private static void Mends(string? message)
    {
        Holds.That(message is { Length: > 0 and <= 400 }, "a refusal says nothing");
        Holds.That(Mend().IsMatch(message!), $"a refusal does not say how to mend it: {message}");
    }

    [GeneratedRegex(@"\b(?:must|may|name|send|leave|check|give|is required|are listed|valid|decide|horizon|not the tenant)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mend();
}
