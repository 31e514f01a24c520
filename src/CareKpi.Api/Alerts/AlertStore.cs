using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;

namespace CareKpi.Api.Alerts;

/// <summary>Alerts of tenants, newest first, when a rule last told of a scope, and what webhooks did not take. Rows of the node: an alert, its cool-down and its delivery are written at once, so that neither a
/// restart nor a second look raises it twice.</summary>
internal sealed class AlertStore(NodeState state) : ITenantRows
{
    private const int Page = 200;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> next = new(StringComparer.Ordinal);

    /// <summary>Of one tenant; older ones fall out.</summary>
    internal int Kept { get; init; } = 1_000;

    /// <summary>Deliveries that failed, of one tenant.</summary>
    internal int KeptFailed { get; init; } = 100;

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
        rows.AddRange(deliveries.Select(delivery => DeliveryQueue.Row(delivery with { RaisedAt = raisedAt })));
        await state.WriteAsync(rows, cancellationToken);
        if (next.TryRemove(tenant, out var signal))
        {
            signal.TrySetResult();
        }
    }

    /// <summary>After alerts of a tenant were added: the oldest fall out.</summary>
    public async Task BoundAsync(string tenant, CancellationToken cancellationToken)
    {
        await BoundAsync(Alerts(tenant), Kept, cancellationToken);
        await BoundAsync(Dead(tenant), KeptFailed, cancellationToken);
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

    /// <summary>What is kept beside a rule.</summary>
    public async Task ForgetRuleAsync(string tenant, string rule, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(Raised(tenant, rule), cancellationToken);
        await state.WriteAsync([.. rows.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    /// <summary>Alerts of a customer are those of the other key.</summary>
    public async Task EraseAsync(string tenant, string key, string replacement, CancellationToken cancellationToken)
    {
        var rows = new List<(string, byte[]?)>();
        foreach (var (at, value) in await state.ScanAsync(Alerts(tenant), cancellationToken))
        {
            if (JsonSerializer.Deserialize(value, NodeJson.Default.Alert)! is { Level: "customer" } alert && string.Equals(alert.Key, key, StringComparison.Ordinal))
            {
                var name = alert.Name.Length > 0 ? alert.Name : key;
                rows.Add((at, JsonSerializer.SerializeToUtf8Bytes(alert with { Key = replacement, Name = "", Message = alert.Message.Replace(name, replacement, StringComparison.Ordinal) }, NodeJson.Default.Alert)));
            }
        }

        var raised = $"alert-raised/{tenant}/";
        foreach (var (at, value) in await state.ScanAsync(raised, cancellationToken))
        {
            if (at.IndexOf('/', raised.Length) is > 0 and var scope && at.AsSpan(scope + 1).SequenceEqual($"customer/{key}"))
            {
                rows.Add((at, null));
                rows.Add(($"{at[..scope]}/customer/{replacement}", value));
            }
        }

        await state.WriteAsync(rows, cancellationToken);
        await DeliveryQueue.ForgetCustomerAsync(state, Dead(tenant), key, cancellationToken);
    }

    /// <summary>Everything of a tenant that is removed.</summary>
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var prefix in (string[])[Alerts(tenant), $"alert-raised/{tenant}/", Dead(tenant)])
        {
            await state.RemoveAllAsync(prefix, cancellationToken);
        }
    }

    /// <summary>A delivery that is not tried again.</summary>
    public static (string Key, byte[]? Value) DeadLetter(Delivery delivery, DateTimeOffset at) =>
        ($"{Dead(delivery.Tenant)}{Backwards(at)}-{delivery.Id}", JsonSerializer.SerializeToUtf8Bytes(delivery with { Failed = at }, NodeJson.Default.Delivery));

    public async Task<IReadOnlyList<Delivery>> FailedAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Dead(tenant), cancellationToken, most: KeptFailed)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.Delivery)!)];

    public static string Scope(Alert alert) => $"{alert.Level}/{alert.Key}";

    /// <summary>Removes what stands under a prefix beyond the newest.</summary>
    private async Task BoundAsync(string prefix, int kept, CancellationToken cancellationToken)
    {
        var all = await state.ScanAsync(prefix, cancellationToken);
        if (all.Count > kept)
        {
            await state.WriteAsync([.. all.Skip(kept).Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
        }
    }

    private static string Alerts(string tenant) => $"alert/{tenant}/";

    private static string Raised(string tenant, string rule) => $"alert-raised/{tenant}/{rule}/";

    private static string Dead(string tenant) => $"hook-dead/{tenant}/";

    private static string At(string tenant, Alert alert) => $"{Alerts(tenant)}{Backwards(alert.RaisedAt)}-{alert.Id}";

    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Backwards(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
