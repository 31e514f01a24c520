using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Node;

namespace CareKpi.Api.Alerts;

/// <summary>Alerts of tenants, newest first, when a rule last told of a scope, and what is on its way to webhooks. Rows of the node: an alert, its cool-down and its delivery are written at once, so that neither a
/// restart nor a second look raises it twice.</summary>
internal sealed class AlertStore(NodeState state, TimeProvider clock) : ITenantRows
{
    private const int Page = 200;
    private const string Due = "hook-due/";

    /// <summary>Where earlier versions kept what is due: of all tenants by time.</summary>
    private const string DueOfOld = "hook/";

    private readonly ConcurrentDictionary<string, TaskCompletionSource> next = new(StringComparer.Ordinal);

    /// <summary>Of one tenant; older ones fall out.</summary>
    internal int Kept { get; init; } = 1_000;

    /// <summary>Deliveries that failed, of one tenant.</summary>
    internal int KeptFailed { get; init; } = 100;

    /// <summary>Deliveries that wait, of one tenant; beyond it the oldest fail unsent.</summary>
    internal int KeptDue { get; init; } = 1_000;

    /// <summary>When a rule last told of each scope.</summary>
    public async Task<Dictionary<string, DateTimeOffset>> RaisedAsync(string tenant, string rule, CancellationToken cancellationToken)
    {
        var prefix = Raised(tenant, rule);
        return (await state.ScanAsync(prefix, cancellationToken)).ToDictionary(row => row.Key[prefix.Length..], row => Instant(Encoding.ASCII.GetString(row.Value)), StringComparer.Ordinal);
    }

