using System.Diagnostics.CodeAnalysis;

namespace CareKpi.Kpis.Measures;

/// <summary>
/// Amounts by measure that merge: adding is associative and commutative, and subtracting undoes adding to the byte. Absent and zero are the same. Not safe for several threads at once.
/// </summary>
/// <remarks>
/// Arithmetic is checked. An operation that would overflow throws <see cref="OverflowException"/> and leaves the content as it was: sums wrap round, which can be taken back exactly, and the operation
/// that saw one overflow takes all of itself back before it throws.
/// </remarks>
public sealed partial class MeasureSet : IMeasures
{
    private MeasureIds _sumIds;
    private MeasureIds _sampleIds;
    private long[] _sums = [];
    private Sampled[] _samples = [];

    /// <param name="keepsBins">False: for a slice of a dimension that keeps no bins; of a sketch measure its moments are kept, and bins that are merged into it are left out.</param>
    public MeasureSet(bool keepsBins = true) => KeepsBins = keepsBins;

    public bool KeepsBins { get; }

    /// <summary>True if no measure has an amount.</summary>
    public bool IsZero
    {
        get
        {
            foreach (var sum in UsedSums) if (sum != 0) return false;
            foreach (ref readonly var samples in UsedSamples) if (!samples.IsZero) return false;
            return true;
        }
    }

    private Span<long> UsedSums => _sums.AsSpan(0, _sumIds.Count);

    private Span<Sampled> UsedSamples => _samples.AsSpan(0, _sampleIds.Count);

    /// <inheritdoc/>
    public long Sum(Measure measure) => _sumIds.Contains(measure.Id) ? _sums[_sumIds.RankOf(measure.Id)] : 0;

    /// <summary>The samples of a measure. <see cref="Measures.Samples.Sketch"/> is null without samples, and where bins of some samples are missing. It is a view: read it before the set changes.</summary>
    public Samples Samples(Measure measure)
    {
        if (!_sampleIds.Contains(measure.Id)) return default;
        ref readonly var samples = ref _samples[_sampleIds.RankOf(measure.Id)];
        var whole = samples.Count > 0 && samples.Sketch?.Count == samples.Count;
        return new Samples(samples.Count, samples.Sum, samples.Squares, whole ? samples.Sketch : null);
    }

    /// <inheritdoc/>
    public Samples Samples(Measure measure, Measure and)
    {
        var (first, second) = (Samples(measure), Samples(and));
        if (first.Count == 0 || second.Count == 0) return first.Count == 0 ? second : first;
        Sketch? merged = null;
        if (first.Sketch is Sketch sketch && second.Sketch is Sketch other)
        {
            merged = sketch.Clone();
            if (merged.Merge(other, subtract: false)) throw Overflow();
        }

        return new Samples(checked(first.Count + second.Count), checked(first.Sum + second.Sum), checked(first.Squares + second.Squares), merged);
    }

    /// <summary>Adds to a <see cref="MeasureKind.Sum"/> or a <see cref="MeasureKind.Stock"/>.</summary>
    /// <exception cref="OverflowException">The sum would leave Int64; nothing was added.</exception>
    public void AddSum(Measure measure, long amount)
    {
        if (measure.Kind is not (MeasureKind.Sum or MeasureKind.Stock)) ThrowKind(measure);
        ref var sum = ref SumOf(measure.Id);
        sum = checked(sum + amount);
    }

    /// <summary>Adds one sample, the measure's unit, to a <see cref="MeasureKind.Moments"/> or a <see cref="MeasureKind.Sketch"/>, or with <paramref name="weight"/> −1 takes one back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is neither 1 nor −1, or the sample of a sketch is negative.</exception>
    /// <exception cref="OverflowException">Nothing was added.</exception>
    public void AddSample(Measure measure, long sample, int weight)
    {
        if (measure.Kind is not (MeasureKind.Moments or MeasureKind.Sketch)) ThrowKind(measure);
        if (weight is not (1 or -1)) throw new ArgumentOutOfRangeException(nameof(weight), weight, "A sample is added (1) or taken back (-1).");
        var binned = measure.Kind == MeasureKind.Sketch;
        if (binned && sample < 0) throw new ArgumentOutOfRangeException(nameof(sample), sample, $"A sample of {measure.Name} is not negative.");
        ref var samples = ref SamplesOf(measure.Id);
        var square = Math.BigMul(sample, sample);
        var overflowed = weight > 0
            ? samples.Add(1, sample, square)
            : samples.Subtract(1, sample, square);
        if (binned && KeepsBins) overflowed |= (samples.Sketch ??= new Sketch()).Step(SketchBins.KeyOf(sample), weight, subtract: false);
        if (!overflowed) return;
        if (binned && KeepsBins) samples.Sketch!.Step(SketchBins.KeyOf(sample), weight, subtract: true);
        _ = weight > 0 ? samples.Subtract(1, sample, square) : samples.Add(1, sample, square);
        throw Overflow();
    }

