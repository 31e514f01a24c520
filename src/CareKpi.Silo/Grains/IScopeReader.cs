using System.Security.Cryptography;
using System.Text;
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

/// <summary>How a scope is named as a grain: tenant, level and, for less than the whole tenant, a hash of its key. Names of grains stand in logs, keys of people do not: which scope it is, is in what is asked of it.</summary>
internal static class ScopeKey
{
    private const char Between = '|';

    public static string Of(string tenant, ScopeRef scope) => $"{tenant}{Between}{(int)scope.Level}{Between}{(scope.Key.Length == 0 ? "" : Hash(tenant, scope.Key))}";

    public static string TenantOf(string key) => key[..key.IndexOf(Between, StringComparison.Ordinal)];

    private static string Hash(string tenant, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}{Between}{key}")).AsSpan(0, 16));
}
