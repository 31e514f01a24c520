using System.Collections.Immutable;
using CareKpi.Engine.Stores;

namespace CareKpi.Testing.Stores;

/// <summary>The log in memory, for tests and for the simulator.</summary>
public sealed class MemoryLogStore : ILogStore
{
    private readonly MemoryImage<ImmutableSortedDictionary<string, Stream>> image;

    /// <param name="server">Others write beside it; null: a file.</param>
    public MemoryLogStore(StoreFaults? faults = null, MemoryServer? server = null)
        : this(new MemoryImage<ImmutableSortedDictionary<string, Stream>>("log", new(ImmutableSortedDictionary.Create<string, Stream>(ByteOrder.Instance)), faults, server))
    {
    }

    private MemoryLogStore(MemoryImage<ImmutableSortedDictionary<string, Stream>> image) => this.image = image;

    public bool IsShared => image.IsShared;

    public ValueTask<LogHead> HeadAsync(string tenant, CancellationToken cancellationToken) =>
        image.ReadAsync("log.head", streams => streams.TryGetValue(tenant, out var stream) ? stream.Head : default, cancellationToken);

    public ValueTask<bool> ClaimAsync(string tenant, long expected, CancellationToken cancellationToken) =>
        image.WriteAsync(
            "log.claim",
            streams =>
            {
                var stream = streams.GetValueOrDefault(tenant, Stream.Empty);
                return stream.Epoch == expected ? (streams.SetItem(tenant, stream with { Epoch = expected + 1 }), true) : (streams, false);
            },
            cancellationToken);

    public ValueTask<AppendOutcome[]> AppendAsync(IReadOnlyList<LogAppend> appends, CancellationToken cancellationToken)
    {
        if (appends.DistinctBy(static append => append.Tenant, StringComparer.Ordinal).Count() != appends.Count)
        {
            throw new ArgumentException("A tenant has more than one append.", nameof(appends));
        }

        return image.WriteAsync(
            "log.append",
            streams =>
            {
                var outcomes = new AppendOutcome[appends.Count];
                for (var index = 0; index < outcomes.Length; index++)
                {
                    var append = appends[index];
                    var fits = streams.TryGetValue(append.Tenant, out var stream) && stream.Head == new LogHead(append.Epoch, append.FirstSeq - 1);
                    outcomes[index] = fits ? AppendOutcome.Committed : AppendOutcome.Fenced;
                    if (fits)
                    {
                        streams = streams.SetItem(append.Tenant, stream! with { Entries = stream.Entries.AddRange(append.Entries.Select(static entry => entry.ToArray())) });
                    }
                }

                return (streams, outcomes);
            },
            cancellationToken);
    }

    public ValueTask<bool> RewriteAsync(string tenant, long epoch, IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken) =>
        image.WriteAsync(
            "log.rewrite",
            streams =>
            {
                if (!streams.TryGetValue(tenant, out var stream) || stream.Epoch != epoch)
                {
                    return (streams, false);
                }

                var rewritten = stream.Entries.ToBuilder();
                foreach (var (seq, payload) in entries)
                {
                    if (seq >= 1 && seq <= rewritten.Count && rewritten[(int)seq - 1] is not null && (payload is not null || seq != rewritten.Count))
                    {
                        rewritten[(int)seq - 1] = payload?.ToArray();
                    }
                }

                return (streams.SetItem(tenant, stream with { Entries = rewritten.ToImmutable() }), true);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<LogRecord>> ReadAsync(string tenant, long fromSeq, int maxBytes, CancellationToken cancellationToken) =>
        image.ReadAsync<IReadOnlyList<LogRecord>>(
            "log.read",
            streams =>
            {
                var records = new List<LogRecord>();
                var entries = streams.GetValueOrDefault(tenant, Stream.Empty).Entries;
                var bytes = 0L;
                for (var seq = Math.Max(fromSeq, 1); seq <= entries.Count; seq++)
                {
                    if (entries[(int)seq - 1] is not { } payload)
                    {
                        continue;
                    }

                    bytes += payload.Length;
                    if (records.Count > 0 && bytes > maxBytes)
                    {
                        break;
                    }

                    records.Add(new LogRecord(seq, payload));
                }

                return records;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<string>> TenantsAsync(string? after, int first, CancellationToken cancellationToken) =>
        image.ReadAsync<IReadOnlyList<string>>(
            "log.tenants",
            streams => [.. streams.Keys.Where(tenant => after is null || ByteOrder.Instance.Compare(tenant, after) > 0).Take(first)],
            cancellationToken);

    public async ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) =>
        await image.WriteAsync("log.delete", streams => (streams.Remove(tenant), true), cancellationToken);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => image.ReopenAsync(cancellationToken);

    /// <summary>A tenant's durable entries, without a step.</summary>
    public IEnumerable<byte[]> Entries(string tenant) => image.Durable.GetValueOrDefault(tenant, Stream.Empty).Entries.OfType<byte[]>();

    /// <summary>Kills the process that uses the store: what was not synced is lost. For a scheduler that runs nothing of it any more; else see <see cref="NextProcess"/>.</summary>
    public void Crash() => image.Crash();

    /// <summary>As another process has it.</summary>
    public MemoryLogStore Beside(StoreFaults? faults) => new(image.Beside(faults));

    /// <summary>Kills the process that uses the store; what of it still runs is refused. The store that the next process opens.</summary>
    public MemoryLogStore NextProcess() => new(image.NextProcess());

    /// <summary>Kills the process, and of a write that was not synced some entries of each tenant are on the disk all the same: the first few, since one that is torn is cut off with all after it.</summary>
    public void Crash(Random torn) => image.Crash((before, after) =>
    {
        foreach (var (tenant, stream) in after)
        {
            var had = before.GetValueOrDefault(tenant, Stream.Empty);
            var kept = stream.Entries.Count - torn.Next(stream.Entries.Count - had.Entries.Count + 1);
            before = stream.Entries.Count > had.Entries.Count ? before.SetItem(tenant, stream with { Entries = stream.Entries.RemoveRange(kept, stream.Entries.Count - kept) })
                : torn.Next(2) == 0 ? before.SetItem(tenant, stream)
                : before;
        }
        return before;
    });

    public ValueTask DisposeAsync()
    {
        image.Close();
        return default;
    }

    private sealed record Stream(long Epoch, ImmutableList<byte[]?> Entries)
    {
        public static readonly Stream Empty = new(0, []);

        public LogHead Head => new(Epoch, Entries.Count);
    }
}
