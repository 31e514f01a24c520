namespace CareKpi.Engine.Projection;

/// <summary>What the last entries told, so that a scope grain brings its merged cells up to date without reading them anew.</summary>
public sealed class RecentFacts
{
    /// <summary>Facts kept in all: more than so many are slower to add than cells are to read.</summary>
    public const int MaxFacts = 10_000;

    private readonly Queue<(long Seq, EntryFacts Facts)> entries = new();
    private int facts;

    /// <summary>Facts that came since somebody asked.</summary>
    private int unasked;

    /// <summary>Sequence number before the oldest entry kept: who is older reads anew.</summary>
    public long Floor { get; private set; }

    public void Add(long seq, EntryFacts added)
    {
        unasked += Weight(added);
        if (unasked > MaxFacts)
        {
            // Nobody reads: what nobody asks for is not kept, which would cost more than to tell it.
            Reset(seq);
            return;
        }
        entries.Enqueue((seq, added));
        facts += Weight(added);
        while (facts > MaxFacts)
        {
            var (dropped, old) = entries.Dequeue();
            Floor = dropped;
            facts -= Weight(old);
        }
    }

    /// <summary>The next entries added go on from here; what came before is not known.</summary>
    public void Reset(long floor)
    {
        entries.Clear();
        facts = 0;
        Floor = floor;
    }

    /// <summary>What was told after an entry, in order; null: not all of it is kept.</summary>
    public List<EntryFacts>? Since(long seq)
    {
        unasked = 0;
        return seq < Floor ? null : [.. entries.Where(entry => entry.Seq > seq).Select(static entry => entry.Facts)];
    }

    private static int Weight(EntryFacts told) => told.Count + 1;
}
