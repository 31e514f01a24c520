namespace CareKpi.Engine.Projection;

/// <summary>Keeps dossiers of the newest days, as few whole days as have so many.</summary>
internal sealed class NewestDays(int most)
{
    private readonly SortedDictionary<int, List<StandingDossier>> byDay = [];
    private int count;
    private int oldest = int.MaxValue;
    private int from = int.MinValue;

    public void Add(StandingDossier dossier)
    {
        if (dossier.Since < from)
        {
            return;
        }
        if (!byDay.TryGetValue(dossier.Since, out var same))
        {
            byDay.Add(dossier.Since, same = []);
            oldest = Math.Min(oldest, dossier.Since);
        }
        same.Add(dossier);
        count++;
        while (byDay.Count > 1 && count - byDay[oldest].Count >= most)
        {
            count -= byDay[oldest].Count;
            byDay.Remove(oldest);
            from = oldest = byDay.First().Key;
        }
    }

    public StandingRead Read() => new([.. byDay.Values.SelectMany(static day => day)], from);
}
