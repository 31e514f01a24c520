using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;

namespace CareKpi.Silo.Grains;

/// <summary><see cref="IScopeGrain"/> and <see cref="ITenantScope"/> as messages. Key: <see cref="ScopeKey"/>. Throws <see cref="WriterMovedException"/> when the tenant's writer is on another silo now.</summary>
[Alias("carekpi.scope")]
public interface IScopeReader : IGrainWithStringKey
{
    [Alias("read")]
    Task<ReadResult?> ReadAsync(ReadRequest request);

    [Alias("close-month")]
    Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by);

    [Alias("days")]
    Task<DaysRead> DaysAsync(DaysRequest request);

    [Alias("drivers")]
    Task<DriversResult?> DriversAsync(DriversRequest request);

    [Alias("evidence")]
    Task<EvidencePage?> EvidenceAsync(EvidenceRequest request);

    [Alias("tenant-spells")]
    Task<List<SpellFigures>> TenantSpellsAsync(List<SpellWindow> windows);

    [Alias("ranks")]
    Task<List<Rank?>> RanksAsync(RanksRequest request);
}

/// <summary>The scope's cells are with the tenant's writer, which is not on the silo of the scope any more: asked again, the scope wakes beside it.</summary>
public sealed class WriterMovedException(string message) : Exception(message);

/// <summary>How a scope is named as a grain: tenant, level and key.</summary>
internal static class ScopeKey
{
    private const char Between = '|';

    public static string Of(string tenant, ScopeRef scope) => $"{tenant}{Between}{(int)scope.Level}{Between}{scope.Key}";

    public static string TenantOf(string key) => key[..key.IndexOf(Between, StringComparison.Ordinal)];

    public static ScopeRef ScopeOf(string key)
    {
        // A scope's own key may hold the sign.
        var parts = key.Split(Between, 3);
        return new ScopeRef((Level)int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), parts[2]);
    }
}
