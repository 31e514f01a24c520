using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The spell table as it was when entry <see cref="At"/> had changed it last: rows of the store, and the lines that were not yet in it (null: gone).</summary>
public sealed record SpellsRead(long At, IReadOnlyList<(int Block, byte[] Row)> Blocks, Dictionary<int, byte[]?> Unsaved)
{
    /// <summary>Every line once.</summary>
    public void Tell(SpellLineTaker take)
    {
        foreach (var (block, row) in Blocks)
        {
            var lines = new LineReader(LineBlocks.Spells, block, row);
            while (lines.Next())
            {
                if (Unsaved.Count == 0 || !Unsaved.ContainsKey(lines.Customer))
                {
                    take(lines.Line);
                }
            }
        }
        foreach (var line in Unsaved.Values)
        {
            if (line is not null)
            {
                take(line);
            }
        }
    }
}

/// <summary>Revenue at an instant: whose, its margin, and what the customer was then.</summary>
public readonly record struct RevenueMargin(int Customer, long Instant, long Margin)
{
    public Trait Trait { get; init; }
}

/// <summary>Revenue as it was at <see cref="Applied"/>, in no order.</summary>
public sealed record MarginsRead(long Applied, List<RevenueMargin> Margins);

public delegate void SpellLineTaker(ReadOnlySpan<byte> line);

public sealed partial class TenantProjection
{
    private const int PageOfBlocks = 32;

    private readonly Dictionary<int, byte[]?> stagedLines = [];
    private Dictionary<int, byte[]?> lines = [];
    private Dictionary<int, byte[]?>? savingLines;

    /// <summary>The entry that changed the spell table last, of those that this projection applied itself.</summary>
    public long SpellsAt { get; private set; }

