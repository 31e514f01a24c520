using System.Collections.Concurrent;
using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Events;

namespace CareKpi.Api.Quality;

/// <summary>How often a tenant's events were refused with one code, and the last few of them.</summary>
internal sealed record RejectionCount(long Count, IReadOnlyList<string> Samples);

/// <summary>Refused events never reach the log, so their numbers are kept here: in memory at once, in the node's rows every now and then.</summary>
internal sealed class RejectionCounts(NodeState state) : ITenantRows
{
    private const int MaxSamples = 5;

    private readonly ConcurrentDictionary<(string Tenant, string Code), RejectionCount> fresh = new();

    public void Add(string tenant, IReadOnlyList<Rejection> rejections)
    {
        foreach (var rejection in rejections)
        {
            string[] sample = [$"{rejection.Id ?? "?"}: {rejection.Field} {rejection.Message}"];
            fresh.AddOrUpdate((tenant, rejection.Code), static (_, first) => new(1, first), static (_, old, next) => Sum(old, new(1, next)), sample);
        }
    }

    /// <summary>What a tenant's events were refused for, since the beginning.</summary>
    public async Task<IReadOnlyList<QualityCount>> OfAsync(string tenant, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, RejectionCount>(StringComparer.Ordinal);
        foreach (var (key, value) in await state.ScanAsync(Rows(tenant), cancellationToken))
        {
            counts[key[Rows(tenant).Length..]] = JsonSerializer.Deserialize(value, NodeJson.Default.RejectionCount)!;
        }

        foreach (var (key, count) in fresh.Where(pair => string.Equals(pair.Key.Tenant, tenant, StringComparison.Ordinal)))
        {
            counts[key.Code] = counts.TryGetValue(key.Code, out var stored) ? Sum(stored, count) : count;
        }

        return [.. counts.Select(pair => new QualityCount(pair.Key, pair.Value.Count, pair.Value.Samples))];
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var key in fresh.Keys)
        {
            if (!fresh.TryRemove(key, out var count))
            {
                continue;
            }

            try
            {
                await state.AloneAsync(Rows(key.Tenant), async stop =>
                {
                    var row = Rows(key.Tenant) + key.Code;
                    var stored = await state.GetAsync(row, stop) is { } value ? JsonSerializer.Deserialize(value, NodeJson.Default.RejectionCount)! : new(0, []);
                    await state.WriteAsync([(row, JsonSerializer.SerializeToUtf8Bytes(Sum(stored, count), NodeJson.Default.RejectionCount))], stop);
                }, cancellationToken);
            }
            catch (UnavailableException)
            {
                fresh.AddOrUpdate(key, count, (_, newer) => Sum(count, newer));
                throw;
            }
        }
    }

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var key in fresh.Keys.Where(key => string.Equals(key.Tenant, tenant, StringComparison.Ordinal)))
        {
            fresh.TryRemove(key, out _);
        }

        var rows = await state.ScanAsync(Rows(tenant), cancellationToken);
        await state.WriteAsync([.. rows.Select(row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    private static RejectionCount Sum(RejectionCount old, RejectionCount next) => new(old.Count + next.Count, [.. old.Samples.Concat(next.Samples).TakeLast(MaxSamples)]);

    private static string Rows(string tenant) => $"rejected/{tenant}/";
}
