using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;

namespace CareKpi.Engine.Projection;

/// <summary>A cell: a leaf (team or none, agent or none) on a day (or in a month) by one dimension.</summary>
public readonly record struct CellKey(RowKind Kind, Credit Leaf, int Day)
{
    private bool IsHour => Kind is RowKind.HourAll or RowKind.HourChannel;

    public StateKey ToState() => IsHour
        ? new StateKey(Kind, StateKey.Pair(Day, Leaf.Team), Leaf.Agent)
        : new StateKey(Kind, StateKey.Pair(Leaf.Team, Leaf.Agent), Day);

    public static CellKey FromState(StateKey key) => key.Kind is RowKind.HourAll or RowKind.HourChannel
        ? new CellKey(key.Kind, new Credit(key.B, StateKey.Low(key.A)), StateKey.High(key.A))
        : new CellKey(key.Kind, new Credit(StateKey.Low(key.A), StateKey.High(key.A)), key.B);

    public static bool IsCell(RowKind kind) => kind is >= RowKind.CellAll and <= RowKind.HourChannel;

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
