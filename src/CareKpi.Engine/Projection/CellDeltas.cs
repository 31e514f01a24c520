using CareKpi.Kpis.Facts;

namespace CareKpi.Engine.Projection;

/// <summary>What is added to cells and due facts: by all entries since the last checkpoint, or by the facts of one read.</summary>
public sealed class CellDeltas
{
    public Dictionary<CellKey, CellBlock> Cells { get; } = [];

    public Dictionary<(Credit Leaf, int Day), DueFacts> Due { get; } = [];

    public CellBlock this[CellKey key]
    {
        get
        {
            if (!Cells.TryGetValue(key, out var block))
            {
                Cells.Add(key, block = new CellBlock(CellKey.KeepsBins(key.Kind)));
            }
            return block;
        }
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
