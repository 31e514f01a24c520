using System.Collections.Concurrent;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;

namespace CareKpi.Api.Keys;

/// <summary>The keys of all tenants. A key found is believed for a second, so that a revocation on another node holds within two; here it holds at once.</summary>
internal sealed class KeyRing(NodeState state, TimeProvider clock)
{
    private static readonly TimeSpan Belief = TimeSpan.FromSeconds(1);
    private const int MaxRemembered = 50_000;

    private readonly ConcurrentDictionary<string, Remembered> remembered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Id), DateTimeOffset> used = new();

    private sealed record Remembered(ApiKey Key, long Since);

    /// <summary>null: no such key.</summary>
    public async ValueTask<ApiKey?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerSecret.LooksRight(token, BearerSecret.Key))
        {
            return null;
        }

        var hash = BearerSecret.Hash(token);
        if (remembered.TryGetValue(hash, out var known) && clock.GetElapsedTime(known.Since) < Belief)
        {
            return known.Key;
        }

        var since = clock.GetTimestamp();
        var row = await state.GetAsync(HashRow(hash), cancellationToken);
        if (row is null)
        {
            remembered.TryRemove(hash, out _);
            return null;
        }

        if (remembered.Count >= MaxRemembered)
        {
            remembered.Clear();
        }

        var key = JsonSerializer.Deserialize(row, NodeJson.Default.ApiKey)!;
        remembered[hash] = new(key, since);
        return key;
    }

    /// <summary>The secret is in the answer and nowhere else.</summary>
    public async Task<(ApiKey Key, string Secret)> AddAsync(string tenant, KeySpec spec, CancellationToken cancellationToken)
    {
        var secret = BearerSecret.New(BearerSecret.Key);
        var key = new ApiKey(RandomId.New(), tenant, spec.Name, spec.Scopes, clock.GetUtcNow(), spec.ExpiresAt, spec.Networks, BearerSecret.Hash(secret));
        var row = JsonSerializer.SerializeToUtf8Bytes(key, NodeJson.Default.ApiKey);
        await state.WriteAsync([(HashRow(key.Hash), row), (TenantRow(tenant) + key.Id, row)], cancellationToken);
        return (key, secret);
    }

    public async Task<IReadOnlyList<(ApiKey Key, DateTimeOffset? LastUsedAt)>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(TenantRow(tenant), cancellationToken);
        var stamps = (await state.ScanAsync(UsedRow(tenant), cancellationToken)).ToDictionary(row => row.Key[UsedRow(tenant).Length..], row => BitConverter.ToInt64(row.Value), StringComparer.Ordinal);
        return [.. rows.Select(row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.ApiKey)!).Select(key => (key, LastUsed(key, stamps)))];
    }

    /// <summary>False: the tenant has no such key.</summary>
    public async Task<bool> RevokeAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        if (await state.GetAsync(TenantRow(tenant) + id, cancellationToken) is not { } row)
        {
            return false;
        }

        var key = JsonSerializer.Deserialize(row, NodeJson.Default.ApiKey)!;
        await state.WriteAsync([(HashRow(key.Hash), null), (TenantRow(tenant) + id, null), (UsedRow(tenant) + id, null)], cancellationToken);
        remembered.TryRemove(key.Hash, out _);
        used.TryRemove((tenant, id), out _);
        return true;
    }

    public async Task RevokeAllAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var (key, _) in await ListAsync(tenant, cancellationToken))
        {
            await RevokeAsync(tenant, key.Id, cancellationToken);
        }
    }

    /// <summary>Remembered here, written now and then by <see cref="FlushUsedAsync"/>: a request never waits for it.</summary>
    public void Used(ApiKey key) => used[(key.Tenant, key.Id)] = clock.GetUtcNow();

    public async Task FlushUsedAsync(CancellationToken cancellationToken)
    {
        var stamps = used.ToArray();
        if (stamps.Length == 0)
        {
            return;
        }

        await state.WriteAsync([.. stamps.Select(stamp => (UsedRow(stamp.Key.Tenant) + stamp.Key.Id, (byte[]?)BitConverter.GetBytes(stamp.Value.UtcTicks)))], cancellationToken);
        foreach (var stamp in stamps)
        {
            used.TryRemove(stamp);
        }
    }

    private DateTimeOffset? LastUsed(ApiKey key, Dictionary<string, long> stamps) =>
        used.TryGetValue((key.Tenant, key.Id), out var recent) ? recent
        : stamps.TryGetValue(key.Id, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : null;

    private static string HashRow(string hash) => "key/" + hash;

    private static string TenantRow(string tenant) => $"tenant-key/{tenant}/";

    private static string UsedRow(string tenant) => $"key-used/{tenant}/";
}
