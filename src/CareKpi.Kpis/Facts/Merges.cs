using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>Which case stays for each case of a dossier. The earliest merge of a case holds; chains follow; in a ring the smallest key stays.</summary>
internal static class Merges
{
    /// <summary>Sets <paramref name="stays"/> to a place of an entity for every entity: itself where nothing was merged.</summary>
    public static void Resolve(Dossier dossier, List<bool> counts, List<int> stays)
    {
        stays.Clear();
        for (var i = 0; i < dossier.Entities.Count; i++)
        {
            stays.Add(i);
        }
        var merged = false;
        for (var i = dossier.Events.Count - 1; i >= 0; i--)
        {
            if (dossier.Events[i].Type == EventType.CaseMerged && counts[i])
            {
                // Backwards in the total order, so that the earliest is written last.
                stays[dossier.Events[i].Main] = dossier.Events[i].Into;
                merged = true;
            }
        }
        if (!merged)
        {
            return;
        }
        OpenRings(dossier.Entities, stays);
        for (var i = 0; i < stays.Count; i++)
        {
            var end = i;
            while (stays[end] != end)
            {
                end = stays[end];
            }
            stays[i] = end;
        }
    }

    private static void OpenRings(List<Entity> entities, List<int> into)
    {
        for (var start = 0; start < into.Count; start++)
        {
            // After as many steps as there are entities the walk is in a ring or at an end.
            var at = start;
            for (var step = 0; step < into.Count; step++)
            {
                at = into[at];
            }
            if (into[at] == at)
            {
                continue;
            }
            var smallest = at;
            for (var next = into[at]; next != at; next = into[next])
            {
                smallest = entities[next].Key.AsSpan().SequenceCompareTo(entities[smallest].Key) < 0 ? next : smallest;
            }
            into[smallest] = smallest;
        }
    }
}
