using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Node;

namespace CareKpi.Api.Audit;

/// <summary>What was done to a tenant, newest first, and what operators did to any (<see cref="Installation"/>). An entry is durable when <see cref="WriteAsync"/> returns; of each log the newest
/// <see cref="Kept"/> are kept. Entries are numbered, so that the one that falls out is known without a count.</summary>
internal sealed class AuditLog(NodeState state) : ITenantRows
{
    /// <summary>The log of what operators did; it outlives the tenants.</summary>
    public const string Installation = NodeState.Tenant;
    private const long Newest = 9_999_999_999;
    private const int Step = 1000;

    /// <summary>Settable for tests.</summary>
    internal int Kept { get; init; } = 100_000;

    /// <summary>One entry in several logs, or in none.</summary>
    public Task WriteAsync(IReadOnlyList<string> tenants, AuditEntry entry, CancellationToken cancellationToken)
    {
        // In one order, so that no two wait for each other.
        string[] logs = [.. tenants.Order(StringComparer.Ordinal)];
        return AloneAsync(logs, stop => WriteInTurnAsync(logs, JsonSerializer.SerializeToUtf8Bytes(entry, NodeJson.Default.AuditEntry), stop), cancellationToken);
    }

    private Task AloneAsync(ReadOnlyMemory<string> logs, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        logs.IsEmpty ? work(cancellationToken) : state.AloneAsync(Head(logs.Span[0]), stop => AloneAsync(logs[1..], work, stop), cancellationToken);

    private async Task WriteInTurnAsync(string[] logs, byte[] value, CancellationToken cancellationToken)
    {
        var rows = new List<(string, byte[]?)>();
        foreach (var tenant in logs)
        {
            var number = 1 + Number(await state.GetAsync(Head(tenant), cancellationToken));
            rows.Add((Head(tenant), Bytes(number)));
            rows.Add(($"{At(tenant, number)}-{RandomId.New()}", value));
            rows.AddRange((await state.ScanAsync(At(tenant, number - Kept), cancellationToken)).Select(static old => (old.Key, (byte[]?)null)));
        }

        await state.WriteAsync(rows, cancellationToken);
    }

    /// <summary>At most <paramref name="first"/> entries that are wanted, newest first, after the one of that cursor.</summary>
    public async Task<IReadOnlyList<(string Cursor, AuditEntry Entry)>> ReadAsync(string tenant, string? after, int first, Predicate<AuditEntry> wanted, CancellationToken cancellationToken)
    {
        var prefix = Rows(tenant);
        var (from, to) = (after is null ? prefix : $"{prefix}{after}\0", NodeState.End(prefix));
        var found = new List<(string, AuditEntry)>();
        while (true)
        {
            var rows = await state.RangeAsync(from, to, Step, cancellationToken);
            foreach (var (key, value) in rows)
            {
                var entry = JsonSerializer.Deserialize(value, NodeJson.Default.AuditEntry)!;
                if (wanted(entry))
                {
                    found.Add((key[prefix.Length..], entry));
                    if (found.Count == first)
                    {
                        return found;
                    }
                }
            }

            if (rows.Count < Step)
            {
                return found;
            }

            from = rows[^1].Key + "\0";
        }
    }

    /// <summary>With its tenant; what operators did to it stays in their own log.</summary>
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        while (await state.RangeAsync(Rows(tenant), NodeState.End(Rows(tenant)), Step, cancellationToken) is { Count: > 0 } rows)
        {
            await state.WriteAsync([.. rows.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
        }

        await state.WriteAsync([(Head(tenant), null)], cancellationToken);
    }

    private static long Number(byte[]? row) => row is null ? 0 : BinaryPrimitives.ReadInt64LittleEndian(row);

    private static byte[] Bytes(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static string At(string tenant, long number) => Rows(tenant) + (Newest - number).ToString("D10", CultureInfo.InvariantCulture);

    private static string Rows(string tenant) => $"audit/{tenant}/";

    private static string Head(string tenant) => $"audit-head/{tenant}";
}
