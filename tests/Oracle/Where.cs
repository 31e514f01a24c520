namespace Oracle;

public enum OracleDimension
{
    Channel,
    Queue,
    Topic,
    Priority,
    Tag,
    Segment,
    Region,
}

/// <summary>A filter by one dimension; <paramref name="Tag"/> names the tag when the dimension is that.</summary>
public sealed record Where(OracleDimension Dimension, IReadOnlyList<string> Values, string? Tag = null);
