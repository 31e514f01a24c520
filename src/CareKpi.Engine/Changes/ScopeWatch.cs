using CareKpi.Engine.Grains;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Changes;

/// <summary>The scopes that somebody waits for, and the last entry that changed each. Costs nothing while nobody does. Belongs to the writer's scheduler.</summary>
internal sealed class ScopeWatch
{
    /// <summary>More cannot be watched at once.</summary>
    public const int MaxWatched = 20_000;

    /// <summary>Who does not ask again within it watches no more.</summary>
    private const long Lease = 60_000_000;

    private readonly Dictionary<ScopeRef, Watched> watched = [];
    private readonly Dictionary<(Level Level, int Name), Watched> byName = [];
    private readonly List<Watched> added = [];
    private readonly Dictionary<ScopeRef, Watched> unnamed = [];
    private readonly HashSet<(Credit Credit, int Day)> seen = [];
    private long sweptAt;

    private sealed class Watched(ScopeRef scope, long from)
    {
        public ScopeRef Scope => scope;

        /// <summary>What changed it earlier is not known.</summary>
        public long From => from;

        public long ChangedBy { get; set; }

        public long Until { get; set; }

        /// <summary>In the names of the projection; 0: nobody has named it yet.</summary>
        public int Name { get; set; }

        public List<TaskCompletionSource> Waiting { get; } = [];
    }

    public bool IsIdle => watched.Count == 0;

    /// <summary>The scopes of a request that are changed after what the asker knows.</summary>
    public List<ScopeRef> Changed(ChangesRequest request, long applied, long now)
    {
        var changed = new List<ScopeRef>();
        foreach (var (scope, since) in request.Scopes)
        {
            if (!watched.TryGetValue(scope, out var known))
            {
                if (watched.Count >= MaxWatched)
                {
                    Sweep(now);
                }
                if (watched.Count >= MaxWatched)
                {
                    throw new UnavailableException("too many scopes are watched; try again later", TimeSpan.FromSeconds(10));
                }
                watched.Add(scope, known = new Watched(scope, applied));
                added.Add(known);
            }
            known.Until = now + Lease;
            if (since is { } knows && (known.ChangedBy > knows || known.From > knows))
            {
                changed.Add(scope);
            }
        }
        Sweep(now);
        return changed;
    }

    /// <summary>Completed by the next change of one of the scopes, or by <paramref name="signal"/>'s owner; then <see cref="Leave"/>.</summary>
    public void Wait(ChangesRequest request, TaskCompletionSource signal)
    {
        foreach (var (scope, _) in request.Scopes)
        {
            if (watched.TryGetValue(scope, out var known))
            {
                known.Waiting.Add(signal);
            }
        }
    }

    public void Leave(ChangesRequest request, TaskCompletionSource signal)
    {
        foreach (var (scope, _) in request.Scopes)
        {
            if (watched.TryGetValue(scope, out var known))
            {
                known.Waiting.Remove(signal);
            }
        }
    }

    /// <summary>Everything may be otherwise: settings, definitions, another generation.</summary>
    public void SeeAll(long seq)
    {
        byName.Clear();
        unnamed.Clear();
        added.Clear();
        foreach (var known in watched.Values)
        {
            known.Name = 0;
            added.Add(known);
            Mark(known, seq);
        }
    }

    /// <summary>Facts that were added or taken back.</summary>
    public void See(EntryFacts facts, TenantProjection projection, long seq)
    {
        Name(projection);
        seen.Clear();
        foreach (var head in facts.Heads)
        {
            Mark(Level.Tenant, 0, seq);
            if (head.Customer != 0)
            {
                Mark(Level.Customer, head.Customer, seq);
            }
            var day = projection.Calendar.DayOf(head.IsRamp ? head.RampFrom : head.Instant);
            if (!head.Credit.IsNobody && seen.Add((head.Credit, day)))
            {
                Mark(Level.Agent, head.Credit.Agent, seq);
                var team = head.Credit.Team != 0 ? head.Credit.Team : projection.Directory.TeamOf(head.Credit.Agent, projection.Calendar.StartOf(day + 1));
                MarkTeam(team, projection.Directory, seq);
            }
        }
    }

