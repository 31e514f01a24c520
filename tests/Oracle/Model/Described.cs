namespace Oracle.Model;

/// <summary>A property of a described agent, team or customer over time: the last one that gives it, before the first one that first one.</summary>
internal sealed class Described
{
    private readonly Dictionary<string, List<(long At, string? Value)>> _steps = new(StringComparer.Ordinal);

    /// <param name="orNone">Null says that there is none; else it is absent.</param>
    public Described(IEnumerable<Event> counting, string type, string key, string property, bool orNone)
    {
        foreach (var e in counting.Where(e => string.Equals(e.Type, type, StringComparison.Ordinal) && (orNone ? e.Data.Has(property) : e.Data.Field(property) is not null)))
        {
            if (!_steps.TryGetValue(e.Data.Text(key)!, out var steps))
            {
                _steps.Add(e.Data.Text(key)!, steps = []);
            }

            steps.Add((e.At, e.Data.Text(property)));
        }
    }

    public IEnumerable<string> Keys => _steps.Keys;

    /// <summary>Before the instant, it excluded.</summary>
    public string? Before(string? key, long at) => Last(key, s => s < at);

    /// <summary>At the instant, it included.</summary>
    public string? At(string? key, long at) => Last(key, s => s <= at);

    private string? Last(string? key, Func<long, bool> past)
    {
        if (key is null || !_steps.TryGetValue(key, out var steps))
        {
            return null;
        }

        var i = steps.FindLastIndex(s => past(s.At));
        return steps[Math.Max(i, 0)].Value;
    }
}

/// <summary>Today's tree of teams.</summary>
internal sealed class TeamTree(Described parents, long now)
{
    private const int Deepest = 8;

    private readonly Dictionary<(string Team, string Other), bool> _known = [];

    /// <summary>True when the team is the other or lies under it.</summary>
    public bool IsIn(string? team, string other)
    {
        if (team is null)
        {
            return false;
        }

        if (!_known.TryGetValue((team, other), out var isIn))
        {
            _known.Add((team, other), isIn = Climb(team, other));
        }

        return isIn;
    }

    private bool Climb(string? team, string other)
    {
        for (var steps = 0; team is not null && steps <= Deepest; steps++)
        {
            if (string.Equals(team, other, StringComparison.Ordinal))
            {
                return true;
            }

            team = Parent(team);
        }

        return false;
    }

    private string? Parent(string team)
    {
        // In a ring the team with the smallest key has no parent.
        var ring = new List<string> { team };
        for (var above = parents.At(team, now); above is not null; above = parents.At(above, now))
        {
            if (string.Equals(above, team, StringComparison.Ordinal))
            {
                return string.Equals(ring.Min(StringComparer.Ordinal), team, StringComparison.Ordinal) ? null : parents.At(team, now);
            }

            if (ring.Contains(above, StringComparer.Ordinal))
            {
                break;
            }

            ring.Add(above);
        }

        return parents.At(team, now);
    }
}
