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
            var lines = new SpellBlockReader(block, row);
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

public delegate void SpellLineTaker(ReadOnlySpan<byte> line);

public sealed partial class TenantProjection
{
    private const int PageOfBlocks = 32;

    private readonly Dictionary<int, byte[]?> stagedLines = [];
    private Dictionary<int, byte[]?> lines = [];
    private Dictionary<int, byte[]?>? frozenLines;

    /// <summary>The entry that changed the spell table last, of those that this projection applied itself.</summary>
    public long SpellsAt { get; private set; }

    /// <summary>The spell table, whole, while entries are applied and checkpoints written.</summary>
    public async ValueTask<SpellsRead> ReadSpellsAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var saved = Saved;
            var unsaved = new Dictionary<int, byte[]?>(frozenLines ?? []);
            foreach (var (customer, line) in lines)
            {
                unsaved[customer] = line;
            }
            var at = SpellsAt;
            if (await ReadBlocksAsync(saved, cancellationToken) is { } blocks)
            {
                return new SpellsRead(at, blocks, unsaved);
            }
            if (tries == MaxTries)
            {
                throw new Grains.UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Instants and margins of revenue from one instant to another (excluded), in no order: few days at most.</summary>
    public async ValueTask<List<(long Instant, long Margin)>> ReadMarginsAsync(long from, long to, CancellationToken cancellationToken)
    {
        var (first, last) = ((int)Superseding.UtcDay(from), (int)Superseding.UtcDay(to - 1));
        var rowsOfDays = new Dictionary<StateKey, byte[]?>();
        var next = new StateKey(RowKind.MarginDay, StateKey.Pair(first, int.MinValue), int.MinValue).ToBytes(Generation);
        var end = new StateKey(RowKind.MarginDay, StateKey.Pair(last + 1, int.MinValue), int.MinValue).ToBytes(Generation);
        while (true)
        {
            var page = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(next, end, Page)]), cancellationToken)).Ranges[0];
            foreach (var row in page)
            {
                rowsOfDays[StateKey.FromBytes(row.Key)] = row.Value;
            }
            if (page.Count < Page)
            {
                break;
            }
            next = [.. page[^1].Key, 0];
        }
        // What is here is newer than what the store said.
        foreach (var (key, row) in rows.Unsaved(RowKind.MarginDay))
        {
            if (StateKey.High(key.A) >= first && StateKey.High(key.A) <= last)
            {
                rowsOfDays[key] = row;
            }
        }
        var margins = new List<(long, long)>();
        foreach (var (key, row) in rowsOfDays)
        {
            LifeWork.ReadMargins(StateKey.High(key.A), row ?? [], from, to, margins);
        }
        return margins;
    }

    private static Dictionary<int, List<Described>> DescriptionsOf(List<(RowKind Kind, int Name, EventType Type, Described Described)> profiles)
    {
        var descriptions = new Dictionary<int, List<Described>>();
        foreach (var (_, name, type, described) in profiles)
        {
            if (type != EventType.CustomerDescribed)
            {
                continue;
            }
            if (!descriptions.TryGetValue(name, out var of))
            {
                descriptions.Add(name, of = []);
            }
            of.Add(described);
        }
        return descriptions;
    }

    private void InstallLines(long seq)
    {
        foreach (var (customer, line) in stagedLines)
        {
            lines[customer] = line;
            SpellsAt = seq;
        }
    }

    /// <summary>null: the store holds another checkpoint than the one that is read beside.</summary>
    private async ValueTask<List<(int Block, byte[] Row)>?> ReadBlocksAsync(long saved, CancellationToken cancellationToken)
    {
        var blocks = new List<(int, byte[])>();
        var next = SpellsKey(0).ToBytes(Generation);
        var end = new StateKey(RowKind.Spells + 1, 0, int.MinValue).ToBytes(Generation);
        while (true)
        {
            var answer = await store.ReadAsync(tenant, new StateQuery([HeadKey.ToBytes(Generation)], [new StateRange(next, end, PageOfBlocks)]), cancellationToken);
            if ((answer.Values[0] is { } head ? ProjectionHead.Decode(head).Applied : 0) != saved)
            {
                return null;
            }
            foreach (var row in answer.Ranges[0])
            {
                blocks.Add(((int)StateKey.FromBytes(row.Key).A, row.Value));
            }
            if (answer.Ranges[0].Count < PageOfBlocks)
            {
                return blocks;
            }
            next = [.. answer.Ranges[0][^1].Key, 0];
        }
    }

    /// <summary>Only the blocks of customers that changed are written.</summary>
    private async ValueTask WriteLinesAsync(List<StateWrite> writes, Dictionary<int, byte[]?> changed, CancellationToken cancellationToken)
    {
        var byBlock = changed.GroupBy(line => SpellBlock.Of(line.Key)).OrderBy(block => block.Key).ToList();
        foreach (var page in byBlock.Chunk(PageOfBlocks))
        {
            var keys = page.Select(block => SpellsKey(block.Key).ToBytes(Generation)).ToList();
            var answer = await store.ReadAsync(tenant, new StateQuery(keys, []), cancellationToken);
            for (var i = 0; i < page.Length; i++)
            {
                writes.Add(new StateWrite(keys[i], SpellBlock.With(page[i].Key, answer.Values[i], [.. page[i].OrderBy(line => line.Key)])));
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
        var read = new SpellBlockReader(block, row);
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
