using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;

namespace CareKpi.Engine.Horizon;

/// <summary>What a generation takes of the log: of entries before <see cref="Seq"/> only what outlives the horizon. <see cref="CareEvent.None"/>: everything.</summary>
public readonly record struct Floor(long Horizon, long Seq)
{
    public static Floor None { get; } = new(CareEvent.None, 0);

    /// <summary>The entry as it is taken.</summary>
    public EventsToApply Of(EventsToApply entry)
    {
        if (entry.Seq >= Seq || Horizon == CareEvent.None)
        {
            return entry;
        }
        var kept = Kept(entry.Batch);
        return kept.Count == entry.Batch.Count ? entry : entry with { Taken = kept };
    }

    /// <summary>Places of the events that outlive the horizon.</summary>
    public List<int> Kept(EventBatch batch)
    {
        var kept = new List<int>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (Keeps(batch.Events[i]))
            {
                kept.Add(i);
            }
        }
        return kept;
    }

    /// <summary>Memberships, names and segments hold for all time; what corrects something that is kept is kept too. Of dossiers that are not finished the rows are carried.</summary>
    private bool Keeps(in CareEvent read) => read.Time >= Horizon || read.Type switch
    {
        EventType.AgentDescribed or EventType.TeamDescribed or EventType.CustomerDescribed => true,
        EventType.EventWithdrawn when read.Key is TextField.Agent or TextField.Team or TextField.Customer => true,
        _ => read.Supersedes.IsPresent && read.SupersedesTime != CareEvent.None && read.SupersedesTime >= Horizon && !ProjectedEvent.IsOfDossier(read),
    };
}
