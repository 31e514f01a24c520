using CareKpi.Kpis.Benchmarks.Peers;

namespace CareKpi.Engine.Scopes;

/// <summary>What is published about peers. Figures are made from many tenants, so no tenant's grains keep them.</summary>
public interface IPeerTable
{
    /// <summary>By KPI, the publications of an industry that a tenant is in.</summary>
    ValueTask<IReadOnlyDictionary<string, PeerFigures>> ShownAsync(string tenant, string industry);

    /// <summary>Nothing is published.</summary>
    static IPeerTable Empty { get; } = new None();

    private sealed class None : IPeerTable
    {
        private static readonly Dictionary<string, PeerFigures> Nothing = [];

        public ValueTask<IReadOnlyDictionary<string, PeerFigures>> ShownAsync(string tenant, string industry) => new(Nothing);
    }
}

/// <summary>What one tenant is shown of its industry.</summary>
internal delegate ValueTask<IReadOnlyDictionary<string, PeerFigures>> PeersOfIndustry(string industry);
