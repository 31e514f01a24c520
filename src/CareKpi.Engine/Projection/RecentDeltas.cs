namespace CareKpi.Engine.Projection;

/// <summary>What the last entries added, so that a scope grain brings its merged cells up to date without reading them anew.</summary>
public sealed class RecentDeltas
{
    /// <summary>Cells kept in all.</summary>
    public const int MaxCells = 30_000;

    private readonly Queue<(long Seq, CellDeltas Deltas)> entries = new();
    private int cells;

    /// <summary>Sequence number before the oldest entry kept: who is older reads anew.</summary>
    public long Floor { get; private set; }

    public void Add(long seq, CellDeltas deltas)
    {
        entries.Enqueue((seq, deltas));
        cells += Weight(deltas);
        while (cells > MaxCells)
        {
            var (dropped, old) = entries.Dequeue();
            Floor = dropped;
            cells -= Weight(old);
        }
    }

    /// <summary>The next entries added go on from here; what came before is not known.</summary>
    public void Reset(long floor)
    {
        entries.Clear();
        cells = 0;
        Floor = floor;
    }

    public IEnumerable<CellDeltas> Since(long seq)
    {
        foreach (var (at, deltas) in entries)
        {
            if (at > seq)
            {
                yield return deltas;
            }
        }
    }

    private static int Weight(CellDeltas deltas) => deltas.Cells.Count + deltas.Due.Count + 1;
}
