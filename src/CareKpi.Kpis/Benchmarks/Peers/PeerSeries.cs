namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>What was published of one KPI in a group. <see cref="Figures"/> null: nothing, or withheld since. <see cref="Sets"/>: who was in each of the publications, the last one last.</summary>
public sealed record PeerSeries(PeerFigures? Figures, IReadOnlyList<byte[]> Sets)
{
    /// <summary>Fewer are told of by nothing.</summary>
    public const int MinTenants = 5;

    /// <summary>Under it the outer quantiles are withheld.</summary>
    public const int MinTenantsOfTails = 10;

    /// <summary>Two publications are about the same tenants, or about sets that so many joined or left.</summary>
    public const int MinChanges = 3;

    /// <summary>Publications whose members are remembered: ten years of quarters.</summary>
    private const int Remembered = 40;

    public static readonly PeerSeries None = new(null, []);

    /// <summary>What is published after a quarter. It is what was, wholly, unless the members are those of an earlier publication, or differ enough from those of every one: of this KPI and (<paramref name="related"/>) of those from which
    /// its values might be guessed. Not only from the last: three who come and go again would stand between two sets that differ by one.</summary>
    /// <param name="values">Of those in <paramref name="set"/>, in any order.</param>
    public PeerSeries After(DateOnly quarter, byte[] set, IReadOnlyCollection<double> values, PeerGrid grid, IEnumerable<byte[]> related)
    {
        if (values.Count < MinTenants)
        {
            return Sets.Count > 0 && PeerSets.Changes(Sets[^1], set) < MinChanges ? this : this with { Figures = null };
        }
        return Sets.Concat(related).All(told => PeerSets.Changes(told, set) is 0 or >= MinChanges)
            ? new PeerSeries(FiguresOf(quarter, values, grid), [.. Sets.Where(told => PeerSets.Changes(told, set) > 0).TakeLast(Remembered - 1), set])
            : this;
    }

    /// <summary>Values are rounded before and after: before, so that what comes out says nothing finer than the grid; after, so that it is no sum of theirs.</summary>
    private static PeerFigures FiguresOf(DateOnly quarter, IReadOnlyCollection<double> values, PeerGrid grid)
    {
        double[] sorted = [.. values.Select(grid.Round).Order()];
        var hasTails = sorted.Length >= MinTenantsOfTails;
        return new PeerFigures(quarter, sorted.Length, hasTails ? At(0.1) : null, At(0.25), At(0.5), At(0.75), hasTails ? At(0.9) : null);

        double At(double p) => grid.Round(HarrellDavis.Quantile(sorted, p));
    }
}
