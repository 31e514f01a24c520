using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The last status of an agent that counts.</summary>
internal readonly record struct Running(AgentState State, long Since, int Team)
{
    /// <summary>A status counts at most 16 h.</summary>
    public bool IsOver(long now) => now - Since >= WorkFacts.MaxStatus;
}

/// <summary>Each agent's last status, read from the agents' days and kept until one of these changes. Until somebody asks, nothing is kept.</summary>
internal sealed class RunningStatuses(Func<IReadOnlyList<StateKey>, CancellationToken, ValueTask<List<byte[]?>>> read)
{
    /// <summary>Agents whose days are read at once: between two reads the tenant's writer has its turn.</summary>
    private const int Page = 500;

    private readonly Dictionary<int, Running> known = [];
    private readonly Dictionary<int, long> stale = [];
    private readonly List<StatusEvent> counting = [];
    private bool isAsked;

    /// <summary>Changes with everything that is known.</summary>
    public long Version { get; private set; }

    /// <summary>null: no status that may still run.</summary>
    public Running? Of(int agent) => known.TryGetValue(agent, out var running) ? running : null;

    public void See(StateKey changed)
    {
        if (isAsked && changed.Kind == RowKind.AgentDay)
        {
            stale[(int)changed.A] = ++Version;
        }
    }

    /// <summary>Reads the days of those who changed; of everybody when it is asked first. <paramref name="now"/>: no event is later.</summary>
    public async ValueTask RefreshAsync(IEnumerable<int> agents, long now, CancellationToken cancellationToken)
    {
        if (!isAsked)
        {
            isAsked = true;
            foreach (var agent in agents)
            {
                stale[agent] = ++Version;
            }
        }
        foreach (var page in stale.ToArray().Chunk(Page))
        {
            var days = await DaysAsync(page, AgentDay.Of(now), cancellationToken);
            foreach (var (agent, at) in page)
            {
                Take(agent, AgentDay.Of(now), days);
                // Who changed meanwhile is read again.
                if (stale.TryGetValue(agent, out var last) && last == at)
                {
                    stale.Remove(agent);
                }
            }
            Version++;
        }
    }

    /// <summary>16 h reach into yesterday at most; what two events supersede together may stand on any day.</summary>
    private async ValueTask<Dictionary<StateKey, List<StatusEvent>>> DaysAsync(KeyValuePair<int, long>[] agents, int today, CancellationToken cancellationToken)
    {
        var days = new Dictionary<StateKey, List<StatusEvent>>();
        await LoadAsync(agents.SelectMany(pair => (StateKey[])[AgentWork.KeyOf(pair.Key, today - 1), AgentWork.KeyOf(pair.Key, today)]));
        await LoadAsync(days.SelectMany(static day => day.Value.Where(static status => status.Supersedes.Length > 0).Select(status => day.Key with { B = DaySuperseding.TargetDayOf(status) })).ToList());
        return days;

        async ValueTask LoadAsync(IEnumerable<StateKey> keys)
        {
            var missing = keys.Where(key => !days.ContainsKey(key)).Distinct().ToList();
            var found = await read(missing, cancellationToken);
            for (var i = 0; i < missing.Count; i++)
            {
                days[missing[i]] = found[i] is { } row ? AgentDay.Decode(row).Statuses : [];
            }
        }
    }

    private void Take(int agent, int today, Dictionary<StateKey, List<StatusEvent>> days)
    {
        for (var number = today; number >= today - 1; number--)
        {
            DaySuperseding.Counting(days[AgentWork.KeyOf(agent, number)], number, of => days.GetValueOrDefault(AgentWork.KeyOf(agent, of)), counting);
            if (counting.Count > 0)
            {
                known[agent] = new Running(counting[^1].State, counting[^1].Time, counting[^1].Team);
                return;
            }
        }
        known.Remove(agent);
    }
}
