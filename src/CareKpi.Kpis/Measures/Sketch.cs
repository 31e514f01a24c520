using System.Numerics;

namespace CareKpi.Kpis.Measures;

/// <summary>
/// Samples by bin, with Int64 counts: a DDSketch that never collapses (<see cref="SketchBins"/>). Values are in the measure's unit. Counts may be negative for a while, in a set of changes;
/// a bin with count 0 is as if it had never been.
/// </summary>
/// <remarks>Few bins stand in a short sorted array; a busy sketch becomes a window of counters, one a bin, which is added to without a search.</remarks>
public sealed class Sketch : ISketch
{
    private const int MostSparse = 32;
    private const int Slack = 32;

    private Bin[] _bins = [];
    private int _used;
    private long[]? _window;
    private int _windowStart;

    /// <summary>Number of samples: the sum of the bins.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (var (_, n) in Bins) count += n;
            return count;
        }
    }

    public bool IsZero => !Bins.MoveNext();

    /// <summary>The value of the lowest bin.</summary>
    public double Min
    {
        get
        {
            foreach (var (key, _) in Bins) return SketchBins.ValueOf(key);
            throw Empty();
        }
    }

    /// <summary>The value of the highest bin.</summary>
    public double Max
    {
        get
        {
            var last = -1;
            foreach (var (key, _) in Bins) last = key;
            return last >= 0 ? SketchBins.ValueOf(last) : throw Empty();
        }
    }

    /// <summary>Nearest rank: the value of the sample number ⌈q·n⌉ in ascending order, within 1 %.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Quantile(double q)
    {
        if (!(q is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is between 0 and 1.");
        var count = Count;
        if (count <= 0) throw Empty();
        // In decimal 0.07 · 100 is 7; in binary it is a little more, and the rank would be 8.
        return Rank(Math.Clamp((long)decimal.Ceiling((decimal)q * count), 1, count));
    }

    /// <inheritdoc/>
    public double Rank(long rank)
    {
        long seen = 0;
        foreach (var (key, n) in Bins)
        {
            seen += n;
            if (seen >= rank) return SketchBins.ValueOf(key);
        }
        throw Empty();
    }

    internal int BinCount
    {
        get
        {
            var bins = 0;
            foreach (var (_, _) in Bins) bins++;
            return bins;
        }
    }

    internal Sketch Clone() => new() { _bins = _bins.AsSpan(0, _used).ToArray(), _used = _used, _window = (long[]?)_window?.Clone(), _windowStart = _windowStart };

    /// <summary>Forgets all samples. The room of few bins stays for the next use, a window does not: it is large.</summary>
    internal void Clear()
    {
        _used = 0;
        if (_window is not null) (_bins, _window) = ([], null);
    }

    /// <summary>Adds to a bin or subtracts from it, wrapping round; true if the count overflowed. The opposite takes it back exactly.</summary>
    internal bool Step(int key, long count, bool subtract) => Wrapping.Step(ref CountOf(key), count, subtract);

    internal bool Merge(Sketch other, bool subtract)
    {
        if (other._window is { } theirs) return MergeWindow(theirs, other._windowStart, subtract);
        var overflowed = false;
        foreach (var (key, n) in other.Bins) overflowed |= Step(key, n, subtract);
        return overflowed;
    }

    /// <summary>Bins whose count is not 0, by ascending key.</summary>
    internal BinEnumerator Bins => new(this);

    /// <summary>Counter by counter, zeros too: without a branch, a merge of busy sketches is bound by memory.</summary>
    private bool MergeWindow(ReadOnlySpan<long> theirs, int start, bool subtract)
    {
        Reach(start, start + theirs.Length);
        var mine = _window.AsSpan(start - _windowStart, theirs.Length);
        var (signs, i) = (Vector<long>.Zero, 0);
        for (; i <= theirs.Length - Vector<long>.Count; i += Vector<long>.Count)
        {
            var (before, amount) = (new Vector<long>(mine[i..]), new Vector<long>(theirs[i..]));
            var after = subtract ? before - amount : before + amount;
            after.CopyTo(mine[i..]);
            // The sign bit says that it wrapped round, as in Wrapping.
            signs |= subtract ? (before ^ amount) & (before ^ after) : (before ^ after) & (amount ^ after);
        }
        var overflowed = Vector.LessThanAny(signs, Vector<long>.Zero);
        for (; i < theirs.Length; i++) overflowed |= Wrapping.Step(ref mine[i], theirs[i], subtract);
        return overflowed;
    }

    private ref long CountOf(int key)
    {
        if (_window is { } window)
        {
            var at = key - _windowStart;
            if ((uint)at < (uint)window.Length) return ref window[at];
            return ref Reached(key);
        }
        var bins = _bins.AsSpan(0, _used);
        int low = 0, high = bins.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (bins[middle].Key < key) low = middle + 1;
            else high = middle;
        }
        if (low < bins.Length && bins[low].Key == key) return ref bins[low].Count;
        return ref Inserted(key, low);
    }

    private ref long Inserted(int key, int at)
    {
        if (_used == _bins.Length)
        {
            if (_used == MostSparse) return ref Reached(key);
            Array.Resize(ref _bins, _used == 0 ? 1 : Math.Min(_used * 2, MostSparse));
        }
        _bins.AsSpan(at, _used - at).CopyTo(_bins.AsSpan(at + 1));
        _used++;
        _bins[at] = new Bin { Key = (ushort)key };
        return ref _bins[at].Count;
    }

    private ref long Reached(int key)
    {
        Reach(Math.Max(0, key - Slack), Math.Min(SketchBins.Keys, key + Slack));
        return ref _window![key - _windowStart];
    }

    /// <summary>Makes the window hold these keys too, the end excluded.</summary>
    private void Reach(int start, int end)
    {
        if (_window is { } window)
        {
            var windowEnd = _windowStart + window.Length;
            if (start >= _windowStart && end <= windowEnd) return;
            (start, end) = (Math.Min(start, _windowStart), Math.Max(end, windowEnd));
            _window = new long[end - start];
            window.CopyTo(_window.AsSpan(_windowStart - start));
        }
        else
        {
            var bins = _bins.AsSpan(0, _used);
            if (!bins.IsEmpty) (start, end) = (Math.Min(start, bins[0].Key), Math.Max(end, bins[^1].Key + 1));
            _window = new long[end - start];
            foreach (ref readonly var bin in bins) _window[bin.Key - start] = bin.Count;
            (_bins, _used) = ([], 0);
        }
        _windowStart = start;
    }

    private static InvalidOperationException Empty() => new("A sketch without samples has no quantiles.");

    private struct Bin
    {
        public long Count;
        public ushort Key;
    }

    internal ref struct BinEnumerator(Sketch sketch)
    {
        private readonly ReadOnlySpan<Bin> _bins = sketch._bins.AsSpan(0, sketch._used);
        private readonly ReadOnlySpan<long> _window = sketch._window;
        private readonly int _windowStart = sketch._windowStart;
        private int _at = -1;

        public (int Key, long Count) Current { get; private set; }

        public readonly BinEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (!_window.IsEmpty)
            {
                while (++_at < _window.Length)
                {
                    if (_window[_at] == 0) continue;
                    Current = (_at + _windowStart, _window[_at]);
                    return true;
                }
                return false;
            }
            while (++_at < _bins.Length)
            {
                if (_bins[_at].Count == 0) continue;
                Current = (_bins[_at].Key, _bins[_at].Count);
                return true;
            }
            return false;
        }
    }
}
