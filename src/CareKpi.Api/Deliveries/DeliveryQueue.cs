using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Node;

namespace CareKpi.Api.Deliveries;

/// <summary>What waits to be sent, by lane, tenant and time. Rows of the node, written at once with what they are about; one goes only when it is written what became of it.</summary>
internal sealed class DeliveryQueue(NodeState state) : ITenantRows
{
    private static readonly string[] Lanes = ["hook-due/", "mail-due/"];

    public static (string Key, byte[]? Value) Row(Delivery delivery, DateTimeOffset at) =>
        ($"{Of(delivery.Lane, delivery.Tenant)}{Text(at)}/{delivery.Id}", JsonSerializer.SerializeToUtf8Bytes(delivery, NodeJson.Default.Delivery));

    /// <summary>Due now.</summary>
    public static (string Key, byte[]? Value) Row(Delivery delivery) => Row(delivery, DateTimeOffset.UnixEpoch);

    /// <summary>Tenants of whom something waits, whether its time has come or not.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(Lane lane, CancellationToken cancellationToken)
    {
        var tenants = new List<string>();
        var all = Lanes[(int)lane];
        var from = all;
        while (await state.RangeAsync(from, NodeState.End(all), 1, cancellationToken) is [var (key, _)])
        {
            tenants.Add(key.Split('/')[1]);
            from = NodeState.End(Of(lane, tenants[^1]));
        }

        return tenants;
    }

    /// <summary>A tenant's deliveries whose time has come.</summary>
    public async Task<IReadOnlyList<(string Key, Delivery Delivery)>> DueAsync(Lane lane, string tenant, DateTimeOffset now, int first, CancellationToken cancellationToken) =>
        Read(await state.RangeAsync(Of(lane, tenant), $"{Of(lane, tenant)}{Text(now)}/~", first, cancellationToken));

    /// <summary>A tenant's deliveries, those first that are due first.</summary>
    public async Task<IReadOnlyList<(string Key, Delivery Delivery)>> AllAsync(Lane lane, string tenant, CancellationToken cancellationToken) => Read(await state.ScanAsync(Of(lane, tenant), cancellationToken));

    /// <summary>Whether at least so many of a tenant wait.</summary>
    public async Task<bool> HasAsync(Lane lane, string tenant, int count, CancellationToken cancellationToken) =>
        (await state.ScanAsync(Of(lane, tenant), cancellationToken, most: count)).Count == count;

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var lane in Enum.GetValues<Lane>())
        {
            await state.RemoveAllAsync(Of(lane, tenant), cancellationToken);
        }
    }

    /// <summary>What waits to tell of a customer is told nobody.</summary>
    public async Task ForgetCustomerAsync(string tenant, string key, CancellationToken cancellationToken)
    {
        foreach (var lane in Enum.GetValues<Lane>())
        {
            await ForgetCustomerAsync(state, Of(lane, tenant), key, cancellationToken);
        }
    }

    public static async Task ForgetCustomerAsync(NodeState state, string prefix, string key, CancellationToken cancellationToken)
    {
        var told = Read(await state.ScanAsync(prefix, cancellationToken)).Where(row => TellsOf(row.Delivery, key));
        await state.WriteAsync([.. told.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    private static bool TellsOf(Delivery delivery, string key)
    {
        if (delivery.Body is not { } body)
        {
            return false;
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("scope", out var scope) && scope.TryGetProperty("level", out var level) && level.ValueEquals("customer") && scope.TryGetProperty("key", out var of) && of.ValueEquals(key);
    }

    private static IReadOnlyList<(string Key, Delivery Delivery)> Read(IReadOnlyList<(string Key, byte[] Value)> rows) =>
        [.. rows.Select(static row => (row.Key, JsonSerializer.Deserialize(row.Value, NodeJson.Default.Delivery)!))];

    private static string Of(Lane lane, string tenant) => $"{Lanes[(int)lane]}{tenant}/";

    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
