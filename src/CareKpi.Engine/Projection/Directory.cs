using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Which agents, teams and customers there are, what they are called and where they belong. Agents and teams are few and stay in memory; a customer's profile is a row.</summary>
public sealed class Directory(NameTable names)
{
    /// <summary>A team tree deeper than this is cut.</summary>
    public const int MaxDepth = 8;

    private Dictionary<int, int>? parents;
    private int[]? sortedCustomers;

    public HashSet<int> Agents { get; } = [];

    public HashSet<int> Teams { get; } = [];

    public HashSet<int> Customers { get; } = [];

    /// <summary>Every leaf that has or had a cell.</summary>
    public HashSet<Credit> Leaves { get; } = [];

    /// <summary>Time of the last event that named a team or an agent.</summary>
    public Dictionary<(bool IsTeam, int Name), long> LastEvents { get; } = [];

    /// <summary>Of these, changed since the last checkpoint.</summary>
    public HashSet<(bool IsTeam, int Name)> ChangedTimes { get; } = [];

    public Dictionary<int, Profile> AgentProfiles { get; } = [];

    public Dictionary<int, Profile> TeamProfiles { get; } = [];

    /// <summary>Changes whenever a membership or a parent may have.</summary>
    public long Structure { get; private set; }

    public void Changed()
    {
        parents = null;
        Structure++;
    }

    /// <summary>The team whose member an agent is on the day that ends at an instant; 0: none.</summary>
    public int TeamOf(int agent, long endOfDay) => AgentProfiles.TryGetValue(agent, out var profile) ? profile.BelongsBefore(endOfDay) : 0;

    /// <summary>The parent of a team in today's tree; 0: none. In a ring the team with the smallest key has no parent.</summary>
    public int ParentOf(int team) => (parents ??= Parents()).GetValueOrDefault(team);

    /// <summary>A team and what is under it, at most 8 deep.</summary>
    public HashSet<int> WithDescendants(int team)
    {
        var found = new HashSet<int> { team };
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var before = found.Count;
            foreach (var (child, parent) in parents ??= Parents())
            {
                if (found.Contains(parent))
                {
                    found.Add(child);
                }
            }
            if (found.Count == before)
            {
                break;
            }
        }
        return found;
    }

    /// <summary>Customers in ordinal order of their keys.</summary>
    public IReadOnlyList<int> SortedCustomers()
    {
        if (sortedCustomers is null || sortedCustomers.Length != Customers.Count)
        {
            sortedCustomers = [.. Customers];
            Array.Sort(sortedCustomers, names.Compare);
        }
        return sortedCustomers;
    }

    private Dictionary<int, int> Parents()
    {
        var found = new Dictionary<int, int>();
        foreach (var (team, profile) in TeamProfiles)
        {
            var parent = profile.BelongsBefore(long.MaxValue);
            if (parent != 0)
            {
                found[team] = parent;
            }
        }
        foreach (var start in found.Keys.ToList())
        {
            OpenRing(start, found);
        }
        return found;
    }

    private void OpenRing(int start, Dictionary<int, int> parents)
    {
        var smallest = start;
        var at = start;
        for (var steps = 0; steps <= parents.Count; steps++)
        {
            if (!parents.TryGetValue(at, out var parent))
            {
                return;
            }
            at = parent;
            if (at == start)
            {
                parents.Remove(smallest);
                return;
            }
            smallest = names.Compare(at, smallest) < 0 ? at : smallest;
        }
    }
}
