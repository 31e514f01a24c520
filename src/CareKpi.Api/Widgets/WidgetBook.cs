using System.Text;
using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Widgets;

/// <summary>The tenants' widgets, in the node's rows.</summary>
internal sealed class WidgetBook(NodeState state) : ITenantRows
{
    public const int MaxWidgets = 100;

    // The tenant of a widget, for who knows the widget's id alone.
    private const string Home = "widget-home/";

    private const string All = "widget/";
    private const int Page = 200;

    private bool hasAdopted;

    /// <summary>In the order of their ids.</summary>
    public async Task<IReadOnlyList<Widget>> ListAsync(string tenant, CancellationToken cancellationToken) => [.. (await state.ScanAsync(Rows(tenant), cancellationToken)).Select(static row => Parse(row.Value))];

    /// <summary>null: the tenant has no such widget.</summary>
    public async Task<Widget?> FindAsync(string tenant, string id, CancellationToken cancellationToken) => await state.GetAsync(Rows(tenant) + id, cancellationToken) is { } row ? Parse(row) : null;

    /// <summary>Of whatever tenant; null: there is no such widget.</summary>
    public async Task<Widget?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await AdoptAsync(cancellationToken);
        return await state.GetAsync(Home + id, cancellationToken) is { } tenant ? await FindAsync(Encoding.UTF8.GetString(tenant), id, cancellationToken) : null;
    }

    public Task AddAsync(string tenant, Widget widget, CancellationToken cancellationToken) => state.AloneAsync($"widgets/{tenant}", async stop =>
    {
        if ((await ListAsync(tenant, stop)).Count >= MaxWidgets)
        {
            throw ProblemException.BadInput("The tenant has 100 widgets already: remove those that are not used.");
        }

        await PutAsync(tenant, widget, stop);
    }, cancellationToken);

    public ValueTask PutAsync(string tenant, Widget widget, CancellationToken cancellationToken) =>
        state.WriteAsync([(Rows(tenant) + widget.Id, JsonSerializer.SerializeToUtf8Bytes(widget, NodeJson.Default.Widget)), (Home + widget.Id, Encoding.UTF8.GetBytes(tenant))], cancellationToken);

    public ValueTask RemoveAsync(string tenant, string id, CancellationToken cancellationToken) => state.WriteAsync([(Rows(tenant) + id, null), (Home + id, null)], cancellationToken);

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(Rows(tenant), cancellationToken);
        await state.WriteAsync([.. rows.SelectMany(row => new[] { (row.Key, (byte[]?)null), (Home + row.Key[Rows(tenant).Length..], null) })], cancellationToken);
    }

    /// <summary>Once: widgets that an earlier version made have no home yet.</summary>
    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref hasAdopted))
        {
            return;
        }

        await state.AloneAsync("widget-homes/", async stop =>
        {
            string? after = null;
            while (!hasAdopted && await state.ScanAsync(All, stop, after, Page) is { Count: > 0 } rows)
            {
                await state.WriteAsync([.. rows.Select(static row => row.Key.Split('/')).Select(static parts => (Home + parts[2], (byte[]?)Encoding.UTF8.GetBytes(parts[1])))], stop);
                after = rows[^1].Key;
            }

            Volatile.Write(ref hasAdopted, true);
        }, cancellationToken);
    }

    private static Widget Parse(byte[] row) => JsonSerializer.Deserialize(row, NodeJson.Default.Widget)!;

    private static string Rows(string tenant) => $"{All}{tenant}/";
}
