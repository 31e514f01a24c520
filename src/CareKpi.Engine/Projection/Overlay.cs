using CareKpi.Kpis.Facts;

namespace CareKpi.Engine.Projection;

/// <summary>What entries have added to cells and due facts since a checkpoint began.</summary>
internal sealed class Overlay
{
    private readonly CellDeltas read = new();
    private readonly Dictionary<Credit, int> readTo = [];

    /// <summary>What was added as cells, and what is due.</summary>
    public CellDeltas Deltas { get; } = new();

    /// <summary>What was added as facts: no cell in <see cref="Deltas"/> has them.</summary>
    public PackedFacts Facts { get; } = new();

    /// <summary>About how many bytes a checkpoint writes of it.</summary>
    public long Bytes => Facts.Bytes + (Deltas.Cells.Count * 256L);

    /// <summary>The cells of a leaf, or of several, that <see cref="Facts"/> make; others may be among them. Each fact is folded once, for whoever reads first.</summary>
    public CellDeltas CellsOfFacts(IEnumerable<Credit> leaves, FactCells cells)
    {
        foreach (var leaf in leaves)
        {
            readTo[leaf] = Facts.Fold(leaf, readTo.GetValueOrDefault(leaf), read, cells);
        }
        return read;
    }
}
