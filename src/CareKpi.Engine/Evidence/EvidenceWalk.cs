using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Evidence;

/// <summary>Walks days from the newest one back, and within a day hours, until a page is full or so much was looked through that it is time to answer.</summary>
internal sealed class EvidenceWalk
{
    private const int MaxDaysAhead = 16;
    private const int AgentsAtOnce = 100;

    private readonly ICellSource source;
    private readonly EvidenceQuestion question;
    private readonly EvidencePlace? after;
    private readonly int maxTold;
    private readonly EvidencePool pool;
    private readonly DossierTeller dossiers;
    private readonly AgentDayTeller agentDays;
    private readonly CostTeller costs;
    private int agentsTold;

    public EvidenceWalk(ICellSource source, EvidenceQuestion question, EvidencePlace? after, int first, int maxTold)
    {
        (this.source, this.question, this.after, this.maxTold) = (source, question, after, maxTold);
        pool = new EvidencePool(after, first);
        var sink = new EvidenceSink(question, pool.Add);
        dossiers = new DossierTeller(source, question, sink);
        agentDays = new AgentDayTeller(source, question, sink);
        costs = new CostTeller(source, question, sink);
    }

    /// <summary>The page; one item more says that there is another one.</summary>
    public List<EvidenceFound> Told => pool.Told;

    /// <summary>Where it was time to answer; null: all was looked through, or the page is full.</summary>
    public EvidencePlace? Stopped { get; private set; }

    private bool IsOver => pool.IsFull || Stopped is not null;

    private ZoneCalendar Calendar => question.View.Calendar;

    private int ToldCount => dossiers.Count + agentsTold;

    /// <summary>The newest instant that may still have something.</summary>
    private long Newest => after is not { } last ? long.MaxValue : last.IsBound ? last.At - 1 : last.At;

    private int StartDay => after is null ? int.MaxValue : Calendar.DayOf(Newest);

    /// <summary>Nothing is left to look through, unless it stopped before.</summary>
    public void End()
    {
        if (!IsOver)
        {
            pool.TellDownTo(long.MinValue);
        }
    }

    /// <summary>Days of the period with anything that counts, newest first.</summary>
    public async Task WalkAsync(IEnumerable<int> days)
    {
        var costRows = question.HasCosts ? (await source.CostDaysAsync(question.FromDay, question.LastDay)).ToLookup(static row => row.Day, static row => row.Row) : null;
        // What takes from costs may add up to nothing, and be there all the same.
        var all = days.Concat(costRows?.Select(static day => day.Key) ?? []).Distinct().Where(day => day <= StartDay).OrderDescending().ToList();
        await foreach (var (day, entries) in IndexedAsync(all, question.Agents))
        {
            if (IsOver)
            {
                return;
            }
            await WalkDayAsync(day, entries, costRows?[day] ?? []);
        }
    }

    /// <summary>Days and what the index has of them, in few calls: of more days each time.</summary>
    private async IAsyncEnumerable<(int Day, IEnumerable<IndexedDossier> Entries)> IndexedAsync(List<int> days, IReadOnlySet<int>? agents)
    {
        for (var (at, ahead) = (0, 1); at < days.Count && !IsOver; at += ahead, ahead = Math.Min(ahead * 2, MaxDaysAhead))
        {
            ahead = Math.Min(ahead, days.Count - at);
            var indexed = question.Groups == 0 ? [] : await source.IndexedAsync(days.GetRange(at, ahead), question.Groups, agents);
            var byDay = indexed.ToLookup(static entry => entry.Day);
            foreach (var day in days.GetRange(at, ahead))
            {
                yield return (day, byDay[day]);
            }
        }
    }

    /// <summary>Dossiers by the day since which one of their cases may have been open.</summary>
    public async Task WalkStandingAsync()
    {
        var (candidates, from) = await StandingAsync();
        foreach (var day in candidates.OrderByDescending(static day => day.Key))
        {
            if (IsOver)
            {
                return;
            }
            await WalkDayAsync(day.Key, day.Select(dossier => new IndexedDossier(day.Key, dossier, 0, byte.MaxValue)), []);
        }
        if (from != int.MinValue && !IsOver)
        {
            Stopped = EvidencePlace.Before(Calendar.StartOf(from));
        }
    }

    /// <summary>Dossiers of a customer, by stretches of its timeline.</summary>
    public async Task WalkSpanAsync(long from, long to, IReadOnlyList<ulong> held)
    {
        if (from > Newest || IsOver)
        {
            return;
        }
        if (held.Count <= maxTold)
        {
            if (!Stop(to))
            {
                await dossiers.TellAsync(held);
                pool.TellDownTo(from);
            }
            return;
        }
        var own = held.ToHashSet();
        var (first, last) = (Math.Max(Calendar.DayOf(from), question.FromDay), Math.Min(Calendar.DayOf(to - 1), Math.Min(question.LastDay, StartDay)));
        await foreach (var (day, entries) in IndexedAsync(DaysBack(last, first), null))
        {
            if (IsOver)
            {
                return;
            }
            await WalkDayAsync(day, entries.Where(entry => own.Contains(entry.Dossier)), [], from, to);
        }
    }

