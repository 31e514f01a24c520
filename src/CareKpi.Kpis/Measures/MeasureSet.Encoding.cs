using System.Buffers;

namespace CareKpi.Kpis.Measures;

/// <content>
/// The stored form, canonical: equal content is equal bytes, and a set without amounts is no bytes at all. Entries by ascending id, sums before samples, each with a head: the distance to the id
/// before, minus one, times 8 plus the form, as a varint. All amounts are zigzag varints. A sketch is the number of its bins, then each as (distance to the key before, minus one) times 2, plus 1 and followed by
/// the count where that is not 1. Samples of which there is one are written as that sample alone. The length is not in it: whoever stores a set knows it.
/// </content>
public sealed partial class MeasureSet
{
    private enum Form
    {
        Sum,
        Moments,
        Sketch,
        /// <summary>One sample without its bin.</summary>
        OneSample,
        /// <summary>One sample and its bin.</summary>
        OneBinned,
    }

    private const int FormBits = 3;
    private const int LongestEntry = 2 + 10 + 10 + 19 + 10;
    private const int LongestBin = 10 + 10;

    public void Encode(IBufferWriter<byte> output)
    {
        var writer = new VarintWriter(output);
        var (rank, last) = (0, -1);
        for (var id = _sumIds.After(-1); id >= 0; id = _sumIds.After(id))
        {
            var sum = _sums[rank++];
            if (sum == 0) continue;
            writer.Reserve(LongestEntry);
            WriteHead(ref writer, id, ref last, Form.Sum);
            writer.Signed(sum);
        }
        (rank, last) = (0, -1);
        for (var id = _sampleIds.After(-1); id >= 0; id = _sampleIds.After(id))
        {
            ref readonly var samples = ref _samples[rank++];
            if (samples.IsZero) continue;
            writer.Reserve(LongestEntry);
            WriteSamples(ref writer, id, ref last, samples);
        }
        writer.Flush();
    }

    public byte[] Encoded()
    {
        var output = new ArrayBufferWriter<byte>();
        Encode(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// 
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not an encoded set.</exception>
    public static MeasureSet Decode(ReadOnlySpan<byte> encoded, bool keepsBins = true)
    {
        var set = new MeasureSet(keepsBins);
        set.MergeFrom(encoded);
        return set;
    }

    /// <summary>Adds an encoded set without building it, or with <paramref name="sign"/> −1 takes it back.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an encoded set; nothing was merged.</exception>
    /// <exception cref="OverflowException">Nothing was merged.</exception>
    public void MergeFrom(ReadOnlySpan<byte> encoded, int sign = 1)
    {
        var subtract = IsSubtract(sign);
        if (!MergeEntries(encoded, subtract, out var malformed) && !malformed) return;
        MergeEntries(encoded, !subtract, out _);
        throw malformed ? VarintReader.Malformed() : Overflow();
    }

    private static void WriteHead(ref VarintWriter writer, int id, ref int last, Form form)
    {
        writer.Unsigned((ulong)(id - last - 1) << FormBits | (byte)form);
        last = id;
    }

    private static void WriteSamples(ref VarintWriter writer, int id, ref int last, Sampled samples)
    {
        var bins = samples.Sketch?.BinCount ?? 0;
        if (samples.Count == 1 && samples.Squares == Math.BigMul(samples.Sum, samples.Sum) && (bins == 0 || IsOnly(samples.Sketch!, bins, samples.Sum)))
        {
            WriteHead(ref writer, id, ref last, bins == 0 ? Form.OneSample : Form.OneBinned);
            writer.Signed(samples.Sum);
            return;
        }
        WriteHead(ref writer, id, ref last, bins == 0 ? Form.Moments : Form.Sketch);
        writer.Signed(samples.Count);
        writer.Signed(samples.Sum);
        writer.Signed(samples.Squares);
        if (bins > 0) WriteBins(ref writer, samples.Sketch!, bins);
    }

    private static bool IsOnly(Sketch sketch, int bins, long sample)
    {
        if (bins != 1 || sample < 0) return false;
        foreach (var (key, count) in sketch.Bins) return count == 1 && key == SketchBins.KeyOf(sample);
        return false;
    }

    private static void WriteBins(ref VarintWriter writer, Sketch sketch, int bins)
    {
        writer.Unsigned((ulong)bins);
        var last = -1;
        foreach (var (key, count) in sketch.Bins)
        {
            writer.Reserve(LongestBin);
            writer.Unsigned((ulong)(key - last - 1) << 1 | (count == 1 ? 0UL : 1UL));
            if (count != 1) writer.Signed(count);
            last = key;
        }
    }

    /// <summary>Merges entry by entry, wrapping round; true if something overflowed. Where the bytes are malformed it stops: the opposite stops at the same place and takes the same steps back.</summary>
    private bool MergeEntries(ReadOnlySpan<byte> encoded, bool subtract, out bool malformed)
    {
        var overflowed = false;
        malformed = false;
        try
        {
            var reader = new VarintReader(encoded);
            var last = -1;
            var sampling = false;
            while (!reader.AtEnd)
            {
                var head = reader.Unsigned();
                var form = (Form)(head & ((1 << FormBits) - 1));
                if (!sampling && form != Form.Sum) (sampling, last) = (true, -1);
                if (sampling && form == Form.Sum || head >> FormBits > (ulong)(byte.MaxValue - last - 1)) throw VarintReader.Malformed();
                last += (int)(head >> FormBits) + 1;
                overflowed |= form == Form.Sum
                    ? Wrapping.Step(ref SumOf((byte)last), reader.Signed(), subtract)
                    : MergeSamples(ref reader, ref SamplesOf((byte)last), form, subtract);
            }
        }
        catch (InvalidDataException)
        {
            malformed = true;
        }
        return overflowed;
    }

    private bool MergeSamples(ref VarintReader reader, ref Sampled samples, Form form, bool subtract)
    {
        if (form > Form.OneBinned) throw VarintReader.Malformed();
        var one = form is Form.OneSample or Form.OneBinned;
        var count = one ? 1 : reader.Signed();
        var sum = reader.Signed();
        var squares = one ? Math.BigMul(sum, sum) : reader.Signed128();
        if (form == Form.OneBinned && sum < 0) throw VarintReader.Malformed();
        var overflowed = subtract ? samples.Subtract(count, sum, squares) : samples.Add(count, sum, squares);
        if (form == Form.OneBinned && KeepsBins) overflowed |= (samples.Sketch ??= new Sketch()).Step(SketchBins.KeyOf(sum), 1, subtract);
        if (form == Form.Sketch) overflowed |= MergeBins(ref reader, KeepsBins ? samples.Sketch ??= new Sketch() : null, subtract);
        return overflowed;
    }

    private static bool MergeBins(ref VarintReader reader, Sketch? into, bool subtract)
    {
        var overflowed = false;
        var last = -1;
        for (var left = reader.Unsigned(); left > 0; left--)
        {
            var head = reader.Unsigned();
            if (head >> 1 > (ulong)(SketchBins.Keys - last - 2)) throw VarintReader.Malformed();
            last += (int)(head >> 1) + 1;
            var count = (head & 1) == 0 ? 1 : reader.Signed();
            if (into is not null) overflowed |= into.Step(last, count, subtract);
        }
        return overflowed;
    }
}
