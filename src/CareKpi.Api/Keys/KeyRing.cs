using System.Collections.Concurrent;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Keys;

/// <summary>The keys of all tenants. A key found is believed for a second, so that a revocation on another node holds within two; here it holds at once.</summary>
internal sealed class KeyRing(NodeState state, TimeProvider clock) : ITenantRows
{
    /// <summary>Live keys of a tenant.</summary>
    public const int MaxKeys = 200;

    private readonly Belief<string, ApiKey> byHash = new(clock);
    private readonly Belief<(string Tenant, string Id), ApiKey> byId = new(clock);
    private readonly ConcurrentDictionary<(string Tenant, string Id), DateTimeOffset> used = new();

    /// <summary>null: no such key.</summary>
    public ValueTask<ApiKey?> FindAsync(string token, CancellationToken cancellationToken) =>
        BearerSecret.LooksRight(token, BearerSecret.Key) ? byHash.GetAsync(BearerSecret.Hash(token), (hash, stop) => LoadAsync(HashRow(hash), stop), cancellationToken) : default;

    /// <summary>By its id, believed as long: null once it was revoked or has expired.</summary>
    public async ValueTask<ApiKey?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
        await byId.GetAsync((tenant, id), (key, stop) => LoadAsync(TenantRow(key.Tenant) + key.Id, stop), cancellationToken) is { } found && !(found.ExpiresAt <= clock.GetUtcNow()) ? found : null;

    private async ValueTask<ApiKey?> LoadAsync(string row, CancellationToken cancellationToken) => await state.GetAsync(row, cancellationToken) is { } known ? Parse(known) : null;

    /// <summary>The secret is in the answer and nowhere else. Keys that have expired make room.</summary>
    public async Task<(ApiKey Key, string Secret)> AddAsync(string tenant, KeySpec spec, CancellationToken cancellationToken)
    {
        var secret = BearerSecret.New(BearerSecret.Key);
        var key = new ApiKey(RandomId.New(), tenant, spec.Name, spec.Scopes, clock.GetUtcNow(), spec.ExpiresAt, spec.Networks, BearerSecret.Hash(secret), spec.Levels);
        var row = JsonSerializer.SerializeToUtf8Bytes(key, NodeJson.Default.ApiKey);
        await state.AloneAsync($"keys/{tenant}", async stop =>
        {
            await GoingTenants.RefuseAsync(state, tenant, stop);
            var there = (await state.ScanAsync(TenantRow(tenant), stop)).Select(static old => Parse(old.Value)).ToLookup(old => old.ExpiresAt <= clock.GetUtcNow());
            if (there[false].Count() >= MaxKeys)
            {
                throw ProblemException.BadInput("The tenant has 200 keys already: revoke those that are not used.");
            }

            await state.WriteAsync([(HashRow(key.Hash), row), (TenantRow(tenant) + key.Id, row), .. there[true].SelectMany(Removal)], stop);
        }, cancellationToken);

        return (key, secret);
    }

    /// <summary>Live keys: neither revoked nor expired.</summary>
    public async Task<IReadOnlyList<(ApiKey Key, DateTimeOffset? LastUsedAt)>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(TenantRow(tenant), cancellationToken);
        var stamps = (await state.ScanAsync(UsedRow(tenant), cancellationToken)).ToDictionary(row => row.Key[UsedRow(tenant).Length..], row => BitConverter.ToInt64(row.Value), StringComparer.Ordinal);
        return [.. rows.Select(static row => Parse(row.Value)).Where(key => !(key.ExpiresAt <= clock.GetUtcNow())).Select(key => (key, LastUsed(key, stamps)))];
    }

    /// <summary>False: the tenant has no such key.</summary>
    public async Task<bool> RevokeAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        if (await state.GetAsync(TenantRow(tenant) + id, cancellationToken) is not { } row)
        {
            return false;
        }

        var key = Parse(row);
        await state.WriteAsync([.. Removal(key)], cancellationToken);
        byHash.Drop(key.Hash);
        byId.Drop((tenant, id));
        used.TryRemove((tenant, id), out _);
        return true;
    }

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var (_, row) in await state.ScanAsync(TenantRow(tenant), cancellationToken))
        {
            await RevokeAsync(tenant, Parse(row).Id, cancellationToken);
        }

        foreach (var noted in used.Keys.Where(key => string.Equals(key.Tenant, tenant, StringComparison.Ordinal)))
        {
            used.TryRemove(noted, out _);
        }

        await state.WriteAsync([.. (await state.ScanAsync(UsedRow(tenant), cancellationToken)).Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
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

        // A key that was revoked meanwhile, here or on another node, leaves nothing behind.
        var keys = await state.GetAsync([.. stamps.Select(static stamp => TenantRow(stamp.Key.Tenant) + stamp.Key.Id)], cancellationToken);
        await state.WriteAsync(
            [.. stamps.Where((_, i) => keys[i] is not null).Select(static stamp => (UsedRow(stamp.Key.Tenant) + stamp.Key.Id, (byte[]?)BitConverter.GetBytes(stamp.Value.UtcTicks)))], cancellationToken);
        foreach (var stamp in stamps)
        {
            used.TryRemove(stamp);
        }
    }

    private DateTimeOffset? LastUsed(ApiKey key, Dictionary<string, long> stamps) =>
        used.TryGetValue((key.Tenant, key.Id), out var recent) ? recent
        : stamps.TryGetValue(key.Id, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : null;

    private static (string Key, byte[]? Value)[] Removal(ApiKey key) => [(HashRow(key.Hash), null), (TenantRow(key.Tenant) + key.Id, null), (UsedRow(key.Tenant) + key.Id, null)];

    private static ApiKey Parse(byte[] row) => JsonSerializer.Deserialize(row, NodeJson.Default.ApiKey)!;

    private static string HashRow(string hash) => "key/" + hash;

    private static string TenantRow(string tenant) => $"tenant-key/{tenant}/";

    private static string UsedRow(string tenant) => $"key-used/{tenant}/";
}