    private static List<int> DaysBack(int last, int first) => [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Reverse()];

    /// <summary>The last hours first. A dossier speaks once, and all of what it says is kept until its place comes. A day that two stretches share is walked in each, from the one instant to the other.</summary>
    private async Task WalkDayAsync(int day, IEnumerable<IndexedDossier> entries, IEnumerable<StateKey> costRows, long from = long.MinValue, long to = long.MaxValue)
    {
        var (begin, end) = (Calendar.StartOf(day), Math.Min(Calendar.StartOf(day + 1), to));
        var floor = Math.Max(begin, from);
        if (Stop(end))
        {
            return;
        }
        if (IsWithinAgents(begin))
        {
            await WalkAgentsAsync(day, begin);
            return;
        }
        await costs.TellAsync(costRows);
        var newest = Newest < end ? Math.Max(0, (Newest - begin) / ZoneCalendar.MicrosPerHour) : byte.MaxValue;
        // What reaches over the hour where the last page ended belongs to it: the first hour of a call is told whole, so that each call comes further.
        foreach (var hour in entries.Where(entry => entry.First <= newest).GroupBy(entry => Math.Min(entry.Last, newest), static entry => entry.Dossier).OrderByDescending(static hour => hour.Key))
        {
            var isAfterHour = Math.Clamp(begin + ((hour.Key + 1) * ZoneCalendar.MicrosPerHour), floor, end);
            pool.TellDownTo(isAfterHour);
            if (pool.IsFull || Stop(isAfterHour))
            {
                return;
            }
            await dossiers.TellAsync(hour);
        }
        pool.TellDownTo(floor);
        if (question.HasAgentDays && !pool.IsFull)
        {
            await WalkAgentsAsync(day, begin);
        }
    }

    /// <summary>All agents' days stand at the beginning of the day, by the keys of agents.</summary>
    private async Task WalkAgentsAsync(int day, long begin)
    {
        var names = question.View.Names;
        var agents = question.AgentsWithLeaves.Select(agent => (Agent: agent, Key: names.Text(agent))).Where(agent => !IsWithinAgents(begin) || string.CompareOrdinal(agent.Key, after!.Value.Key) >= 0)
            .OrderBy(static agent => agent.Key, StringComparer.Ordinal);
        foreach (var some in agents.Chunk(AgentsAtOnce))
        {
            if (ToldCount >= maxTold)
            {
                Stopped = new EvidencePlace(begin, EvidenceKind.AgentDay, some[0].Key, "", "");
                return;
            }
            await agentDays.TellAsync(day, [.. some.Select(static agent => agent.Agent)]);
            agentsTold += some.Length;
            pool.TellDownTo(begin);
            if (pool.IsFull)
            {
                return;
            }
        }
    }

    /// <summary>The page before ended among the agents' days of the day: all else of it is told.</summary>
    private bool IsWithinAgents(long begin) => after is { Kind: EvidenceKind.AgentDay } last && last.At == begin;

    /// <summary>Whether it is time to answer: everything at the instant or later is told.</summary>
    private bool Stop(long instant)
    {
        if (Stopped is null && ToldCount >= maxTold)
        {
            Stopped = EvidencePlace.Before(instant);
        }
        return Stopped is not null;
    }

    /// <summary>Of a day that is over: what was open when its month began, and what its month has seen since. The newest days only, as many as one call may open; whole from <c>From</c> on.</summary>
    private async Task<(ILookup<int, ulong> ByDay, int From)> StandingAsync()
    {
        var last = Math.Min(question.LastDay, StartDay);
        var (found, from) = await source.StandingAsync(null, last, maxTold);
        if (question.LastDay < Calendar.DayOf(question.View.Now))
        {
            var month = Months.Of(question.LastDay);
            var before = await source.StandingAsync(month - 1, last, maxTold);
            found.AddRange(before.Dossiers);
            from = Math.Max(from, before.From);
            var count = 0;
            await foreach (var (day, entries) in IndexedAsync(DaysBack(last, Math.Max(Months.FirstDay(month), from)), null))
            {
                if (count >= maxTold)
                {
                    from = day + 1;
                    break;
                }
                var had = found.Count;
                found.AddRange(entries.Select(static entry => new StandingDossier(entry.Day, entry.Dossier)));
                count += found.Count - had;
            }
        }
        return (found.Where(dossier => dossier.Since >= from).Distinct().ToLookup(static dossier => dossier.Since, static dossier => dossier.Dossier), from);
    }
}
