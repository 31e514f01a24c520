using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>Which events of a dossier count. One that an accepted event supersedes never does; of several that supersede the same one, the latest time, then the greatest id, counts.</summary>
public static class Superseding
{
    /// <summary>Sets <paramref name="counts"/> for every event; the number of <c>supersedes</c> that found nothing.</summary>
    public static int Judge(List<DossierEvent> events, List<bool> counts)
    {
        counts.Clear();
        var any = false;
        foreach (var candidate in events)
        {
            any |= candidate.Supersedes.Length > 0;
            counts.Add(candidate.Type != EventType.EventWithdrawn);
        }
        if (!any)
        {
            return 0;
        }
        var notFound = 0;
        for (var target = 0; target < events.Count; target++)
        {
            var winner = -1;
            for (var i = 0; i < events.Count; i++)
            {
                if (i != target && Supersedes(events[i], events[target]))
                {
                    counts[target] = false;
                    winner = winner < 0 || IsLater(events[i], events[winner]) ? i : winner;
                }
            }
            for (var i = 0; winner >= 0 && i < events.Count; i++)
            {
                if (i != target && i != winner && Supersedes(events[i], events[target]))
                {
                    counts[i] = false;
                }
            }
        }
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Supersedes.Length > 0 && !FindsTarget(events, i))
            {
                notFound++;
            }
        }
        return notFound;
    }

    /// <summary>The UTC day of an instant.</summary>
    public static long UtcDay(long micros) => Math.DivRem(micros, 86_400_000_000, out var rest) - (rest < 0 ? 1 : 0);

    private static bool Supersedes(in DossierEvent by, in DossierEvent target)
    {
        if (by.Supersedes.Length == 0 || by.Main != target.Main || by.Source != target.Source || target.Type == EventType.EventWithdrawn
            || (by.Type != target.Type && by.Type != EventType.EventWithdrawn) || !by.Supersedes.AsSpan().SequenceEqual(target.Id))
        {
            return false;
        }
        return by.SupersedesTime == CareEvent.None || UtcDay(by.SupersedesTime) == UtcDay(target.Time);
    }

    private static bool IsLater(in DossierEvent left, in DossierEvent right) =>
        left.Time != right.Time ? left.Time > right.Time : left.Id.AsSpan().SequenceCompareTo(right.Id) > 0;

    private static bool FindsTarget(List<DossierEvent> events, int by)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (i != by && Supersedes(events[by], events[i]))
            {
                return true;
            }
        }
        return false;
    }
}
