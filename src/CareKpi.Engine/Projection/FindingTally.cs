using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>How often something was found, and the newest examples. Part of the state, not of its digest: which examples there are depends on what came and went.</summary>
public sealed class FindingTally
{
    public const int MaxSamples = 10;

    private readonly List<Witness> samples = [];

    public long Count { get; set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Witness> Samples => samples;

    /// <summary>One more example, or one that is none any more.</summary>
    public void Take(in Witness sample, int count)
    {
        if (count < 0)
        {
            samples.Remove(sample);
            return;
        }
        var at = samples.Count;
        while (at > 0 && samples[at - 1].Time < sample.Time)
        {
            at--;
        }
        if (at < MaxSamples && !samples.Contains(sample))
        {
            samples.Insert(at, sample);
            samples.RemoveRange(Math.Min(samples.Count, MaxSamples), Math.Max(0, samples.Count - MaxSamples));
        }
    }

    public void Encode(RowWriter row)
    {
        row.Signed(Count);
        row.Int(samples.Count);
        foreach (var sample in samples)
        {
            row.Byte((byte)sample.Type);
            row.Signed(sample.Time);
            row.Int(sample.Name);
            row.Bytes(sample.Id);
        }
    }

    public static FindingTally Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        var tally = new FindingTally { Count = row.Signed() };
        for (var left = row.AtEnd ? 0 : row.Int(); left > 0; left--)
        {
            tally.samples.Add(new Witness((EventType)row.Byte(), row.Signed(), row.Int(), row.Bytes().ToArray()));
        }
        return tally;
    }
}
