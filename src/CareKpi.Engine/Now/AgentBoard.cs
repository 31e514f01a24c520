using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;

namespace CareKpi.Engine.Now;

/// <summary>An agent, the team whose member it is today (0: none), and its last status.</summary>
internal readonly record struct BoardRow(int Agent, int Member, Running? Last)
{
    private Running? RunningAt(long now) => Last is { } last && !last.IsOver(now) ? last : null;

    public AgentState StatusAt(long now) => RunningAt(now)?.State ?? AgentState.Offline;

    public long? SinceAt(long now) => RunningAt(now)?.Since;

    /// <summary>Who is nobody's member stands with the team that the status names.</summary>
    public int TeamAt(long now) => Member != 0 ? Member : RunningAt(now)?.Team ?? 0;
}

/// <summary>All agents of a tenant in the order of their keys, as long as statuses, memberships and the day are the same.</summary>
internal sealed class AgentBoard
{
    private readonly TenantProjection of;
    private readonly (long Statuses, long Structure, int Agents, int Day) version;
    private readonly BoardRow[] rows;

    public AgentBoard(TenantProjection of, long now)
    {
        this.of = of;
        version = VersionOf(of, now);
        var agents = of.Directory.SortedAgents();
        var endOfToday = of.Calendar.StartOf(version.Day + 1);
        rows = new BoardRow[agents.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new BoardRow(agents[i], of.Directory.TeamOf(agents[i], endOfToday), of.Running.Of(agents[i]));
        }
    }

    public bool IsOf(TenantProjection projection, long now) => of == projection && version == VersionOf(projection, now);

    /// <summary>How many of those who are seen have each status, and a page of those who may be named.</summary>
    public (List<StatusCount> Counts, List<BoardRow> Rows, bool HasNextPage) Read(NowRequest request, int team, long now)
    {
        var under = team == 0 ? null : of.Directory.WithDescendants(team);
        var teams = Names(request.AmongTeams);
        var agents = Names(request.AmongAgents);
        Span<int> counts = stackalloc int[(int)AgentState.Offline + 1];
        var page = new List<BoardRow>();
        var hasNextPage = false;
        var from = request.After is null ? 0 : PlaceAfter(request.After);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, at) = (rows[i], rows[i].TeamAt(now));
            var isNamed = agents is null || agents.Contains(row.Agent);
            if ((under is not null && !under.Contains(at)) || !(teams is null || teams.Contains(at) || (agents is not null && isNamed)))
            {
                continue;
            }
            var status = row.StatusAt(now);
            counts[(int)status]++;
            if (i < from || !isNamed || (request.Status is { } wanted && wanted != status))
            {
                continue;
            }
            if (page.Count < request.First)
            {
                page.Add(row);
            }
            else
            {
                hasNextPage = true;
            }
        }
        var told = new List<StatusCount>();
        for (var status = AgentState.Available; status <= AgentState.Offline; status++)
        {
            told.Add(new StatusCount(status, counts[(int)status]));
        }
        return (told, page, hasNextPage);
    }

    private static (long Statuses, long Structure, int Agents, int Day) VersionOf(TenantProjection of, long now) => (of.Running.Version, of.Directory.Structure, of.Directory.Agents.Count, of.Calendar.DayOf(now));

    private HashSet<int>? Names(IReadOnlyList<string>? keys)
    {
        if (keys is null)
        {
            return null;
        }
        var names = new HashSet<int>(keys.Count);
        foreach (var key in keys)
        {
            names.Add(of.Names.Find(key));
        }
        // What was never named is nobody's name.
        names.Remove(0);
        return names;
    }

    private int PlaceAfter(string key)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(key);
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = of.Names[rows[middle].Agent].SequenceCompareTo(bytes) <= 0 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
