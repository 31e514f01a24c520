namespace CareKpi.Kpis.Health;

/// <summary>Parts of customers added up, by which of them are known: what any weights need, and whole numbers only. Add in any order.</summary>
public sealed class HealthFigures
{
    private const int Sets = 1 << HealthParts.Count;

    private readonly Group?[] groups = new Group?[Sets];

    /// <summary>Customers of whom the same parts are known, and the sum of each part in 1e-6.</summary>
    private sealed class Group
    {
        public long Customers { get; set; }

        public long[] Sums { get; } = new long[HealthParts.Count];
    }

    /// <summary>Figures of one customer: it stands for itself, however few it is.</summary>
    public bool IsOfOne { get; init; }

    public long Customers => groups.Sum(static group => group?.Customers ?? 0);

    public void Add(in HealthParts parts)
    {
        var known = parts.Known;
        var group = groups[known] ??= new Group();
        group.Customers++;
        for (var part = 0; part < HealthParts.Count; part++)
        {
            if ((known >> part & 1) != 0)
            {
                group.Sums[part] += parts[(HealthPart)part];
            }
        }
    }

    public void Add(HealthFigures other)
    {
        foreach (var (known, customers, sums) in other.Groups)
        {
            var group = groups[known] ??= new Group();
            group.Customers += customers;
            for (var part = 0; part < HealthParts.Count; part++)
            {
                group.Sums[part] += sums[part];
            }
        }
    }

    /// <summary>By which parts are known (a bit each): how many customers, and the sum of each part.</summary>
    public IEnumerable<(int Known, long Customers, long[] Sums)> Groups
    {
        get
        {
            for (var known = 0; known < Sets; known++)
            {
                if (groups[known] is { } group)
                {
                    yield return (known, group.Customers, group.Sums);
                }
            }
        }
    }

    /// <summary>The sum of a part over those who have it, in 1e-6.</summary>
    public long Sum(HealthPart part) => groups.Sum(group => group?.Sums[(int)part] ?? 0);
}
