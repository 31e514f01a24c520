namespace CareKpi.Api.Node;

/// <summary>Rounds that one node alone makes, of several on the same stores.</summary>
public enum RoundKind : byte
{
    Webhooks,
    Mail,
    Reports,
    Peers,
}

/// <summary>Who makes rounds, when several nodes stand on the same stores. The host of the grains knows it.</summary>
public interface IRoundTurns
{
    /// <summary>Whether this node makes rounds of the kind now. A node that says yes is the only one to.</summary>
    ValueTask<bool> IsOursAsync(RoundKind kind, CancellationToken cancellationToken);

    /// <summary>Whether this node looks after the tenant: its writer is here. One that sleeps is woken. Throws <see cref="Engine.Grains.UnavailableException"/>.</summary>
    ValueTask<bool> HoldsAsync(string tenant);
}

/// <summary>A node that is alone on its stores.</summary>
internal sealed class AloneTurns : IRoundTurns
{
    public ValueTask<bool> IsOursAsync(RoundKind kind, CancellationToken cancellationToken) => new(true);

    public ValueTask<bool> HoldsAsync(string tenant) => new(true);
}
