using CareKpi.Kpis.Events;

namespace CareKpi.Engine.Log;

/// <summary>What is left of a text of the event at a place of an entry: the sentiment that was scored from it; null: it could not be.</summary>
internal readonly record struct ErasedText(int Event, long? Score)
{
    public void PutInto(EventBatch batch)
    {
        ref var read = ref batch.Events[Event];
        read.TextIsErased = true;
        if (Score is { } score)
        {
            read.Numbers[(int)NumberField.Sentiment] = score;
            read.Given |= 1u << (int)NumberField.Sentiment;
        }
    }

    /// <summary>Of an event whose text is erased already; null: it had none.</summary>
    public static ErasedText? Kept(int place, in CareEvent read) =>
        read.TextIsErased ? new ErasedText(place, read.Has(NumberField.Sentiment) ? read[NumberField.Sentiment] : null) : null;
}
