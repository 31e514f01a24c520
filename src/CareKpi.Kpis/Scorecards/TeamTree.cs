namespace CareKpi.Kpis.Scorecards;

/// <summary>Today's tree of teams, by keys or by their numbers: which team has which parent, without rings.</summary>
public sealed record TeamTree<TTeam>(IReadOnlyDictionary<TTeam, TTeam> Parents)
    where TTeam : notnull
{
    /// <summary>Teams deeper than this under a team do not count for it.</summary>
    public const int MaxDepth = 8;

    private ILookup<TTeam, TTeam>? children;

    private ILookup<TTeam, TTeam> Children => children ??= Parents.ToLookup(static pair => pair.Value, static pair => pair.Key);

    /// <summary>The teams themselves and those under them, each at most 8 deep.</summary>
    public HashSet<TTeam> WithDescendants(IEnumerable<TTeam> teams)
    {
        var found = new HashSet<TTeam>(teams);
        if (found.Count == 0 || Parents.Count == 0)
        {
            return found;
        }
        var level = found.ToList();
        for (var depth = 0; depth < MaxDepth && level.Count > 0; depth++)
        {
            level = [.. level.SelectMany(parent => Children[parent]).Where(found.Add)];
        }
        return found;
    }

    /// <summary>A tree in which rings are open: in each the smallest team has no parent.</summary>
    public static TeamTree<TTeam> Of(Dictionary<TTeam, TTeam> parents, Comparison<TTeam> compare)
    {
        foreach (var start in parents.Keys.ToList())
        {
            OpenRing(start, parents, compare);
        }
        return new TeamTree<TTeam>(parents);
    }

    private static void OpenRing(TTeam start, Dictionary<TTeam, TTeam> parents, Comparison<TTeam> compare)
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
            if (at.Equals(start))
            {
                parents.Remove(smallest);
                return;
            }
            smallest = compare(at, smallest) < 0 ? at : smallest;
        }
    }
}
