using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Projection;

/// <summary>Which cells a fact adds to: its leaf's day for <c>all</c> and each dimension, the month for stocks, the hour for the last 35 days.</summary>
public sealed class FactCells(ZoneCalendar calendar, DimensionValues dimensions)
{
    /// <summary>Days before the latest event's day that keep hours.</summary>
    public const int HourDays = 35;

    // The hour of the last instant that was asked about.
    private (int Day, int Hour) hour;
    private long hourFrom;
    private long hourTo;

    /// <summary>The first day that keeps hours.</summary>
    public int HoursFrom { get; set; } = int.MinValue;

    public int DayOf(in FactHead head) => calendar.DayOf(head.IsRamp ? head.RampFrom : head.Instant);

    public int DayOf(long instant) => calendar.DayOf(instant);

    /// <summary>The local day, and how many whole hours of it have passed.</summary>
    public (int Day, int Hour) HourOf(long instant)
    {
        // What a timeline tells stands mostly in one hour.
        if (instant < hourFrom || instant >= hourTo)
        {
            hour = calendar.HourOf(instant);
            hourFrom = calendar.StartOf(hour.Day) + (hour.Hour * ZoneCalendar.MicrosPerHour);
            hourTo = Math.Min(hourFrom + ZoneCalendar.MicrosPerHour, calendar.StartOf(hour.Day + 1));
        }
        return hour;
    }

    /// <summary>Adds a whole fact.</summary>
    public void Add(CellDeltas to, in FactHead head, ReadOnlySpan<Amount> amounts, int count) => Add(to, head, amounts, count, head.Instant);

    /// <summary>Adds as much of a fact as counts at <paramref name="now"/>: of a stretch of time the part that is over.</summary>
    public void Add(CellDeltas to, in FactHead head, ReadOnlySpan<Amount> amounts, int count, long now)
    {
        if (head.IsRamp ? head.RampFrom >= now : head.Instant > now)
        {
            return;
        }
        var day = DayOf(head);
        AddTo(to, RowKind.CellAll, head, day, 0, amounts, count, head.IsRamp, head.ElapsedBy(now));
        if (!head.IsRamp)
        {
            // Work time has no dimensions.
            AddSlices(to, head, day, amounts, count);
        }
        if (day >= HoursFrom)
        {
            AddHours(to, head, amounts, count, now);
        }
    }

    private void AddSlices(CellDeltas to, in FactHead head, int day, ReadOnlySpan<Amount> amounts, int count)
    {
        var slices = head.Slices;
        if (slices.Channel != 0)
        {
            AddTo(to, RowKind.CellChannel, head, day, (long)slices.Channel, amounts, count);
        }
        if (slices.Queue != 0)
        {
            AddTo(to, RowKind.CellQueue, head, day, dimensions.Admitted(Dimensions.Queue, 0, slices.Queue), amounts, count);
        }
        if (slices.Topic != 0)
        {
            AddTo(to, RowKind.CellTopic, head, day, dimensions.Admitted(Dimensions.Topic, 0, slices.Topic), amounts, count);
        }
        if (slices.Priority != 0)
        {
            AddTo(to, RowKind.CellPriority, head, day, (long)slices.Priority, amounts, count);
        }
        for (var i = 0; i < slices.Tags?.Length; i += 2)
        {
            if (dimensions.IsTagDimension(slices.Tags[i]))
            {
                var value = dimensions.Admitted(Dimensions.Tag, slices.Tags[i], slices.Tags[i + 1]);
                AddTo(to, RowKind.CellTag, head, day, DimensionValues.TagValue(slices.Tags[i], value), amounts, count);
            }
        }
        AddOfCustomer(to, head, day, amounts, count);
    }

    /// <summary>Of a whole fact only what it adds by segment and region.</summary>
    public void AddOfCustomer(CellDeltas to, in FactHead head, ReadOnlySpan<Amount> amounts, int count) => AddOfCustomer(to, head, DayOf(head), amounts, count);

