using System.Runtime.InteropServices;
using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>Which events of a dossier count. One that an accepted event supersedes never does; of several that supersede the same one, the latest time, then the greatest id, counts.</summary>
public static class Superseding
{
    /// <summary>Sets <paramref name="counts"/> for every event; the number of <c>supersedes</c> that found nothing. Takes events × superseding events: few supersede.</summary>
    public static int Judge(List<DossierEvent> events, List<bool> counts)
    {
        counts.Clear();
        List<int>? superseding = null;
        // By reference: an event is large, and a long case has thousands.
        var all = CollectionsMarshal.AsSpan(events);
        for (var i = 0; i < all.Length; i++)
        {
            counts.Add(all[i].Type != EventType.EventWithdrawn);
            if (all[i].Supersedes.Length > 0)
            {
                (superseding ??= []).Add(i);
            }
        }
        return superseding is null ? 0 : Judge(all, superseding, counts);
    }

    /// <summary>The UTC day of an instant.</summary>
    public static long UtcDay(long micros) => Math.DivRem(micros, 86_400_000_000, out var rest) - (rest < 0 ? 1 : 0);

    private static int Judge(ReadOnlySpan<DossierEvent> all, List<int> superseding, List<bool> counts)
    {
        var finds = new bool[superseding.Count];
        for (var target = 0; target < all.Length; target++)
        {
            var winner = -1;
            for (var i = 0; i < superseding.Count; i++)
            {
                var by = superseding[i];
                if (by == target || !Supersedes(all[by], all[target]))
                {
                    continue;
                }
                finds[i] = true;
                counts[target] = false;
                var isWinner = winner < 0 || IsLater(all[by], all[winner]);
                var loser = isWinner ? winner : by;
                winner = isWinner ? by : winner;
                if (loser >= 0)
                {
                    counts[loser] = false;
                }
            }
        }
        return finds.AsSpan().Count(false);
    }

    private static bool Supersedes(in DossierEvent by, in DossierEvent target)
    {
        if (by.Main != target.Main || by.Source != target.Source || target.Type == EventType.EventWithdrawn
            || (by.Type != target.Type && by.Type != EventType.EventWithdrawn) || !by.Supersedes.AsSpan().SequenceEqual(target.Id))
        {
            return false;
        }
        // Sessions, mentions and observations are found on one day only.
        var onAnyDay = target.Type is not (EventType.BotEnded or EventType.SelfServiceEnded or EventType.MentionObserved or EventType.AvailabilityObserved);
        return (by.SupersedesTime == CareEvent.None && onAnyDay) || UtcDay(by.SupersedesTime == CareEvent.None ? by.Time : by.SupersedesTime) == UtcDay(target.Time);
    }

    private static bool IsLater(in DossierEvent left, in DossierEvent right) =>
        left.Time != right.Time ? left.Time > right.Time : left.Id.AsSpan().SequenceCompareTo(right.Id) > 0;
}
