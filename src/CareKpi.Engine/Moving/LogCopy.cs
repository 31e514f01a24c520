using System.Buffers.Binary;
using System.Security.Cryptography;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Moving;

/// <summary>A tenant's log, page by page: entries with their numbers, and where a number stands empty, an entry that goes again.</summary>
internal static class LogCopy
{
    private const int Page = 4 << 20;
    private const int MostFillers = 4_096;
    private static readonly ReadOnlyMemory<byte> Filler = new byte[] { 0 };

    public readonly record struct Sent(long Entries, long Bytes, string Hash);

    public static async Task<Sent> RunAsync(ILogStore from, ILogStore to, string tenant, LogHead head, Action<long, long> tell, CancellationToken cancellationToken)
    {
        await ClaimAsync(to, tenant, head.Epoch, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (next, entries, bytes) = (1L, 0L, 0L);
        var reading = from.ReadAsync(tenant, 1, Page, cancellationToken).AsTask();
        while (next <= head.LastSeq)
        {
            var page = await reading;
            if (page.Count == 0)
            {
                throw new MoveException($"The log of tenant '{tenant}' has no entry from {next} on, though it ends at {head.LastSeq}: run `carekpi doctor` on the source.");
            }

            // The next page is read while this one is written.
            var last = page[^1].Seq;
            reading = last < head.LastSeq ? from.ReadAsync(tenant, last + 1, Page, cancellationToken).AsTask() : Task.FromResult<IReadOnlyList<LogRecord>>([]);
            next = await WriteAsync(to, tenant, head.Epoch, next, page, cancellationToken);
            foreach (var record in page)
            {
                Add(hash, record);
                bytes += record.Payload.Length;
            }

            entries += page.Count;
            tell(last, bytes);
        }

        return new(entries, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static async Task<string> HashAsync(ILogStore log, string tenant, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var next = 1L; await log.ReadAsync(tenant, next, Page, cancellationToken) is { Count: > 0 } page; next = page[^1].Seq + 1)
        {
            foreach (var record in page)
            {
                Add(hash, record);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The epoch of the source: what has seen it elsewhere may be told apart here too.</summary>
    private static async Task ClaimAsync(ILogStore to, string tenant, long epoch, CancellationToken cancellationToken)
    {
        for (var now = 0L; now < epoch; now++)
        {
            if (!await to.ClaimAsync(tenant, now, cancellationToken))
            {
                throw Taken(tenant);
            }
        }
    }

    /// <summary>A page, after the numbers that stand empty before it and within it.</summary>
    private static async Task<long> WriteAsync(ILogStore to, string tenant, long epoch, long next, IReadOnlyList<LogRecord> page, CancellationToken cancellationToken)
    {
        var entries = new List<ReadOnlyMemory<byte>>(page.Count);
        var fillers = new List<LogRewrite>();
        var first = next;
        foreach (var record in page)
        {
            for (; next < record.Seq; next++)
            {
                fillers.Add(new LogRewrite(next, null));
                entries.Add(Filler);
                if (fillers.Count >= MostFillers)
                {
                    // The last one stays until there is an entry behind it.
                    await AppendAsync(to, tenant, epoch, first, entries, cancellationToken);
                    await RewriteAsync(to, tenant, epoch, fillers[..^1], cancellationToken);
                    fillers.RemoveRange(0, fillers.Count - 1);
                    first = next + 1;
                    entries.Clear();
                }
            }

            entries.Add(record.Payload);
            next = record.Seq + 1;
        }

        await AppendAsync(to, tenant, epoch, first, entries, cancellationToken);
        if (fillers.Count > 0)
        {
            await RewriteAsync(to, tenant, epoch, fillers, cancellationToken);
        }

        return next;
    }

    private static async Task AppendAsync(ILogStore to, string tenant, long epoch, long first, List<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken)
    {
        if ((await to.AppendAsync([new LogAppend(tenant, epoch, first, entries)], cancellationToken))[0] != AppendOutcome.Committed)
        {
            throw Taken(tenant);
        }
    }

    private static async Task RewriteAsync(ILogStore to, string tenant, long epoch, List<LogRewrite> fillers, CancellationToken cancellationToken)
    {
        if (!await to.RewriteAsync(tenant, epoch, fillers, cancellationToken))
        {
            throw Taken(tenant);
        }
    }

    private static void Add(IncrementalHash hash, in LogRecord record)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(head, record.Seq);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], record.Payload.Length);
        hash.AppendData(head);
        hash.AppendData(record.Payload.Span);
    }

    private static MoveException Taken(string tenant) => new($"Another server took the tenant '{tenant}' at the target while it was moved there.");
}