    /// <summary>The spell table, whole, while entries are applied and checkpoints written.</summary>
    public async ValueTask<SpellsRead> ReadSpellsAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var saved = Saved;
            var unsaved = new Dictionary<int, byte[]?>(savingLines ?? []);
            foreach (var (customer, line) in lines)
            {
                unsaved[customer] = line;
            }
            var at = SpellsAt;
            var (from, to) = (SpellsKey(0), new StateKey(RowKind.Spells + 1, 0, int.MinValue));
            if (await ReadRangeAsync(from, to, PageOfBlocks, saved, cancellationToken) is { } blocks)
            {
                return new SpellsRead(at, blocks.ConvertAll(static row => ((int)row.Key.A, row.Row)), unsaved);
            }
            if (tries == MaxTries)
            {
                throw new Grains.UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Revenue from one instant to another (excluded): few days at most.</summary>
    public async ValueTask<MarginsRead> ReadMarginsAsync(long from, long to, CancellationToken cancellationToken)
    {
        var (first, last) = ((int)Superseding.UtcDay(from), (int)Superseding.UtcDay(to - 1));
        var (start, end) = (LifeWork.MarginKey(first, int.MinValue), LifeWork.MarginKey(last + 1, int.MinValue));
        for (var tries = 0; ; tries++)
        {
            var saved = Saved;
            var applied = Head.Applied;
            var days = rows.Unsaved(RowKind.MarginDay).Where(row => StateKey.High(row.Key.A) >= first && StateKey.High(row.Key.A) <= last).ToDictionary();
            if (await ReadRangeAsync(start, end, Page, saved, cancellationToken) is { } stored)
            {
                foreach (var (key, row) in stored)
                {
                    days.TryAdd(key, row);
                }
                var margins = new List<RevenueMargin>();
                foreach (var (key, row) in days)
                {
                    LifeWork.ReadMargins(key, row ?? [], from, to, margins);
                }
                return new MarginsRead(applied, margins.ConvertAll(margin => Directory.Traits.TryGetValue(margin.Customer, out var traits) ? margin with { Trait = traits.At(margin.Instant) } : margin));
            }
            if (tries == MaxTries)
            {
                throw new Grains.UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Who had revenue from one instant to another (excluded); null: more than <paramref name="most"/>.</summary>
    public async ValueTask<HashSet<int>?> CustomersWithRevenueAsync(long from, long to, int most, CancellationToken cancellationToken)
    {
        var (next, last) = ((int)Superseding.UtcDay(from), (int)Superseding.UtcDay(to - 1));
        var found = new HashSet<int>();
        for (; next <= last && found.Count <= most; next++)
        {
            var day = next * Kpis.Time.ZoneCalendar.MicrosPerDay;
            var read = await ReadMarginsAsync(Math.Max(from, day), Math.Min(to, day + Kpis.Time.ZoneCalendar.MicrosPerDay), cancellationToken);
            found.UnionWith(read.Margins.Select(static revenue => revenue.Customer));
        }
        return found.Count > most ? null : found;
    }

    private void InstallLines(long seq)
    {
        foreach (var (customer, line) in stagedLines)
        {
            lines[customer] = line;
            SpellsAt = seq;
        }
    }

    /// <summary>Rows of the store; null: it holds another checkpoint than the one that they are read beside.</summary>
    private async ValueTask<List<(StateKey Key, byte[] Row)>?> ReadRangeAsync(StateKey from, StateKey to, int page, long saved, CancellationToken cancellationToken)
    {
        var found = new List<(StateKey, byte[])>();
        var next = from.ToBytes(Generation);
        var end = to.ToBytes(Generation);
        while (true)
        {
            var answer = await store.ReadAsync(tenant, new StateQuery([HeadKey.ToBytes(Generation)], [new StateRange(next, end, page)]), cancellationToken);
            if ((answer.Values[0] is { } head ? ProjectionHead.Decode(head).Applied : 0) != saved)
            {
                return null;
            }
            foreach (var row in answer.Ranges[0])
            {
                found.Add((StateKey.FromBytes(row.Key), row.Value));
            }
            if (answer.Ranges[0].Count < page)
            {
                return found;
            }
            next = [.. answer.Ranges[0][^1].Key, 0];
        }
    }

    /// <summary>Only the blocks of customers that changed are written.</summary>
    private async ValueTask WriteLinesAsync(List<StateWrite> writes, Dictionary<int, byte[]?> changed, CancellationToken cancellationToken)
    {
        var byBlock = changed.GroupBy(line => LineBlocks.Spells.Of(line.Key)).OrderBy(block => block.Key).ToList();
        foreach (var page in byBlock.Chunk(PageOfBlocks))
        {
            var keys = page.Select(block => SpellsKey(block.Key).ToBytes(Generation)).ToList();
            var answer = await store.ReadAsync(tenant, new StateQuery(keys, []), cancellationToken);
            for (var i = 0; i < page.Length; i++)
            {
                writes.Add(new StateWrite(keys[i], LineBlocks.Spells.With(page[i].Key, answer.Values[i], [.. page[i].OrderBy(static line => line.Key).Select(static line => (line.Key, line.Value))])));
            }
        }
    }

    /// <summary>The spell table for the digest: names instead of numbers.</summary>
    private async ValueTask AddSpellsAsync(HashList into, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(RowKind.Spells, RowKind.Spells, cancellationToken))
        {
            AddBlock((int)StateKey.FromBytes(row.Key).A, row.Value, into);
        }
    }

    private void AddBlock(int block, byte[] row, HashList into)
    {
        var read = new LineReader(LineBlocks.Spells, block, row);
        while (read.Next())
        {
            writer.Clear();
            writer.Byte((byte)RowKind.Spells);
            writer.Bytes(Names[read.Customer]);
            for (var line = read.Line; !line.IsEmpty; line = line[SpellStep.Size..])
            {
                var step = SpellStep.Read(line);
                writer.Signed(step.Instant);
                writer.Byte((byte)step.Kind);
                if (step.Kind is SpellStepKind.Ended or SpellStepKind.Segment or SpellStepKind.Region)
                {
                    writer.Bytes(Names[(int)step.Value]);
                }
                else
                {
                    writer.Signed(step.Value);
                }
            }
            into.Add(writer);
        }
    }

    private static StateKey SpellsKey(int block) => new(RowKind.Spells, (ulong)block, 0);
}
