using CareKpi.Api.Problems;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Access;

/// <summary>
/// What a caller may see of a tenant: the one place that decides it, for figures, lists, rankings, evidence, targets and changes. What is not seen does not exist for the caller.
/// <list type="bullet">
/// <item>API keys and admins: everything.</item>
/// <item>A lead: the own teams with all below them, and the agents who are members of one of them today. Neither the tenant nor its customers.</item>
/// <item>An agent: only itself.</item>
/// <item>A widget: its scope.</item>
/// </list>
/// Single agents are seen only by those whom the tenant's setting <c>visibility</c> names; widgets are minted by keys, so they count as admins.
/// </summary>
internal sealed class Sight
{
    private readonly Reach reach;
    private readonly bool showsAgents;
    private readonly IReadOnlySet<string> teams;
    private readonly IReadOnlySet<string> agents;

    private Sight(Reach reach, bool showsAgents, IReadOnlySet<string> teams, IReadOnlySet<string> agents)
    {
        this.reach = reach;
        this.showsAgents = showsAgents;
        this.teams = teams;
        this.agents = agents;
    }

    /// <param name="reach">Of the caller.</param>
    /// <param name="viewers">Of the tenant.</param>
    /// <param name="teams">Of a lead: the own teams with all below them.</param>
    /// <param name="agents">Of a lead: the members of these today.</param>
    public static Sight Of(Reach reach, AgentViewers viewers, IEnumerable<string> teams, IEnumerable<string> agents) => new(
        reach,
        viewers.HasFlag(reach switch { Reach.OfTeams => AgentViewers.Lead, Reach.OfAgent => AgentViewers.Self, _ => AgentViewers.Admin }),
        teams.ToHashSet(StringComparer.Ordinal),
        reach is Reach.OfAgent self ? new HashSet<string>(StringComparer.Ordinal) { self.Agent } : agents.ToHashSet(StringComparer.Ordinal));

    public bool Sees(ScopeRef scope) => (scope.Level != Level.Agent || showsAgents) && reach switch
    {
        Reach.Whole => true,
        Reach.OfTeams => scope.Level == Level.Team ? teams.Contains(scope.Key) : scope.Level == Level.Agent && agents.Contains(scope.Key),
        Reach.OfAgent => scope.Level == Level.Agent && agents.Contains(scope.Key),
        Reach.OfWidget widget => scope == widget.Scope,
        _ => false,
    };

    /// <summary>Keys of the scopes of a level that are seen: what a list, a ranking or a comparison may hold. null: all there are.</summary>
    public IReadOnlyList<string>? Among(Level level)
    {
        if (level == Level.Agent && !showsAgents)
        {
            return [];
        }

        return reach switch
        {
            Reach.Whole => null,
            Reach.OfTeams when level == Level.Team => [.. teams],
            Reach.OfTeams or Reach.OfAgent when level == Level.Agent => [.. agents],
            Reach.OfWidget widget when widget.Scope.Level == level && level != Level.Tenant => [widget.Scope.Key],
            _ => [],
        };
    }

    /// <summary>The KPIs that are seen; null: all of the level.</summary>
    public IReadOnlyList<string>? Kpis => (reach as Reach.OfWidget)?.Kpis;

    public bool SeesKpi(string code) => Kpis is null || Kpis.Contains(code, StringComparer.Ordinal);

    /// <summary>What stands behind a value is for people and keys: a widget shows figures.</summary>
    public bool SeesEvidence(ScopeRef scope, string kpi) => !IsOfWidget && Sees(scope) && SeesKpi(kpi);

    /// <summary>What asks somebody to act is for people and keys.</summary>
    public bool SeesAlerts => !IsOfWidget;

    public bool SeesAlert(ScopeRef scope, string kpi) => SeesAlerts && Sees(scope) && SeesKpi(kpi);

    /// <summary>Rules are about all of the tenant: to those who see all of it.</summary>
    public bool SeesRules => reach is Reach.Whole;

    /// <summary>Agents see disputes about their own answers, leads those about their agents', admins and keys all.</summary>
    public bool SeesDispute(string? agent) => reach is Reach.Whole || (agent is not null && SeesAgent(agent));

    /// <summary>Leads decide about their agents' answers, admins and keys about all.</summary>
    public bool Decides => reach is Reach.Whole or Reach.OfTeams;

    /// <summary>It shows what it was made for, and tries nothing.</summary>
    public bool IsOfWidget => reach is Reach.OfWidget;

    /// <summary>What is now is for people and keys.</summary>
    public bool SeesNow => !IsOfWidget;

    /// <summary>Who waits in a queue is no team's yet: those who answer for teams, or for all, see it.</summary>
    public bool SeesQueues => reach is Reach.Whole or Reach.OfTeams;

    /// <summary>Whether what is shown of a scope that is seen may name this agent.</summary>
    public bool SeesAgent(string agent) => Sees(new(Level.Agent, agent));

    /// <summary>The request as far as it is the caller's to see; null: what it asks for does not exist for the caller. Throws <see cref="ReadProblemException"/> for what the caller's widget does not show.</summary>
    public ReadRequest? Narrow(ReadRequest request)
    {
        if (!Sees(request.Scope))
        {
            return null;
        }

        if (request.Kpis?.FirstOrDefault(code => !SeesKpi(code)) is { } hidden)
        {
            throw new ReadProblemException(ProblemCodes.Forbidden, $"this credential does not show '{hidden}'", "kpis");
        }

        // A table of cohorts is of the tenant's customers and their revenue, whatever the KPIs: none is a widget's.
        if (IsOfWidget && request.Cohorts is not null)
        {
            throw new ReadProblemException(ProblemCodes.Forbidden, "a widget shows no cohorts", "cohorts");
        }

        // Peers are told to members, and a place among teams or agents is about the others: neither is a page's that anybody may look at.
        if (reach is Reach.OfWidget && request.Extras.HasFlag(Extras.Benchmark))
        {
            throw new ReadProblemException(ProblemCodes.Forbidden, "a widget shows no benchmarks", "extras");
        }

        var among = request.Ranking is { } asked ? Among(asked.Level) : null;
        if (IsOfWidget && among is [])
        {
            throw new ReadProblemException(ProblemCodes.Forbidden, "a widget ranks none but its own scope", "ranking.level");
        }

        return request with { Kpis = request.Kpis ?? Kpis, Ranking = request.Ranking is { } ranking ? ranking with { Among = among } : null };
    }
}