    /// <summary>Adds all of another set, or with <paramref name="sign"/> −1 takes it back.</summary>
    /// <exception cref="OverflowException">Nothing was merged.</exception>
    public void Merge(MeasureSet other, int sign = 1)
    {
        var subtract = IsSubtract(sign);
        if (ReferenceEquals(this, other)) other = Clone();
        Include(other._sumIds, other._sampleIds);
        if (!MergeWrapping(other, subtract)) return;
        MergeWrapping(other, !subtract);
        throw Overflow();
    }

    /// <summary>Forgets all amounts. The room for each measure stays: what is added next is mostly of the same ones.</summary>
    public void Clear()
    {
        UsedSums.Clear();
        foreach (ref var samples in UsedSamples)
        {
            samples.Sketch?.Clear();
            samples = new Sampled { Sketch = samples.Sketch };
        }
    }

    public MeasureSet Clone()
    {
        var clone = new MeasureSet(KeepsBins) { _sumIds = _sumIds, _sampleIds = _sampleIds, _sums = UsedSums.ToArray(), _samples = UsedSamples.ToArray() };
        foreach (ref var samples in clone._samples.AsSpan()) samples.Sketch = samples.Sketch?.Clone();
        return clone;
    }

    private bool MergeWrapping(MeasureSet other, bool subtract)
    {
        var overflowed = false;
        var theirSums = other.UsedSums;
        if (_sumIds.Same(other._sumIds))
        {
            var sums = _sums.AsSpan(0, theirSums.Length);
            for (var i = 0; i < sums.Length; i++) overflowed |= Wrapping.Step(ref sums[i], theirSums[i], subtract);
        }
        else
        {
            var rank = 0;
            for (var id = other._sumIds.After(-1); id >= 0; id = other._sumIds.After(id)) overflowed |= Wrapping.Step(ref _sums[_sumIds.RankOf((byte)id)], theirSums[rank++], subtract);
        }
        var theirSamples = other.UsedSamples;
        var at = 0;
        for (var id = other._sampleIds.After(-1); id >= 0; id = other._sampleIds.After(id))
        {
            ref readonly var theirs = ref theirSamples[at++];
            ref var samples = ref _samples[_sampleIds.RankOf((byte)id)];
            overflowed |= subtract ? samples.Subtract(theirs.Count, theirs.Sum, theirs.Squares) : samples.Add(theirs.Count, theirs.Sum, theirs.Squares);
            if (KeepsBins && theirs.Sketch is { } sketch) overflowed |= (samples.Sketch ??= new Sketch()).Merge(sketch, subtract);
        }
        return overflowed;
    }

    private void Include(MeasureIds sumIds, MeasureIds sampleIds)
    {
        var sums = _sumIds.Or(sumIds);
        if (!sums.Same(_sumIds)) Spread(ref _sums, ref _sumIds, sums);
        var samples = _sampleIds.Or(sampleIds);
        if (!samples.Same(_sampleIds)) Spread(ref _samples, ref _sampleIds, samples);
    }

    private static void Spread<T>(ref T[] values, ref MeasureIds ids, MeasureIds wider)
    {
        var spread = new T[wider.Count];
        var rank = 0;
        for (var id = ids.After(-1); id >= 0; id = ids.After(id)) spread[wider.RankOf((byte)id)] = values[rank++];
        values = spread;
        ids = wider;
    }

    private ref long SumOf(byte id)
    {
        var rank = _sumIds.RankOf(id);
        if (!_sumIds.Contains(id)) Insert(ref _sums, ref _sumIds, id, rank);
        return ref _sums[rank];
    }

    private ref Sampled SamplesOf(byte id)
    {
        var rank = _sampleIds.RankOf(id);
        if (!_sampleIds.Contains(id)) Insert(ref _samples, ref _sampleIds, id, rank);
        return ref _samples[rank];
    }

    private static void Insert<T>(ref T[] values, ref MeasureIds ids, byte id, int rank)
    {
        var used = ids.Count;
        if (used == values.Length) Array.Resize(ref values, used == 0 ? 4 : used * 2);
        values.AsSpan(rank, used - rank).CopyTo(values.AsSpan(rank + 1));
        values[rank] = default!;
        ids.Add(id);
    }

    private static bool IsSubtract(int sign) => sign switch
    {
        1 => false,
        -1 => true,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "A set is added (1) or taken back (-1)."),
    };

    private static OverflowException Overflow() => new("A measure would leave the range of its integers; nothing was added.");

    [DoesNotReturn]
    private static void ThrowKind(Measure measure) => throw new ArgumentException($"{measure.Name} is of kind {measure.Kind}: sums and stocks take AddSum, moments and sketches AddSample.", nameof(measure));
}