    /// <summary>A scope that was not there before.</summary>
    public void SeeNew(Level level, int name, TenantProjection projection, long seq)
    {
        Name(projection);
        if (unnamed.Count > 0 && unnamed.Remove(new ScopeRef(level, projection.Names.Text(name)), out var known))
        {
            known.Name = name;
            byName[(level, name)] = known;
        }
        Mark(level, name, seq);
    }

    /// <summary>Customers whose lines in the spell table are others.</summary>
    public void SeeLines(IEnumerable<int> customers, long seq)
    {
        foreach (var customer in customers)
        {
            Mark(Level.Tenant, 0, seq);
            Mark(Level.Customer, customer, seq);
        }
    }

    /// <summary>Statuses of agents, with teams that they name, and queues (whoever waits in one is no team's yet, so every team is told).</summary>
    public void SeeNow(HashSet<(int Agent, int Team)> restated, bool requeued, TenantProjection projection, long seq)
    {
        Name(projection);
        var endOfDay = projection.Calendar.StartOf(projection.Calendar.DayOf(projection.Head.Latest) + 1);
        foreach (var (agent, team) in restated)
        {
            Mark(Level.Tenant, 0, seq);
            Mark(Level.Agent, agent, seq);
            MarkTeam(team != 0 ? team : projection.Directory.TeamOf(agent, endOfDay), projection.Directory, seq);
        }
        if (!requeued)
        {
            return;
        }
        foreach (var ((level, _), known) in byName)
        {
            if (level is Level.Tenant or Level.Team)
            {
                Mark(known, seq);
            }
        }
    }

    /// <summary>What is said of an agent, a team or a customer; to be called before it is known and after.</summary>
    public void SeeDescribed(EventType type, int name, TenantProjection projection, long seq)
    {
        Name(projection);
        var directory = projection.Directory;
        switch (type)
        {
            case EventType.AgentDescribed:
                Mark(Level.Tenant, 0, seq);
                Mark(Level.Agent, name, seq);
                foreach (var described in directory.AgentProfiles.GetValueOrDefault(name)?.Events ?? [])
                {
                    MarkTeam(described.Belongs, directory, seq);
                }
                break;
            case EventType.TeamDescribed:
                // A link of the tree may open a ring, or close one, anywhere.
                Mark(Level.Tenant, 0, seq);
                foreach (var team in directory.Teams)
                {
                    Mark(Level.Team, team, seq);
                }
                break;
            default:
                Mark(Level.Customer, name, seq);
                break;
        }
    }

    /// <summary>With all above it.</summary>
    private void MarkTeam(int team, Projection.Directory directory, long seq)
    {
        for (var depth = 0; team != 0 && depth <= TeamTree<int>.MaxDepth; depth++, team = directory.ParentOf(team))
        {
            Mark(Level.Team, team, seq);
        }
    }

    private void Mark(Level level, int name, long seq)
    {
        if (byName.TryGetValue((level, name), out var known))
        {
            Mark(known, seq);
        }
    }

    private static void Mark(Watched known, long seq)
    {
        known.ChangedBy = Math.Max(seq, known.ChangedBy);
        known.Waiting.ForEach(static signal => signal.TrySetResult());
        known.Waiting.Clear();
    }

    /// <summary>Finds the numbers of those who are watched since the last look. Whom nobody has named yet waits for <see cref="SeeNew"/>.</summary>
    private void Name(TenantProjection projection)
    {
        foreach (var known in added)
        {
            if (known.Scope.Level == Level.Tenant || (known.Name = projection.Names.Find(known.Scope.Key)) != 0)
            {
                byName[(known.Scope.Level, known.Name)] = known;
            }
            else
            {
                unnamed.Add(known.Scope, known);
            }
        }
        added.Clear();
    }

    /// <summary>Lets go of those for whom nobody asks any more.</summary>
    public void Sweep(long now)
    {
        if (now - sweptAt < Lease)
        {
            return;
        }
        sweptAt = now;
        foreach (var known in watched.Values.Where(known => known.Until < now && known.Waiting.Count == 0).ToList())
        {
            watched.Remove(known.Scope);
            byName.Remove((known.Scope.Level, known.Name));
            unnamed.Remove(known.Scope);
            added.Remove(known);
        }
    }
}
