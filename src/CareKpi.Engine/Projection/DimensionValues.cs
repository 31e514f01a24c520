using System.Collections.Concurrent;
using System.Collections.Frozen;
using CareKpi.Kpis.Measures;

namespace CareKpi.Engine.Projection;

/// <summary>The values that have slices of their own: at most 1,000 a dimension. Which, is written in the log entry that brings a new one, so that a replay admits the same.
/// One writer; scope grains read it on schedulers of their own.</summary>
public sealed class DimensionValues
{
    public const int MaxValues = 1_000;

    /// <summary>Where everything goes that comes beyond.</summary>
    public const int Other = -1;

    private readonly ConcurrentDictionary<(Dimensions Dimension, int Tag, int Value), bool> admitted = [];
    private readonly Dictionary<(Dimensions Dimension, int Tag), int> counts = [];
    private FrozenSet<int> tagDimensions = [];

    public IEnumerable<(Dimensions Dimension, int Tag, int Value)> All => admitted.Keys;

    public static long TagValue(int tag, int value) => ((long)tag << 32) | (uint)value;

    public static (int Tag, int Value) SplitTag(long value) => ((int)(value >> 32), (int)(uint)value);

    public void SetTagDimensions(IEnumerable<int> tags) => Volatile.Write(ref tagDimensions, tags.ToFrozenSet());

    public bool IsTagDimension(int tag) => Volatile.Read(ref tagDimensions).Contains(tag);

    public int Admitted(Dimensions dimension, int tag, int value) => admitted.ContainsKey((dimension, tag, value)) ? value : Other;

    public bool HasRoom(Dimensions dimension, int tag, int pending) => counts.GetValueOrDefault((dimension, tag)) + pending < MaxValues;

    public bool Has(Dimensions dimension, int tag, int value) => admitted.ContainsKey((dimension, tag, value));

    public void Admit(Dimensions dimension, int tag, int value)
    {
        if (admitted.TryAdd((dimension, tag, value), true))
        {
            counts[(dimension, tag)] = counts.GetValueOrDefault((dimension, tag)) + 1;
        }
    }
}
