using System.Text;
using System.Text.Json;
using CareKpi.Engine.Moving;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Node;

/// <summary>The installation's rows on their way to other stores: all of them, or those of one tenant.</summary>
public static class NodeMove
{
    private const int Page = 500;
    private const long Epoch = 1;

    /// <summary>While all rows are being copied; cut short, they are copied anew.</summary>
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes("moving/all");

    /// <summary>Of the installation, or of an hour; and what people and browsers make anew: sessions, one-time links, sign-ins that are not over.</summary>
    private static readonly string[] Staying = ["expires", "peer-found", "peer-group", "widget-signing", "session", "session-used", "person-session", "link", "sign-in", "tenant-going", "moving"];

    /// <summary>Under a hash: the tenant stands in the row.</summary>
    private static readonly string[] Hashed = ["key", "issuer"];

    /// <summary>Whose value is the tenant.</summary>
    private static readonly string[] Pointing = ["widget-home", "report-look"];

    /// <summary>Tenants whose imports run or wait: their files are on the machine that took them.</summary>
    public static async Task<IReadOnlyList<string>> ImportingAsync(IStateStore node, CancellationToken cancellationToken)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var page in PagesAsync(node, "job/", cancellationToken))
        {
            found.UnionWith(page.Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.ImportJob)!).Where(static job => job.State is Jobs.JobStates.Running).Select(static job => job.Tenant));
        }

        return [.. found];
    }

    /// <summary>All rows, into a store that has none. Their number; null: an earlier run had done it. Throws <see cref="MoveException"/> where the target has rows of its own.</summary>
    public static async Task<long?> CopyAllAsync(IStateStore from, IStateStore to, bool isBegun, CancellationToken cancellationToken)
    {
        var there = await to.ReadAsync(NodeState.Tenant, new StateQuery([Mark], [new StateRange([], [], 1)]), cancellationToken);
        if (there.Values[0] is null && there.Ranges[0].Count > 0)
        {
            return isBegun ? null : throw new MoveException("The target has keys, users and tenants of its own: move tenants there one by one, with --tenant.");
        }

        await WriteAsync(to, [new StateWrite(Mark, [])], cancellationToken);
        var rows = 0L;
        await foreach (var page in PagesAsync(from, "", cancellationToken))
        {
            await WriteAsync(to, [.. page.Select(static row => new StateWrite(row.Key, row.Value))], cancellationToken);
            rows += page.Count;
        }

        await WriteAsync(to, [new StateWrite(Mark, null)], cancellationToken);
        return rows;
    }

    /// <summary>A tenant's keys, users, limits, widgets, audit log and the like. Their number. Throws <see cref="MoveException"/> where an issuer of it signs in people of another tenant at the target.</summary>
    public static async Task<long> CopyOfAsync(string tenant, IStateStore from, IStateStore to, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await RemoveOfAsync(tenant, to, cancellationToken);
        await foreach (var page in PagesAsync(from, "", cancellationToken))
        {
            var own = page.FindAll(row => IsOf(tenant, row));
            var there = (await to.ReadAsync(NodeState.Tenant, new StateQuery([.. own.Select(static row => row.Key)], []), cancellationToken)).Values;
            if (there.Any(static value => value is not null))
            {
                await RemoveOfAsync(tenant, to, cancellationToken);
                throw new MoveException($"An issuer that signs people of '{tenant}' in is another tenant's at the target already: take it out of the settings of one of the two.");
            }

            await WriteAsync(to, [.. own.Select(static row => new StateWrite(row.Key, row.Value))], cancellationToken);
            rows += own.Count;
        }

        return rows;
    }

    /// <summary>For a move that is given up.</summary>
    public static async Task RemoveOfAsync(string tenant, IStateStore at, CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(at, "", cancellationToken))
        {
            await WriteAsync(at, [.. page.Where(row => IsOf(tenant, row)).Select(static row => new StateWrite(row.Key, null))], cancellationToken);
        }
    }

    /// <summary>For a move of all that is given up: the target is as empty as it was.</summary>
    public static ValueTask RemoveAllAsync(IStateStore at, CancellationToken cancellationToken) => at.DeleteAsync(NodeState.Tenant, cancellationToken);

    private static bool IsOf(string tenant, StateRow row)
    {
        var parts = Encoding.UTF8.GetString(row.Key).Split('/', 3);
        return parts.Length > 1 && !Staying.Contains(parts[0], StringComparer.Ordinal)
            && (Hashed.Contains(parts[0], StringComparer.Ordinal) ? string.Equals(TenantIn(row.Value), tenant, StringComparison.Ordinal)
                : Pointing.Contains(parts[0], StringComparer.Ordinal) ? row.Value.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(tenant))
                : string.Equals(parts[1], tenant, StringComparison.Ordinal));
    }

    private static string? TenantIn(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().FirstOrDefault(static field => string.Equals(field.Name, "tenant", StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } field ? field.Value.GetString() : null;
    }

    private static async IAsyncEnumerable<List<StateRow>> PagesAsync(IStateStore node, string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (Encoding.UTF8.GetBytes(prefix), prefix.Length == 0 ? [] : Encoding.UTF8.GetBytes(NodeState.End(prefix)));
        while ((await node.ReadAsync(NodeState.Tenant, new StateQuery([], [new StateRange(from, to, Page)]), cancellationToken)).Ranges[0] is { Count: > 0 } rows)
        {
            yield return [.. rows];
            from = [.. rows[^1].Key, 0];
        }
    }

    private static async Task WriteAsync(IStateStore node, StateWrite[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length > 0 && !await node.WriteAsync(NodeState.Tenant, Epoch, rows, cancellationToken))
        {
            throw new MoveException("The rows of the target's installation have another writer.");
        }
    }
}