    private void AddOfCustomer(CellDeltas to, in FactHead head, int day, ReadOnlySpan<Amount> amounts, int count)
    {
        if (head.Slices.Segment != 0)
        {
            AddTo(to, RowKind.CellSegment, head, day, dimensions.Admitted(Dimensions.Segment, 0, head.Slices.Segment), amounts, count);
        }
        if (head.Slices.Region != 0)
        {
            AddTo(to, RowKind.CellRegion, head, day, dimensions.Admitted(Dimensions.Region, 0, head.Slices.Region), amounts, count);
        }
    }

    private void AddHours(CellDeltas to, in FactHead head, ReadOnlySpan<Amount> amounts, int count, long now)
    {
        var from = head.IsRamp ? head.RampFrom : head.Instant;
        var until = Math.Min(now, head.Instant);
        var isFirst = true;
        do
        {
            var (day, hour) = HourOf(from);
            // A stretch of time counts to each hour that it lies in; what is counted once, to the first.
            var end = head.IsRamp ? Math.Min(until, calendar.StartOf(day) + ((hour + 1) * 3_600_000_000L)) : from;
            AddHour(to, head, day, hour, amounts, count, isFirst, FactHead.Elapsed(from, end));
            isFirst = false;
            from = end;
        }
        while (from < until);
    }

    private void AddHour(CellDeltas to, in FactHead head, int day, int hour, ReadOnlySpan<Amount> amounts, int count, bool isFirst, long elapsed)
    {
        AddAmounts(SetOf(to, RowKind.HourAll, head, day, hour), amounts, count, head.IsRamp, elapsed, isFirst, null);
        if (!head.IsRamp && head.Slices.Channel != 0)
        {
            AddAmounts(SetOf(to, RowKind.HourChannel, head, day, ((long)hour << 8) | (long)head.Slices.Channel), amounts, count, false, 0, true, null);
        }
    }

    /// <summary>The tenant's own events have cells of their own, with the name beside the value.</summary>
    private MeasureSet SetOf(CellDeltas to, RowKind kind, in FactHead head, int day, long value) => head.Event == 0
        ? to[new CellKey(kind, head.Credit, day)][value]
        : to[new CellKey(CellKey.OfEvents(kind), head.Credit, day)][CellKey.EventValue(dimensions.Admitted(Dimensions.Event, 0, head.Event), value)];

    private void AddTo(CellDeltas to, RowKind kind, in FactHead head, int day, long value, ReadOnlySpan<Amount> amounts, int count, bool isRamp = false, long elapsed = 0)
    {
        var set = SetOf(to, kind, head, day, value);
        MeasureSet? month = null;
        if (amounts[0].Measure.Kind == MeasureKind.Stock)
        {
            month = to[new CellKey(CellKey.MonthOf(kind), head.Credit, Months.Of(day))][value];
        }
        AddAmounts(set, amounts, count, isRamp, elapsed, true, month);
    }

    private static void AddAmounts(MeasureSet set, ReadOnlySpan<Amount> amounts, int count, bool isRamp, long elapsed, bool isFirst, MeasureSet? month)
    {
        foreach (ref readonly var amount in amounts)
        {
            switch (amount.Measure.Kind)
            {
                case MeasureKind.Sum when isRamp:
                    var value = amount.Measure.Unit == MeasureUnit.Milliseconds ? elapsed : isFirst ? amount.Value : 0;
                    set.AddSum(amount.Measure, value * count);
                    break;
                case MeasureKind.Sum:
                    set.AddSum(amount.Measure, amount.Value * count);
                    break;
                case MeasureKind.Stock:
                    set.AddSum(amount.Measure, amount.Value * count);
                    month?.AddSum(amount.Measure, amount.Value * count);
                    break;
                default:
                    AddSamples(set, amount, count);
                    break;
            }
        }
    }

    private static void AddSamples(MeasureSet set, in Amount amount, int count)
    {
        for (var i = Math.Abs(count); i > 0; i--)
        {
            set.AddSample(amount.Measure, amount.Value, Math.Sign(count));
        }
    }
}
