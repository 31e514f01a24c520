using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>A status of an agent, or the withdrawal of one. <see cref="HomeDay"/>: for a copy that stands with its target, the UTC day that the event itself belongs to.</summary>
public readonly record struct StatusEvent(EventType Type, long Time, int Source, byte[] Id, byte[] Supersedes, long SupersedesTime, AgentState State, int Team) : IDayEvent
{
    public int? HomeDay { get; init; }
}

/// <summary>An agent's UTC day: its status events, copies of events of other days that supersede one of them, the work on handled contacts, and schedules. A work interval over midnight stands in each day that it
/// touches, and so does a schedule, whole.</summary>
public sealed class AgentDay
{
    public const long Length = 86_400_000_000;

    private const byte Format = 2;

    /// <summary>Without schedules.</summary>
    private const byte FirstFormat = 1;

    /// <summary>In the total order.</summary>
    public List<StatusEvent> Statuses { get; } = [];

    public List<(long From, long To)> Handled { get; } = [];

    /// <summary>In the order of their events: of overlapping ones the last holds.</summary>
    public List<Plan> Plans { get; } = [];

    public bool IsEmpty => Statuses.Count == 0 && Handled.Count == 0 && Plans.Count == 0;

    public static int Of(long micros) => (int)Superseding.UtcDay(micros);

    public void Add(in StatusEvent added, EventOrder order)
    {
        var at = Statuses.Count;
        while (at > 0 && order.Compare(added.Time, 13, added.Source, added.Id, Statuses[at - 1].Time, 13, Statuses[at - 1].Source, Statuses[at - 1].Id) < 0)
        {
            at--;
        }
        Statuses.Insert(at, added);
    }

    public void AddHandled(long from, long to, int sign)
    {
        var at = Handled.BinarySearch((from, to));
        if (sign > 0)
        {
            Handled.Insert(at < 0 ? ~at : at, (from, to));
        }
        else if (at >= 0)
        {
            Handled.RemoveAt(at);
        }
        else
        {
            throw new InvalidOperationException("work is taken back that was never given");
        }
    }

    public void AddPlan(in Plan plan, int sign, EventOrder order)
    {
        if (sign < 0)
        {
            if (!Plans.Remove(plan))
            {
                throw new InvalidOperationException("a schedule is taken back that was never given");
            }
            return;
        }
        var at = Plans.Count;
        while (at > 0 && order.Compare(plan.Time, 13, plan.Source, plan.Id, Plans[at - 1].Time, 13, Plans[at - 1].Source, Plans[at - 1].Id) < 0)
        {
            at--;
        }
        Plans.Insert(at, plan);
    }

    public void Encode(RowWriter row)
    {
        row.Byte(Format);
        row.Int(Statuses.Count);
        var before = 0L;
        foreach (var status in Statuses)
        {
            var isNote = status.HomeDay is not null;
            row.Byte((byte)status.Type);
            row.Byte((byte)((status.Supersedes.Length > 0 ? 1 : 0) | (status.SupersedesTime != CareEvent.None ? 2 : 0) | (isNote ? 4 : 0)));
            row.Signed(status.Time - before);
            before = status.Time;
            row.Int(status.Source);
            row.Bytes(status.Id);
            if (status.Supersedes.Length > 0)
            {
                row.Bytes(status.Supersedes);
            }
            if (status.SupersedesTime != CareEvent.None)
            {
                row.Signed(status.SupersedesTime);
            }
            if (isNote)
            {
                row.Signed(status.HomeDay!.Value);
            }
            row.Byte((byte)status.State);
            row.Int(status.Team);
        }
        row.Int(Handled.Count);
        before = 0;
        foreach (var (from, to) in Handled)
        {
            row.Signed(from - before);
            row.Unsigned((ulong)(to - from));
            before = from;
        }
        row.Int(Plans.Count);
        foreach (var plan in Plans)
        {
            row.Signed(plan.From);
            row.Unsigned((ulong)(plan.To - plan.From));
            row.Byte((byte)plan.State);
            row.Signed(plan.Time);
            row.Int(plan.Source);
            row.Bytes(plan.Id);
        }
    }

    public static AgentDay Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        var format = row.Byte();
        if (format is not (Format or FirstFormat))
        {
            throw new InvalidDataException("an agent's row has a format that this version does not know");
        }
        var day = new AgentDay();
        var before = 0L;
        for (var count = row.Int(); count > 0; count--)
        {
            var type = (EventType)row.Byte();
            var parts = row.Byte();
            before += row.Signed();
            var source = row.Int();
            var id = row.Bytes().ToArray();
            var supersedes = (parts & 1) != 0 ? row.Bytes().ToArray() : [];
            var supersedesTime = (parts & 2) != 0 ? row.Signed() : CareEvent.None;
            var home = (parts & 4) != 0 ? (int?)row.Signed() : null;
            day.Statuses.Add(new StatusEvent(type, before, source, id, supersedes, supersedesTime, (AgentState)row.Byte(), row.Int()) { HomeDay = home });
        }
        before = 0;
        for (var count = row.Int(); count > 0; count--)
        {
            before += row.Signed();
            day.Handled.Add((before, before + (long)row.Unsigned()));
        }
        for (var count = format == FirstFormat ? 0 : row.Int(); count > 0; count--)
        {
            var from = row.Signed();
            day.Plans.Add(new Plan(from, from + (long)row.Unsigned(), (AgentState)row.Byte(), row.Signed(), row.Int(), row.Bytes().ToArray()));
        }
        return day;
    }
}
