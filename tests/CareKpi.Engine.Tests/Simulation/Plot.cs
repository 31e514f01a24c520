namespace CareKpi.Engine.Tests.Simulation;

/// <summary>What there is in a seed's world beside one tenant on one node: of a random of its own, so that stories without it stay what they were.</summary>
/// <param name="Nodes">More than one: each believes that the tenants are its own, on the stores of one server.</param>
/// <param name="IsServer">The stores are those of a database server; false: files.</param>
/// <param name="Troubles">What the stores may have for a while.</param>
/// <param name="SetsClocks">Somebody sets nodes' clocks, and some events are years off.</param>
/// <param name="IsNarrow">Queues are so short that they are full.</param>
internal sealed record Plot(int Tenants, int Nodes, bool IsServer, IReadOnlyList<Trouble> Troubles, bool SetsClocks, bool IsNarrow)
{
    public static Plot Plain { get; } = new(1, 1, false, [], false, false);

    public static Plot Of(int seed)
    {
        var random = new Random(seed ^ 0x706c6f74);
        var isServer = random.Next(2) == 0;
        return new Plot(
            random.Next(2) == 0 ? 1 : random.Next(2, 4),
            isServer && random.Next(3) > 0 ? 2 : 1,
            isServer,
            [.. new[] { Trouble.Full, Trouble.Slow, Trouble.Away }.Where(trouble => random.Next(3) == 0 && (isServer || trouble != Trouble.Away))],
            random.Next(3) == 0,
            random.Next(3) == 0);
    }
}

internal enum Trouble
{
    None,

    /// <summary>No write succeeds, whatever is opened anew; reads do.</summary>
    Full,

    /// <summary>A write takes seconds.</summary>
    Slow,

    /// <summary>The server is not there.</summary>
    Away,
}
