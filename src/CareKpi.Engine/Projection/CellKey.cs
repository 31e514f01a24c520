using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;

namespace CareKpi.Engine.Projection;

/// <summary>A cell: a leaf (team or none, agent or none) on a day (or in a month) by one dimension.</summary>
public readonly record struct CellKey(RowKind Kind, Credit Leaf, int Day)
{
    public StateKey ToState() => IsHour(Kind)
        ? new StateKey(Kind, StateKey.Pair(Day, Leaf.Team), Leaf.Agent)
        : new StateKey(Kind, StateKey.Pair(Leaf.Team, Leaf.Agent), Day);

    public static CellKey FromState(StateKey key) => IsHour(key.Kind)
        ? new CellKey(key.Kind, new Credit(key.B, StateKey.Low(key.A)), StateKey.High(key.A))
        : new CellKey(key.Kind, new Credit(StateKey.Low(key.A), StateKey.High(key.A)), key.B);

    /// <summary>Kinds of hours, which have the day in front.</summary>
    public static IReadOnlyList<RowKind> Hours { get; } = [RowKind.HourAll, RowKind.HourChannel, RowKind.EventHourAll, RowKind.EventHourChannel];

    public static bool IsHour(RowKind kind) => kind is RowKind.HourAll or RowKind.HourChannel or RowKind.EventHourAll or RowKind.EventHourChannel;

    /// <summary>The kind of the same cells for the tenant's own events.</summary>
    public static RowKind OfEvents(RowKind kind) => kind + (RowKind.EventAll - RowKind.CellAll);

    /// <summary>A value of a dimension (or an hour), of events of one name. What comes beyond the names that are told apart has a number that no name ever gets.</summary>
    public static long EventValue(int name, long value) => ((long)(name == DimensionValues.Other ? int.MaxValue : name) << 32) | (uint)value;

    public static (int Name, int Value) SplitEvent(long value) => ((int)(value >> 32) is var name && name == int.MaxValue ? DimensionValues.Other : name, (int)(uint)value);

    /// <summary>Sketches are kept for <c>all</c>, channel, queue and priority.</summary>
    public static bool KeepsBins(RowKind kind) => kind is not (RowKind.CellTopic or (>= RowKind.CellTag and <= RowKind.CellRegion) or RowKind.MonthTopic or (>= RowKind.MonthTag and <= RowKind.MonthRegion));

    public static RowKind KindOf(Dimensions dimension) => dimension switch
    {
        Dimensions.None => RowKind.CellAll,
        Dimensions.Channel => RowKind.CellChannel,
        Dimensions.Queue => RowKind.CellQueue,
        Dimensions.Topic => RowKind.CellTopic,
        Dimensions.Priority => RowKind.CellPriority,
        Dimensions.Tag => RowKind.CellTag,
        Dimensions.Segment => RowKind.CellSegment,
        Dimensions.Region => RowKind.CellRegion,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "has no cells"),
    };

    public static RowKind MonthOf(RowKind day) => day + (RowKind.MonthAll - RowKind.CellAll);
}
