using System.Buffers.Binary;
using System.Security.Cryptography;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Moving;

/// <summary>A tenant's state, row by row, but for its own row, in whose place the mark stands.</summary>
internal static class StateCopy
{
    private const int Page = 1_000;

    public readonly record struct Count(long Rows, long Bytes, string Hash);

    public static async Task<Count> RunAsync(IStateStore from, IStateStore to, string tenant, long epoch, Action<Count> tell, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var done = default(Count);
        var writing = Task.FromResult(true);
        await foreach (var page in PagesAsync(from, tenant, cancellationToken))
        {
            // This page was read while the one before was written.
            Check(tenant, await writing);
            writing = to.WriteAsync(tenant, epoch, [.. page.Select(static row => new StateWrite(row.Key, row.Value))], cancellationToken).AsTask();
            done = done with { Rows = done.Rows + page.Count, Bytes = done.Bytes + Add(hash, page) };
            tell(done);
        }

        Check(tenant, await writing);
        return done with { Hash = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    public static async Task<string> HashAsync(IStateStore state, string tenant, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var page in PagesAsync(state, tenant, cancellationToken))
        {
            Add(hash, page);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What the engine makes of the rows; null: there is no tenant's row, so no state that counts.</summary>
    public static async Task<string?> DigestAsync(IStateStore state, string tenant, byte[]? row, CancellationToken cancellationToken)
    {
        if (row is null)
        {
            return null;
        }

        var record = TenantRecord.Decode(row);
        var projection = new TenantProjection(state, tenant, record.Generation, record.Timeline(record.GenerationSettings), new ZoneCalendar(record.GenerationZone ?? record.TimeZone), record.Hash()) { Floor = record.Floor };
        await projection.LoadAsync(cancellationToken);
        var (timelines, cells) = await projection.DigestAsync(cancellationToken);
        return IntakeGrain.DigestOf(timelines, cells);
    }

    private static async IAsyncEnumerable<List<StateRow>> PagesAsync(IStateStore state, string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] from = [];
        while ((await state.ReadAsync(tenant, new StateQuery([], [new StateRange(from, [], Page)]), cancellationToken)).Ranges[0] is { Count: > 0 } rows)
        {
            yield return [.. rows.Where(static row => !row.Key.AsSpan().SequenceEqual(MoveMark.Key))];
            from = [.. rows[^1].Key, 0];
        }
    }

    private static long Add(IncrementalHash hash, List<StateRow> page)
    {
        var bytes = 0L;
        Span<byte> lengths = stackalloc byte[8];
        foreach (var row in page)
        {
            BinaryPrimitives.WriteInt32LittleEndian(lengths, row.Key.Length);
            BinaryPrimitives.WriteInt32LittleEndian(lengths[4..], row.Value.Length);
            hash.AppendData(lengths);
            hash.AppendData(row.Key);
            hash.AppendData(row.Value);
            bytes += row.Key.Length + row.Value.Length;
        }

        return bytes;
    }

    private static void Check(string tenant, bool isWritten)
    {
        if (!isWritten)
        {
            throw new MoveException($"Another server took the tenant '{tenant}' at the target while it was moved there.");
        }
    }
}
