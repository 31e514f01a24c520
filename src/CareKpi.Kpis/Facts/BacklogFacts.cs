using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Facts;

/// <summary>Signed changes of the backlog and its ages. What will happen if nothing else does (a case turning a week old) is a fact in the future.</summary>
internal sealed class BacklogFacts
{
    private const long Day = 86_400_000_000;

    private static readonly long[] Ages = [Day, 3 * Day, 7 * Day, 30 * Day];

    private static readonly Measure[] Buckets =
        [CaseMeasures.BacklogAge0To1, CaseMeasures.BacklogAge1To3, CaseMeasures.BacklogAge3To7, CaseMeasures.BacklogAge7To30, CaseMeasures.BacklogAge30];

    private readonly List<long> instants = [];
    private readonly Amount[] change = new Amount[2];

    private readonly record struct Standing(bool IsOpen, Credit Owner, int Bucket);

    public void Add(CaseHistory history, FactSink sink)
    {
        instants.Clear();
        foreach (var state in history.States)
        {
            instants.Add(state.At);
        }
        foreach (var owner in history.Owners)
        {
            instants.Add(owner.At);
        }
        foreach (var age in Ages)
        {
            instants.Add(history.Opened + age);
        }
        instants.Sort();
        var before = default(Standing);
        var since = 0L;
        for (var i = 0; i < instants.Count; i++)
        {
            var at = instants[i];
            if (i > 0 && instants[i - 1] == at)
            {
                continue;
            }
            var now = StandingAt(history, at);
            if (now != before)
            {
                if (now.IsOpen && !before.IsOpen)
                {
                    since = at;
                }
                else if (!now.IsOpen)
                {
                    sink.Stood(since, at);
                }
                Add(history, sink, at, before, -1);
                Add(history, sink, at, now, 1);
                before = now;
            }
        }
        if (before.IsOpen)
        {
            sink.Stood(since, long.MaxValue);
        }
    }

    private static Standing StandingAt(CaseHistory history, long at)
    {
        var isOpen = false;
        foreach (var state in history.States)
        {
            isOpen = state.At <= at ? state.IsOpen : isOpen;
        }
        if (!isOpen)
        {
            return default;
        }
        var bucket = 0;
        while (bucket < Ages.Length && at - history.Opened >= Ages[bucket])
        {
            bucket++;
        }
        return new Standing(true, history.OwnerAt(at), bucket);
    }

    private void Add(CaseHistory history, FactSink sink, long at, Standing standing, int amount)
    {
        if (standing.IsOpen)
        {
            change[0] = new Amount(CaseMeasures.Backlog, amount);
            change[1] = new Amount(Buckets[standing.Bucket], amount);
            sink.Add(new FactHead(standing.Owner, history.Customer, at, history.Slices), change);
        }
    }
}