    public async Task AddAsync(string tenant, IReadOnlyList<Alert> alerts, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var rows = new List<(string, byte[]?)>();
        foreach (var alert in alerts)
        {
            rows.Add((At(tenant, alert), JsonSerializer.SerializeToUtf8Bytes(alert, NodeJson.Default.Alert)));
            rows.Add((Raised(tenant, alert.Rule) + Scope(alert), Encoding.ASCII.GetBytes(Text(alert.RaisedAt))));
        }

        var raisedAt = alerts.Count == 0 ? (DateTimeOffset?)null : alerts.Max(static alert => alert.RaisedAt);
        rows.AddRange(deliveries.Select(delivery => (DueKey(delivery, DateTimeOffset.UnixEpoch), (byte[]?)Bytes(delivery with { RaisedAt = raisedAt }))));
        await state.WriteAsync(rows, cancellationToken);
        if (deliveries.Count > 0)
        {
            await BoundDueAsync(tenant, clock.GetUtcNow(), cancellationToken);
        }

        if (next.TryRemove(tenant, out var signal))
        {
            signal.TrySetResult();
        }

        var all = await state.ScanAsync(Alerts(tenant), cancellationToken);
        if (all.Count > Kept)
        {
            await state.WriteAsync([.. all.Skip(Kept).Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
        }
    }

    /// <summary>Completed by the next alert of a tenant that this node raises. To be taken before one reads.</summary>
    public Task NextAsync(string tenant) => next.GetOrAdd(tenant, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>What was raised at an instant or later, the oldest first.</summary>
    public async Task<IReadOnlyList<Alert>> SinceAsync(string tenant, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var rows = await state.RangeAsync(Alerts(tenant), NodeState.End($"{Alerts(tenant)}{Backwards(from)}-"), Kept, cancellationToken);
        return [.. rows.Reverse().Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.Alert)!)];
    }

    /// <summary>What stands beyond a cursor, newest first.</summary>
    public async Task<IReadOnlyList<(string Cursor, Alert Alert)>> ListAsync(string tenant, string? after, int first, Func<Alert, bool> wanted, CancellationToken cancellationToken)
    {
        var prefix = Alerts(tenant);
        var found = new List<(string, Alert)>();
        foreach (var (key, value) in await state.RangeAsync(after is null ? prefix : $"{prefix}{after}\0", NodeState.End(prefix), Kept + Page, cancellationToken))
        {
            var alert = JsonSerializer.Deserialize(value, NodeJson.Default.Alert)!;
            if (wanted(alert))
            {
                found.Add((key[prefix.Length..], alert));
            }

            if (found.Count == first)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>null: there is no such alert.</summary>
    public async Task<Alert?> AcknowledgeAsync(string tenant, string id, string by, DateTimeOffset at, Func<Alert, bool> wanted, CancellationToken cancellationToken)
    {
        foreach (var (_, known) in await ListAsync(tenant, null, int.MaxValue, wanted, cancellationToken))
        {
            if (string.Equals(known.Id, id, StringComparison.Ordinal))
            {
                var seen = known.AcknowledgedAt is null ? known with { AcknowledgedAt = at, AcknowledgedBy = by } : known;
                await state.WriteAsync([(At(tenant, seen), JsonSerializer.SerializeToUtf8Bytes(seen, NodeJson.Default.Alert))], cancellationToken);
                return seen;
            }
        }

        return null;
    }

    public async Task<string?> SecretAsync(string tenant, string rule, CancellationToken cancellationToken) =>
        await state.GetAsync(Secret(tenant, rule), cancellationToken) is { } secret ? Encoding.UTF8.GetString(secret) : null;

    public async Task KeepSecretAsync(string tenant, string rule, string secret, CancellationToken cancellationToken) => await state.WriteAsync([(Secret(tenant, rule), Encoding.UTF8.GetBytes(secret))], cancellationToken);

    /// <summary>What is kept beside a rule.</summary>
    public async Task ForgetRuleAsync(string tenant, string rule, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(Raised(tenant, rule), cancellationToken);
        await state.WriteAsync([(Secret(tenant, rule), null), .. rows.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    /// <summary>Everything of a tenant that is removed.</summary>
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var prefix in (string[])[Alerts(tenant), $"alert-raised/{tenant}/", $"alert-secret/{tenant}/", Dead(tenant), DueOf(tenant)])
        {
            while (await state.RangeAsync(prefix, NodeState.End(prefix), Page, cancellationToken) is { Count: > 0 } rows)
            {
                await state.WriteAsync([.. rows.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
            }
        }
    }

    /// <summary>Tenants of whom a delivery waits, whether its time has come or not.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(CancellationToken cancellationToken)
    {
        var tenants = new List<string>();
        var from = Due;
        while (await state.RangeAsync(from, NodeState.End(Due), 1, cancellationToken) is [var (key, _)])
        {
            tenants.Add(key.Split('/')[1]);
            from = NodeState.End(DueOf(tenants[^1]));
        }

        return tenants;
    }

    /// <summary>A tenant's deliveries whose time has come.</summary>
    public async Task<IReadOnlyList<(string Key, Delivery Delivery)>> DueAsync(string tenant, DateTimeOffset now, int first, CancellationToken cancellationToken) =>
        [.. (await state.RangeAsync(DueOf(tenant), $"{DueOf(tenant)}{Text(now)}/~", first, cancellationToken)).Select(static row => (row.Key, Read(row.Value)))];

    /// <summary>Moves what an earlier version left to where it is looked for now.</summary>
    public async Task AdoptAsync(CancellationToken cancellationToken)
    {
        while (await state.RangeAsync(DueOfOld, NodeState.End(DueOfOld), Page, cancellationToken) is { Count: > 0 } rows)
        {
            await state.WriteAsync([.. rows.SelectMany(static row => ((string, byte[]?)[])[(row.Key, null), (DueKey(Read(row.Value), Instant(row.Key.Split('/')[1])), row.Value)])], cancellationToken);
        }
    }

    public async Task DeliveredAsync(string key, CancellationToken cancellationToken) => await state.WriteAsync([(key, null)], cancellationToken);

    public async Task AgainAsync(string key, Delivery delivery, DateTimeOffset at, CancellationToken cancellationToken) => await state.WriteAsync([(key, null), (DueKey(delivery, at), Bytes(delivery))], cancellationToken);

    public Task GiveUpAsync(string key, Delivery delivery, DateTimeOffset at, CancellationToken cancellationToken) => GiveUpAsync(delivery.Tenant, [(key, delivery)], at, cancellationToken);

    public async Task<IReadOnlyList<Delivery>> FailedAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Dead(tenant), cancellationToken)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.Delivery)!)];

    public static string Scope(Alert alert) => $"{alert.Level}/{alert.Key}";

    private async Task BoundDueAsync(string tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await state.ScanAsync(DueOf(tenant), cancellationToken);
        if (waiting.Count > KeptDue)
        {
            var oldest = waiting.Select(static row => (row.Key, Delivery: Read(row.Value))).OrderBy(static row => row.Delivery.RaisedAt).Take(waiting.Count - KeptDue)
                .Select(row => (row.Key, row.Delivery with { Error = string.Create(CultureInfo.InvariantCulture, $"given up: more than {KeptDue} deliveries of the tenant waited") }));
            await GiveUpAsync(tenant, [.. oldest], now, cancellationToken);
        }
    }

    private async Task GiveUpAsync(string tenant, IReadOnlyList<(string Key, Delivery Delivery)> over, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await state.WriteAsync([.. over.SelectMany(row => ((string, byte[]?)[])[(row.Key, null), ($"{Dead(tenant)}{Backwards(at)}-{row.Delivery.Id}", Bytes(row.Delivery with { Failed = at }))])], cancellationToken);
        var all = await state.ScanAsync(Dead(tenant), cancellationToken);
        await state.WriteAsync([.. all.Skip(KeptFailed).Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    private static Delivery Read(byte[] row) => JsonSerializer.Deserialize(row, NodeJson.Default.Delivery)!;

    private static byte[] Bytes(Delivery delivery) => JsonSerializer.SerializeToUtf8Bytes(delivery, NodeJson.Default.Delivery);

    private static string Alerts(string tenant) => $"alert/{tenant}/";

    private static string Raised(string tenant, string rule) => $"alert-raised/{tenant}/{rule}/";

    private static string Secret(string tenant, string rule) => $"alert-secret/{tenant}/{rule}";

    private static string Dead(string tenant) => $"hook-dead/{tenant}/";

    private static string At(string tenant, Alert alert) => $"{Alerts(tenant)}{Backwards(alert.RaisedAt)}-{alert.Id}";

    private static string DueOf(string tenant) => $"{Due}{tenant}/";

    private static string DueKey(Delivery delivery, DateTimeOffset at) => $"{DueOf(delivery.Tenant)}{Text(at)}/{delivery.Id}";

    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Backwards(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
