using CareKpi.Engine.Stores;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>What is asked of the health table. <see cref="Known"/>: the asker has the figures of this instant as they were when the entry of that number had changed them last; −1: it has none.</summary>
public readonly record struct HealthAsked(long At, long Known);

/// <summary>Figures of all customers at an instant, by what they are of the dimension (all under 0 without one), and until when they hold if nothing changes; <see cref="Figures"/> null: as known.</summary>
public sealed record HealthTold(long At, long ChangedAt, long HoldsUntil, Dictionary<int, HealthFigures>? Figures);

/// <summary>A customer at an instant.</summary>
public readonly record struct HealthOfCustomer(HealthParts Parts, Trait Trait);

public sealed partial class TenantProjection
{
    /// <summary>Rows of one turn of the writer, and of one entry.</summary>
    private const int PageOfHealth = 64;

    /// <summary>Customers times instants of one pass: what a read waits for is bounded.</summary>
    private const long MostHealthTold = 100_000_000;

    private readonly Dictionary<(int Customer, int Span), byte[]?> stagedHealth = [];

    /// <summary>By span of time: the entry that changed the health of customers there last.</summary>
    private readonly Dictionary<int, long> healthChanges = [];

    private Dictionary<(int Customer, int Span), byte[]?> healthLines = [];
    private Dictionary<(int Customer, int Span), byte[]?>? savingHealth;
    private long healthLoadedAt;
    private long traitsChangedAt;

    /// <summary>
    /// Figures of all customers at some instants, while entries are applied and checkpoints written: one pass for all that are not known. Each customer is as of the last entry or one that came while it was read;
    /// the entry that is told with the figures is the last one before.
    /// </summary>
    /// <exception cref="ReadProblemException">TOO_COSTLY: too many instants for so many customers.</exception>
    public async ValueTask<List<HealthTold>> ReadHealthAsync(IReadOnlyList<HealthAsked> asked, SpellStepKind? by, CancellationToken cancellationToken)
    {
        var changes = asked.Select(of => HealthChangedAt(of.At, by)).ToList();
        var instants = asked.Where((of, i) => of.Known != changes[i]).Select(static of => of.At).Distinct().Order().ToList();
        var figures = instants.ConvertAll(static _ => new Dictionary<int, HealthFigures>());
        var scan = new HealthScan(instants, Take);
        if (instants.Count * (long)Directory.Customers.Count > MostHealthTold)
        {
            throw new ReadProblemException("TOO_COSTLY", $"a read asks for the health of {Directory.Customers.Count} customers at most {MostHealthTold / Directory.Customers.Count} times; ask for a shorter period or a longer interval", "interval");
        }
        if (instants.Count > 0)
        {
            await ScanHealthAsync(scan, 0, int.MaxValue, cancellationToken);
        }
        return [.. asked.Select((of, i) => instants.BinarySearch(of.At) is >= 0 and var at
            ? new HealthTold(of.At, changes[i], scan.HoldsUntil[at], figures[at])
            : new HealthTold(of.At, changes[i], long.MaxValue, null))];

        void Take(int customer, int place, in HealthParts parts)
        {
            var value = by is null || !Directory.Traits.TryGetValue(customer, out var traits) ? 0 : Of(traits.At(instants[place]), by.Value);
            if (!figures[place].TryGetValue(value, out var of))
            {
                figures[place].Add(value, of = new HealthFigures());
            }
            of.Add(parts);
        }
    }

    /// <summary>Customers at some instants, in their order; null: the customer has no health yet.</summary>
    public async ValueTask<Dictionary<int, HealthOfCustomer?[]>> ReadHealthOfAsync(IReadOnlyCollection<int> customers, IReadOnlyList<long> instants, CancellationToken cancellationToken)
    {
        var ordered = instants.Distinct().Order().ToList();
        var told = customers.ToDictionary(static customer => customer, _ => new HealthOfCustomer?[ordered.Count]);
        if (told.Count > 0)
        {
            await ScanHealthAsync(new HealthScan(ordered, Take), LineBlocks.Health.Of(told.Keys.Min()), LineBlocks.Health.Of(told.Keys.Max()), cancellationToken);
        }
        var places = instants.Select(instant => ordered.BinarySearch(instant)).ToList();
        return told.ToDictionary(static of => of.Key, of => places.ConvertAll(place => of.Value[place]).ToArray());

        void Take(int customer, int place, in HealthParts parts)
        {
            if (told.TryGetValue(customer, out var of))
            {
                of[place] = new HealthOfCustomer(parts, Directory.Traits.TryGetValue(customer, out var traits) ? traits.At(ordered[place]) : default);
            }
        }
    }

    private static int Of(in Trait trait, SpellStepKind by) => by == SpellStepKind.Segment ? trait.Segment : trait.Region;

    /// <summary>The entry that changed the figures of an instant last.</summary>
    private long HealthChangedAt(long instant, SpellStepKind? by)
    {
        var (last, at) = (CustomerSpan.Of(instant), by is null ? healthLoadedAt : Math.Max(healthLoadedAt, traitsChangedAt));
        foreach (var (span, seq) in healthChanges)
        {
            at = span <= last ? Math.Max(at, seq) : at;
        }
        return at;
    }

