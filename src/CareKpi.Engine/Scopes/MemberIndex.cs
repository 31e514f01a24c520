using CareKpi.Engine.Projection;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>The leaves of a projection by the scopes that they may belong to, found in one pass; the members of each agent and team that was asked for are kept.
/// Worth something until a membership, a parent or a leaf is new.</summary>
internal sealed class MemberIndex
{
    private readonly TenantProjection projection;
    private readonly Dictionary<int, Profile> profiles = [];
    private readonly ILookup<int, Credit> byAgent;
    private readonly Dictionary<int, List<Credit>> byTeam = [];
    private readonly Dictionary<(Level Level, int Name), ScopeMembers> kept = [];

    public MemberIndex(TenantProjection projection)
    {
        this.projection = projection;
        var directory = projection.Directory;
        byAgent = directory.Leaves.ToLookup(static leaf => leaf.Agent);
        foreach (var leaf in directory.Leaves)
        {
            if (leaf.Team == 0 && directory.AgentProfiles.TryGetValue(leaf.Agent, out var profile))
            {
                profiles.TryAdd(leaf.Agent, profile);
            }
        }
        Share(directory.Leaves, byTeam);
    }

    public ScopeMembers Of(Level level, int name)
    {
        if (!kept.TryGetValue((level, name), out var members))
        {
            members = level == Level.Team ? OfTeam(name) : new ScopeMembers(level, name, [], profiles, projection.Calendar, LeavesOf(level, name));
            // Customers have no leaves, and are too many to keep.
            if (level != Level.Customer)
            {
                kept.Add((level, name), members);
            }
        }
        return members;
    }

    /// <summary>The agents that have something of a scope, each with the leaves of the scope that are its own.</summary>
    public static IEnumerable<(int Name, ScopeMembers Members)> AgentsOf(ScopeMembers whole) =>
        whole.Leaves.Where(static leaf => leaf.Agent != 0).GroupBy(static leaf => leaf.Agent).Select(own => (own.Key, whole.With([.. own])));

    /// <summary>The teams that may have something of a scope, each without those under it, with the leaves of the scope that may be its own.</summary>
    public IEnumerable<(int Name, ScopeMembers Members)> TeamsOf(ScopeMembers whole)
    {
        var own = new Dictionary<int, List<Credit>>();
        Share(whole.Leaves, own);
        return (whole.Level == Level.Team ? whole.Teams : projection.Directory.Teams).Select(team => (team, new ScopeMembers(Level.Team, team, [team], profiles, projection.Calendar, [.. own.GetValueOrDefault(team) ?? []])));
    }

    private ScopeMembers OfTeam(int name)
    {
        var teams = projection.Directory.WithDescendants(name);
        return new ScopeMembers(Level.Team, name, teams, profiles, projection.Calendar, [.. teams.SelectMany(team => byTeam.GetValueOrDefault(team) ?? [])]);
    }

    private HashSet<Credit> LeavesOf(Level level, int name) => level switch
    {
        Level.Tenant => [.. projection.Directory.Leaves],
        Level.Agent => [.. byAgent[name]],
        _ => [],
    };

    /// <summary>A leaf without a team may belong to each team whose member its agent ever was.</summary>
    private void Share(IEnumerable<Credit> leaves, Dictionary<int, List<Credit>> among)
    {
        foreach (var leaf in leaves)
        {
            if (leaf.Team != 0)
            {
                Add(leaf.Team, leaf);
            }
            else if (profiles.TryGetValue(leaf.Agent, out var profile))
            {
                foreach (var team in profile.EverBelongs())
                {
                    Add(team, leaf);
                }
            }
        }

        void Add(int team, Credit leaf)
        {
            if (!among.TryGetValue(team, out var its))
            {
                among.Add(team, its = []);
            }
            its.Add(leaf);
        }
    }
}
