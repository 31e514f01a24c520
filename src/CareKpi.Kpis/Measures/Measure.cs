namespace CareKpi.Kpis.Measures;

public enum MeasureKind : byte
{
    /// <summary>One Int64.</summary>
    Sum,
    /// <summary>Count, sum and sum of squares of samples: means with intervals.</summary>
    Moments,
    /// <summary>Moments and the bins of a sketch: durations with percentiles.</summary>
    Sketch,
    /// <summary>A signed daily change; its value at the end of a day is the sum of all days up to it.</summary>
    Stock,
    /// <summary>Read from the spell table over a period; nothing that is added up.</summary>
    Spell,
    /// <summary>Read from the health table at the end of a period.</summary>
    Health,
}

/// <summary>What one unit of a measure's integer is.</summary>
public enum MeasureUnit : byte { Count, Milliseconds, Score, Money }

[Flags]
public enum Dimensions : byte
{
    None = 0,
    Channel = 1,
    Queue = 2,
    Topic = 4,
    Priority = 8,
    Tag = 16,
    Segment = 32,
    Region = 64,
    /// <summary>The name of a tenant's own event: bounded like the values of a dimension, and no dimension of any measure.</summary>
    Event = 128,
    /// <summary>What is known of the customer.</summary>
    OfCustomer = Segment | Region,
    /// <summary>Everything that comes from a case, a contact or a survey.</summary>
    Care = Channel | Queue | Topic | Priority | Tag | OfCustomer,
}

/// <summary>One mergeable integer measure. Ids are stored: never renumber, never reuse, only add.</summary>
public sealed record Measure(byte Id, string Name, MeasureKind Kind, MeasureUnit Unit, Dimensions Dimensions)
{
    /// <summary>Which of the tenant's own events it is of; null: a measure of the catalogue, which are all that is stored by id.</summary>
    public string? Event { get; init; }

    public static Measure Sum(byte id, string name, MeasureUnit unit = MeasureUnit.Count, Dimensions dimensions = Dimensions.Care) => new(id, name, MeasureKind.Sum, unit, dimensions);

    public static Measure Moments(byte id, string name, MeasureUnit unit, Dimensions dimensions = Dimensions.Care) => new(id, name, MeasureKind.Moments, unit, dimensions);

    public static Measure Sketch(byte id, string name, MeasureUnit unit = MeasureUnit.Milliseconds, Dimensions dimensions = Dimensions.Care) => new(id, name, MeasureKind.Sketch, unit, dimensions);

    public static Measure Stock(byte id, string name, Dimensions dimensions = Dimensions.Care) => new(id, name, MeasureKind.Stock, MeasureUnit.Count, dimensions);

    public static Measure Stock(byte id, string name, MeasureUnit unit, Dimensions dimensions) => new(id, name, MeasureKind.Stock, unit, dimensions);

    public static Measure Health(byte id, string name, MeasureUnit unit = MeasureUnit.Score) => new(id, name, MeasureKind.Health, unit, Dimensions.OfCustomer);

    public static Measure Spell(byte id, string name, MeasureUnit unit = MeasureUnit.Count, Dimensions dimensions = Dimensions.None) => new(id, name, MeasureKind.Spell, unit, dimensions);
}