    private void InstallHealth(long seq)
    {
        foreach (var ((customer, span), line) in stagedHealth)
        {
            healthLines[(customer, span)] = line;
            healthChanges[span] = seq;
        }
        if (stagedTraits.Count > 0)
        {
            traitsChangedAt = seq;
        }
    }

    /// <summary>Goes through the lines of blocks, both included, some blocks at a time: where a checkpoint came between, these are read again and what was told of the others stands.</summary>
    private async ValueTask ScanHealthAsync(HealthScan scan, int fromBlock, int throughBlock, CancellationToken cancellationToken)
    {
        var end = (throughBlock == int.MaxValue ? new StateKey(RowKind.Health + 1, 0, int.MinValue) : new StateKey(RowKind.Health, StateKey.Pair(throughBlock + 1, int.MinValue), int.MinValue)).ToBytes(Generation);
        for (var (next, page, tries) = (fromBlock, PageOfHealth, 0); ;)
        {
            var start = new StateKey(RowKind.Health, StateKey.Pair(next, int.MinValue), int.MinValue).ToBytes(Generation);
            var saved = Saved;
            var answer = await store.ReadAsync(tenant, new StateQuery([HeadKey.ToBytes(Generation)], [new StateRange(start, end, page)]), cancellationToken);
            // What is not saved is what the rows lack, if no checkpoint was written while they were read.
            if ((answer.Values[0] is { } head ? ProjectionHead.Decode(head).Applied : 0) != saved || Saved != saved)
            {
                tries = tries < MaxTries ? tries + 1 : throw new Grains.UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
                continue;
            }
            var rows = answer.Ranges[0];
            var isLast = rows.Count < page;
            // Of the last block there may be more.
            var through = isLast ? throughBlock : BlockOf(rows[^1]) - 1;
            if (through < next)
            {
                page *= 2;
                continue;
            }
            var walk = new HealthWalk(scan, UnsavedHealth(next, through));
            foreach (var row in rows.TakeWhile(row => BlockOf(row) <= through))
            {
                walk.Add(StateKey.FromBytes(row.Key).A, row.Value);
            }
            walk.End();
            if (isLast)
            {
                return;
            }
            (next, page, tries) = (through + 1, PageOfHealth, 0);
        }
    }

    private static int BlockOf(StateRow row) => StateKey.High(StateKey.FromBytes(row.Key).A);

    private SortedDictionary<ulong, Dictionary<int, byte[]?>> UnsavedHealth(int fromBlock, int throughBlock)
    {
        var found = new SortedDictionary<ulong, Dictionary<int, byte[]?>>();
        foreach (var ((customer, span), line) in (savingHealth ?? []).Concat(healthLines))
        {
            var block = LineBlocks.Health.Of(customer);
            if (block < fromBlock || block > throughBlock)
            {
                continue;
            }
            var key = StateKey.Pair(block, span);
            (found.TryGetValue(key, out var lines) ? lines : found[key] = [])[customer] = line;
        }
        return found;
    }

    /// <summary>Only the blocks of customers and spans that changed are written.</summary>
    private async ValueTask WriteHealthAsync(List<StateWrite> writes, Dictionary<(int Customer, int Span), byte[]?> changed, CancellationToken cancellationToken)
    {
        var byBlock = changed.GroupBy(line => StateKey.Pair(LineBlocks.Health.Of(line.Key.Customer), line.Key.Span)).OrderBy(static block => block.Key).ToList();
        foreach (var page in byBlock.Chunk(Page))
        {
            var keys = page.Select(block => new StateKey(RowKind.Health, block.Key, 0).ToBytes(Generation)).ToList();
            var answer = await store.ReadAsync(tenant, new StateQuery(keys, []), cancellationToken);
            for (var i = 0; i < page.Length; i++)
            {
                writes.Add(new StateWrite(keys[i], LineBlocks.Health.With(StateKey.High(page[i].Key), answer.Values[i], [.. page[i].OrderBy(static line => line.Key.Customer).Select(static line => (line.Key.Customer, line.Value))])));
            }
        }
    }

    /// <summary>The health table for the digest: names instead of numbers.</summary>
    private async ValueTask AddHealthAsync(HashList into, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(RowKind.Health, RowKind.Health, cancellationToken))
        {
            AddHealth(StateKey.FromBytes(row.Key).A, row.Value, into);
        }
    }

    private void AddHealth(ulong key, byte[] row, HashList into)
    {
        var read = new LineReader(LineBlocks.Health, StateKey.High(key), row);
        while (read.Next())
        {
            writer.Clear();
            writer.Byte((byte)RowKind.Health);
            writer.Bytes(Names[read.Customer]);
            writer.Signed(StateKey.Low(key));
            writer.Raw(read.Line);
            into.Add(writer);
        }
    }
}
