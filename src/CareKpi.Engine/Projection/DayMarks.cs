using CareKpi.Engine.Stores;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>What of a day is changed. Numbers are stored.</summary>
public enum DayChangeKind : byte
{
    /// <summary>What happened on the day.</summary>
    Day = 0,

    /// <summary>Every scope's, from the day on: a stock.</summary>
    Onward = 1,

    /// <summary>The tenant's own, from the day on: customers' spells and health.</summary>
    TenantOnward = 2,

    /// <summary>Whose member an agent is, from the day on.</summary>
    Member = 3,

    /// <summary>The tree of teams: every day.</summary>
    Tree = 4,
}

/// <summary>A mark: what is changed from which day, of which agent (<see cref="DayChangeKind.Member"/>; else 0).</summary>
public readonly record struct DayChange(DayChangeKind Kind, int Day, int Agent = 0);

/// <summary>
/// Which days entries have changed, for who keeps values of days elsewhere: of each day the last entry, so that whoever knows an entry is told what changed after it, and nobody has to acknowledge anything. Rows of the state,
/// written with its checkpoints; not in the digest. Only where <see cref="Intake.EngineServices.MarksDays"/> says so.
/// </summary>
internal sealed class DayMarks
{
    private Dictionary<DayChange, long> unsaved = [];
    private Dictionary<DayChange, long>? saving;

    /// <summary>The first entry from which on nothing is missing.</summary>
    public long Since { get; private set; } = 1;

    /// <summary>Tells from and through which entry there are marks. An engine without them writes state, too, and leaves the row as it was.</summary>
    public static StateKey SpanKey { get; } = new(RowKind.DaySpan, 0, 0);

    public void Restore(byte[]? span, long applied)
    {
        Since = applied + 1;
        if (span is not null)
        {
            var row = new RowReader(span);
            var since = row.Signed();
            Since = row.Signed() == applied ? since : Since;
        }
    }

    public void Add(in DayChange mark, long seq) => unsaved[mark] = seq;

    public void AddWrites(List<StateWrite> writes, int generation, long applied, RowWriter writer)
    {
        (saving, unsaved) = (unsaved, []);
        foreach (var (mark, seq) in saving)
        {
            writer.Clear();
            writer.Signed(seq);
            writes.Add(new StateWrite(new StateKey(RowKind.DayChange, StateKey.Pair(mark.Day, mark.Agent), (int)mark.Kind).ToBytes(generation), writer.ToArray()));
        }
        writer.Clear();
        writer.Signed(Since);
        writer.Signed(applied);
        writes.Add(new StateWrite(SpanKey.ToBytes(generation), writer.ToArray()));
    }

    public void Written() => saving = null;

    /// <summary>Not yet in the store.</summary>
    public List<(DayChange Mark, long Seq)> Unsaved() => [.. (saving ?? []).Concat(unsaved).Select(static mark => (mark.Key, mark.Value))];

    public static (DayChange Mark, long Seq) Decode(StateRow row)
    {
        var key = StateKey.FromBytes(row.Key);
        return (new DayChange((DayChangeKind)key.B, StateKey.High(key.A), StateKey.Low(key.A)), new RowReader(row.Value).Signed());
    }
}
