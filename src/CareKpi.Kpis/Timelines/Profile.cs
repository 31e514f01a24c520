using System.Text;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Timelines;

/// <summary>A <c>care.*.described</c> event, or the withdrawal of one. Empty texts: not given. <see cref="Belongs"/>: team of an agent, parent of a team.</summary>
public readonly record struct Described(EventType Type, long Time, int Source, byte[] Id, byte[] Supersedes, long SupersedesTime)
{
    public byte[] Name { get; init; } = [];

    /// <summary>The event says where the agent or team belongs (0: nowhere).</summary>
    public bool SaysBelongs { get; init; }

    public int Belongs { get; init; }

    public int Segment { get; init; }

    public int Region { get; init; }

    public long StartedAt { get; init; } = CareEvent.None;

    /// <summary><see cref="StartedAt"/> is the midnight in UTC of a day, and the day is meant.</summary>
    public bool StartedAtIsDay { get; init; }
}

/// <summary>All that was said of one agent, team or customer by <c>described</c> events. Each holds from its time; the first one also before.</summary>
public sealed class Profile
{
    private const byte Format = 1;

    private List<(long At, int Team)>? belongings;

    /// <summary>In the total order.</summary>
    public List<Described> Events { get; } = [];

    public void Add(in Described added, EventOrder order)
    {
        belongings = null;
        var at = Events.Count;
        while (at > 0 && order.Compare(added.Time, 13, added.Source, added.Id, Events[at - 1].Time, 13, Events[at - 1].Source, Events[at - 1].Id) < 0)
        {
            at--;
        }
        Events.Insert(at, added);
    }

    public Profile Copy()
    {
        var copy = new Profile();
        copy.Events.AddRange(Events);
        return copy;
    }

    /// <summary>The name that holds at an instant; null: none was given.</summary>
    public string? NameAt(long instant)
    {
        var name = ValueAt(instant, static described => described.Name.Length > 0 ? described.Name : null);
        return name is null ? null : Encoding.UTF8.GetString(name);
    }

    /// <summary>Team of an agent or parent of a team just before an instant (the end of a day); before the first word on it, that first one. 0: none.</summary>
    public int BelongsBefore(long instant)
    {
        belongings ??= Belongings();
        var found = belongings.Count > 0 ? belongings[0].Team : 0;
        foreach (var (at, team) in belongings)
        {
            if (at >= instant)
            {
                break;
            }
            found = team;
        }
        return found;
    }

    public int SegmentAt(long instant) => ValueAt(instant, static described => described.Segment == 0 ? null : (int?)described.Segment) ?? 0;

    public int RegionAt(long instant) => ValueAt(instant, static described => described.Region == 0 ? null : (int?)described.Region) ?? 0;

    /// <summary>The last <c>startedAt</c> given, as a day of the zone; null: none.</summary>
    public int? StartedOn(ZoneCalendar calendar) => LastIndex(long.MaxValue, static described => described.StartedAt != CareEvent.None) is >= 0 and var at
        ? Events[at].StartedAtIsDay ? (int)Superseding.UtcDay(Events[at].StartedAt) : calendar.DayOf(Events[at].StartedAt)
        : null;

    public void Encode(RowWriter row)
    {
        row.Byte(Format);
        row.Int(Events.Count);
        foreach (var described in Events)
        {
            row.Byte((byte)described.Type);
            row.Signed(described.Time);
            row.Int(described.Source);
            row.Bytes(described.Id);
            row.Bytes(described.Supersedes);
            row.Signed(described.SupersedesTime);
            row.Bytes(described.Name);
            row.Byte((byte)((described.SaysBelongs ? 1 : 0) | (described.StartedAtIsDay ? 2 : 0)));
            row.Int(described.Belongs);
            row.Int(described.Segment);
            row.Int(described.Region);
            row.Signed(described.StartedAt);
        }
    }

    public static Profile Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        if (row.Byte() != Format)
        {
            throw new InvalidDataException("a profile has a format that this version does not know");
        }
        var profile = new Profile();
        for (var count = row.Int(); count > 0; count--)
        {
            var described = new Described((EventType)row.Byte(), row.Signed(), row.Int(), row.Bytes().ToArray(), row.Bytes().ToArray(), row.Signed()) { Name = row.Bytes().ToArray() };
            var says = row.Byte();
            profile.Events.Add(described with
            {
                SaysBelongs = (says & 1) != 0,
                Belongs = row.Int(),
                Segment = row.Int(),
                Region = row.Int(),
                StartedAt = row.Signed(),
                StartedAtIsDay = (says & 2) != 0,
            });
        }
        return profile;
    }

    private List<(long At, int Team)> Belongings()
    {
        var found = new List<(long, int)>();
        for (var i = 0; i < Events.Count; i++)
        {
            if (Counts(i) && Events[i].SaysBelongs)
            {
                found.Add((Events[i].Time, Events[i].Belongs));
            }
        }
        return found;
    }

    private byte[]? ValueAt(long instant, Func<Described, byte[]?> given) => LastIndex(instant, described => given(described) is not null) is >= 0 and var at ? given(Events[at]) : null;

    private T? ValueAt<T>(long instant, Func<Described, T?> given) where T : struct => LastIndex(instant, described => given(described) is not null) is >= 0 and var at ? given(Events[at]) : null;

    private int LastIndex(long instant, Func<Described, bool> isGiven)
    {
        var found = -1;
        for (var i = 0; i < Events.Count; i++)
        {
            if (Counts(i) && isGiven(Events[i]) && (found < 0 || Events[i].Time <= instant))
            {
                found = i;
            }
        }
        return found;
    }

    /// <summary>Events whose <c>supersedes</c> finds nothing. A withdrawal may mean another timeline's event: only descriptions are told.</summary>
    public IEnumerable<Described> Ignored() => Events.Where(by => by.Supersedes.Length > 0 && by.Type != EventType.EventWithdrawn && !Events.Exists(target => Supersedes(by, target)));

    /// <summary>Whether the event at a place is neither superseded nor loses to another one that supersedes the same.</summary>
    public bool Counts(int index)
    {
        if (Events[index].Type == EventType.EventWithdrawn)
        {
            return false;
        }
        foreach (var by in Events)
        {
            if (Supersedes(by, Events[index]) || (Events[index].Supersedes.Length > 0 && IsRival(by, Events[index])))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A later event that supersedes something that <paramref name="loser"/> supersedes too.</summary>
    private bool IsRival(in Described by, in Described loser)
    {
        if (by.Time != loser.Time ? by.Time < loser.Time : by.Id.AsSpan().SequenceCompareTo(loser.Id) <= 0)
        {
            return false;
        }
        foreach (var target in Events)
        {
            if (Supersedes(by, target) && Supersedes(loser, target))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Supersedes(in Described by, in Described target) =>
        by.Supersedes.Length > 0 && target.Type != EventType.EventWithdrawn && by.Source == target.Source && by.Supersedes.AsSpan().SequenceEqual(target.Id)
        && Superseding.UtcDay(by.SupersedesTime == CareEvent.None ? by.Time : by.SupersedesTime) == Superseding.UtcDay(target.Time)
        && !(by.Time == target.Time && by.Id.AsSpan().SequenceEqual(target.Id));
}
