using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Which agents, teams and customers there are, what they are called and where they belong. Agents and teams are few and stay in memory; a customer's profile is a row.</summary>
public sealed class Directory(NameTable names)
{
    private readonly Dictionary<(int Segment, int Region), CustomerTraits> shared = [];
    private TeamTree<int>? tree;
    private int[]? sortedCustomers;
    private int[]? sortedAgents;

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

    /// <summary>Segments and regions of the customers that have any.</summary>
    public Dictionary<int, CustomerTraits> Traits { get; } = [];

    /// <summary>Changes whenever a membership or a parent may have.</summary>
    public long Structure { get; private set; }

    public void Changed()
    {
        tree = null;
        Structure++;
    }

    /// <summary>Most customers were described once, and alike: they share what is known.</summary>
    public void Put(int customer, CustomerTraits? traits)
    {
        if (traits is null)
        {
            Traits.Remove(customer);
            return;
        }
        if (traits.Steps is [var only] && !shared.TryAdd((only.Segment, only.Region), traits))
        {
            traits = shared[(only.Segment, only.Region)];
        }
        Traits[customer] = traits;
    }

    /// <summary>A customer has another key, and stands elsewhere among the others.</summary>
    public void Renamed() => sortedCustomers = null;

    /// <summary>The team whose member an agent is on the day that ends at an instant; 0: none.</summary>
    public int TeamOf(int agent, long endOfDay) => AgentProfiles.TryGetValue(agent, out var profile) ? profile.BelongsBefore(endOfDay) : 0;

    /// <summary>Today's tree of teams. In a ring the team with the smallest key has no parent.</summary>
    public TeamTree<int> Tree => tree ??= TeamTree<int>.Of(Parents(), names.Compare);

    /// <summary>The parent of a team in today's tree; 0: none.</summary>
    public int ParentOf(int team) => Tree.Parents.GetValueOrDefault(team);

    /// <summary>A team and what is under it, at most 8 deep.</summary>
    public HashSet<int> WithDescendants(int team) => Tree.WithDescendants([team]);

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

    /// <summary>Agents in ordinal order of their keys.</summary>
    public IReadOnlyList<int> SortedAgents()
    {
        if (sortedAgents is null || sortedAgents.Length != Agents.Count)
        {
            sortedAgents = [.. Agents];
            Array.Sort(sortedAgents, names.Compare);
        }
        return sortedAgents;
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
        return found;
    }
}
