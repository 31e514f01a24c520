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

    /// <summary>In the order of their ids.</summary>
    public async Task<IReadOnlyList<Widget>> ListAsync(string tenant, CancellationToken cancellationToken) => [.. (await state.ScanAsync(Rows(tenant), cancellationToken)).Select(static row => Parse(row.Value))];

    /// <summary>null: the tenant has no such widget.</summary>
    public async Task<Widget?> FindAsync(string tenant, string id, CancellationToken cancellationToken) => await state.GetAsync(Rows(tenant) + id, cancellationToken) is { } row ? Parse(row) : null;

    /// <summary>Of whatever tenant; null: there is no such widget.</summary>
    public async Task<Widget?> FindAsync(string id, CancellationToken cancellationToken) =>
        await state.GetAsync(Home + id, cancellationToken) is { } tenant ? await FindAsync(Encoding.UTF8.GetString(tenant), id, cancellationToken) : null;

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

    private static Widget Parse(byte[] row) => JsonSerializer.Deserialize(row, NodeJson.Default.Widget)!;

    private static string Rows(string tenant) => $"widget/{tenant}/";
}
