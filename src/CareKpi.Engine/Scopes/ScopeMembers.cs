using CareKpi.Engine.Projection;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>Which leaves belong to a scope, on which day. A team has its named rows, and the rows without a team of who is its member on that day.</summary>
public sealed class ScopeMembers
{
    internal ScopeMembers(Level level, int name, HashSet<int> teams, IReadOnlyDictionary<int, Profile> profiles, ZoneCalendar calendar, HashSet<Credit> leaves)
    {
        Level = level;
        Name = name;
        Teams = teams;
        Profiles = profiles;
        Calendar = calendar;
        Leaves = leaves;
    }

    internal Level Level { get; }

    internal int Name { get; }

    /// <summary>The team and those under it.</summary>
    internal HashSet<int> Teams { get; }

    /// <summary>Of agents whose rows may belong to a team. Scopes of one tenant share them: a profile that changes is another one.</summary>
    internal IReadOnlyDictionary<int, Profile> Profiles { get; }

    internal ZoneCalendar Calendar { get; }

    /// <summary>Every leaf that may belong to the scope on some day.</summary>
    public HashSet<Credit> Leaves { get; }

    /// <summary>Of the same scope, these of its leaves.</summary>
    internal ScopeMembers With(HashSet<Credit> leaves) => new(Level, Name, Teams, Profiles, Calendar, leaves);

    public bool Has(Credit leaf, int day) => Level switch
    {
        Level.Tenant => true,
        Level.Agent => leaf.Agent == Name,
        _ => leaf.Team != 0 ? Teams.Contains(leaf.Team) : Profiles.TryGetValue(leaf.Agent, out var profile) && Teams.Contains(profile.BelongsBefore(Calendar.StartOf(day + 1))),
    };

    /// <summary>Stock moves with the agent: rows whose membership changes with the day are kept apart, all others together.</summary>
    public Credit GroupOf(Credit leaf) => Level == Level.Team && leaf.Team == 0 ? leaf : default;

    public bool HasGroup(Credit group, int day) => group == default || Has(group, day);
}
