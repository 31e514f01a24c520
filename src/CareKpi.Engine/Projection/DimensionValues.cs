using CareKpi.Kpis.Measures;

namespace CareKpi.Engine.Projection;

/// <summary>The values that have slices of their own: at most 1,000 a dimension. Which, is written in the log entry that brings a new one, so that a replay admits the same.</summary>
public sealed class DimensionValues
{
    public const int MaxValues = 1_000;

    /// <summary>Where everything goes that comes beyond.</summary>
    public const int Other = -1;

    private readonly HashSet<(Dimensions Dimension, int Tag, int Value)> admitted = [];
    private readonly Dictionary<(Dimensions Dimension, int Tag), int> counts = [];
    private readonly HashSet<int> tagDimensions = [];

    public IEnumerable<(Dimensions Dimension, int Tag, int Value)> All => admitted;

    public static long TagValue(int tag, int value) => ((long)tag << 32) | (uint)value;

    public static (int Tag, int Value) SplitTag(long value) => ((int)(value >> 32), (int)(uint)value);

    public void SetTagDimensions(IEnumerable<int> tags)
    {
        tagDimensions.Clear();
        tagDimensions.UnionWith(tags);
    }

    public bool IsTagDimension(int tag) => tagDimensions.Contains(tag);

    public int Admitted(Dimensions dimension, int tag, int value) => admitted.Contains((dimension, tag, value)) ? value : Other;

    public bool HasRoom(Dimensions dimension, int tag, int pending) => counts.GetValueOrDefault((dimension, tag)) + pending < MaxValues;

    public bool Has(Dimensions dimension, int tag, int value) => admitted.Contains((dimension, tag, value));

    public void Admit(Dimensions dimension, int tag, int value)
    {
        if (admitted.Add((dimension, tag, value)))
        {
            counts[(dimension, tag)] = counts.GetValueOrDefault((dimension, tag)) + 1;
        }
    }
}
