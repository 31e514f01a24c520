using System.Runtime.InteropServices;
using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>Which events of a dossier count. One that an accepted event supersedes never does; of several that supersede the same one, the latest time, then the greatest id, counts.</summary>
public static class Superseding
{
    /// <summary>Sets <paramref name="counts"/> for every event, and <paramref name="notFound"/> to those whose <c>supersedes</c> found nothing. Takes events × superseding events: few supersede.</summary>
    public static void Judge(List<DossierEvent> events, List<bool> counts, List<int> notFound)
    {
        counts.Clear();
        notFound.Clear();
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
        if (superseding is not null)
        {
            Judge(all, superseding, counts, notFound);
        }
    }

    /// <summary>The UTC day of an instant.</summary>
    public static long UtcDay(long micros) => Math.DivRem(micros, 86_400_000_000, out var rest) - (rest < 0 ? 1 : 0);

    private static void Judge(ReadOnlySpan<DossierEvent> all, List<int> superseding, List<bool> counts, List<int> notFound)
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
        for (var i = 0; i < finds.Length; i++)
        {
            if (!finds[i])
            {
                notFound.Add(superseding[i]);
            }
        }
    }

    private static bool Supersedes(in DossierEvent by, in DossierEvent target)
    {
        if (by.Main != target.Main || by.Source != target.Source || target.Type == EventType.EventWithdrawn
            || (by.Type != target.Type && by.Type != EventType.EventWithdrawn) || !by.Supersedes.AsSpan().SequenceEqual(target.Id))
        {
            return false;
        }
        // Without a time the event is meant on whatever day; a session, a mention, an observation on the day of what supersedes it (interpretations.md).
        if (by.SupersedesTime == CareEvent.None)
        {
            return target.Type is not (EventType.BotEnded or EventType.SelfServiceEnded or EventType.MentionObserved or EventType.AvailabilityObserved) || UtcDay(by.Time) == UtcDay(target.Time);
        }
        return UtcDay(by.SupersedesTime) == UtcDay(target.Time);
    }

    private static bool IsLater(in DossierEvent left, in DossierEvent right) =>
        left.Time != right.Time ? left.Time > right.Time : left.Id.AsSpan().SequenceCompareTo(right.Id) > 0;
}
