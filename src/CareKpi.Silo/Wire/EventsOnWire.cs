using System.Buffers;
using CareKpi.Kpis.Events;

namespace CareKpi.Silo.Wire;

/// <summary>Events on their way to their tenant's writer. Within a silo the batch itself is handed over; between silos the events travel as they were sent, and are parsed once more where they arrive.</summary>
public sealed class EventsOnWire
{
    private readonly byte[] body = [];
    private readonly int[] places = [];

    public EventsOnWire(EventBatch batch) => Batch = batch;

    internal EventsOnWire(byte[] body, int[] places) => (this.body, this.places) = (body, places);

    /// <summary>null: they came from another silo.</summary>
    public EventBatch? Batch { get; }

    /// <summary>They were written for another silo, which has a batch of its own.</summary>
    internal bool WasWritten { get; private set; }

    /// <summary>What one silo takes the other takes too: neither clock nor horizon is asked again. Places in the request are kept, since rejections name them.</summary>
    internal EventBatch Parse(string tenant)
    {
        var batch = EventBatch.Rent();
        var parsed = EventParser.Parse(body, BodyForm.Array, new ParseContext(tenant, long.MaxValue / 2, FromNode: true), batch);
        if (!parsed.IsOk || batch.Count != places.Length)
        {
            throw new InvalidDataException($"{places.Length} events came from another silo, {batch.Count} can be read: {batch.Rejections.FirstOrDefault()?.Code ?? "no list of events"}");
        }
        for (var i = 0; i < places.Length; i++)
        {
            batch.Events[i].Index = places[i];
        }
        return batch;
    }

    internal (byte[] Body, int[] Places) Written()
    {
        if (Batch is null)
        {
            return (body, places);
        }
        WasWritten = true;
        var text = new ArrayBufferWriter<byte>();
        var indices = new int[Batch.Count];
        for (var i = 0; i < indices.Length; i++)
        {
            ref readonly var sent = ref Batch.Events[i];
            indices[i] = sent.Index;
            text.Write(i == 0 ? "["u8 : ","u8);
            text.Write(Batch[sent.Raw]);
        }
        text.Write(indices.Length == 0 ? "[]"u8 : "]"u8);
        return (text.WrittenSpan.ToArray(), indices);
    }
}

[GenerateSerializer, Alias("carekpi.events")]
internal struct EventsSurrogate
{
    [Id(0)]
    public byte[] Body;

    /// <summary>The place of each event in the request that it came with.</summary>
    [Id(1)]
    public int[] Places;
}

[RegisterConverter]
internal sealed class EventsConverter : IConverter<EventsOnWire, EventsSurrogate>
{
    public EventsOnWire ConvertFromSurrogate(in EventsSurrogate surrogate) => new(surrogate.Body, surrogate.Places);

    public EventsSurrogate ConvertToSurrogate(in EventsOnWire value)
    {
        var (body, places) = value.Written();
        return new() { Body = body, Places = places };
    }
}
