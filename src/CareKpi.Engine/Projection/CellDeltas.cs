using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using CareKpi.Kpis.Facts;

namespace CareKpi.Engine.Projection;

/// <summary>What is added to cells and due facts: by all entries since the last checkpoint, or by the facts of one read.</summary>
public sealed class CellDeltas
{
    // A timeline tells one fact after the other at the same leaf and day: the block of each kind that was asked for last.
    private readonly (CellKey Key, CellBlock? Block)[] last = new (CellKey, CellBlock?)[16];

    private Dictionary<RowKind, Stack<CellBlock>>? spare;

    public Dictionary<CellKey, CellBlock> Cells { get; } = [];

    public Dictionary<(Credit Leaf, int Day), DueFacts> Due { get; } = [];

    public CellBlock this[CellKey key]
    {
        get
        {
            ref var recent = ref last[(int)key.Kind % last.Length];
            if (recent.Block is { } same && recent.Key == key)
            {
                return same;
            }
            ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(Cells, key, out _);
            block ??= spare is not null && spare.TryGetValue(key.Kind, out var cleared) && cleared.TryPop(out var used) ? used : new CellBlock(CellKey.KeepsBins(key.Kind));
            recent = (key, block);
            return block;
        }
    }

    public bool Remove(CellKey key, [NotNullWhen(true)] out CellBlock? block)
    {
        last[(int)key.Kind % last.Length] = default;
        return Cells.Remove(key, out block);
    }

    /// <summary>Forgets all cells; their blocks stay for the next ones.</summary>
    public void ClearCells()
    {
        Array.Clear(last);
        spare ??= [];
        foreach (var (key, block) in Cells)
        {
            block.Clear();
            (CollectionsMarshal.GetValueRefOrAddDefault(spare, key.Kind, out _) ??= []).Push(block);
        }
        Cells.Clear();
    }

    public DueFacts DueOf(Credit leaf, int day)
    {
        if (!Due.TryGetValue((leaf, day), out var facts))
        {
            Due.Add((leaf, day), facts = new DueFacts());
        }
        return facts;
    }

    public void Merge(CellDeltas other)
    {
        foreach (var (key, block) in other.Cells)
        {
            // What was taken back and told again leaves nothing.
            if (!block.IsZero)
            {
                this[key].Merge(block);
            }
        }
        foreach (var ((leaf, day), facts) in other.Due)
        {
            DueOf(leaf, day).Merge(facts);
        }
    }
}
