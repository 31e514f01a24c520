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

/// <summary>All that was said of one agent, team or customer by <c>described</c> events. Each holds from its time; the first one also before. One that is no more added to may be read by many at once.</summary>
public sealed class Profile
{
    private const byte Format = 1;

    // Found when they are asked for; whoever finds them at the same time finds the same.
    private List<(long At, int Team)>? belongings;
    private Judgement? judged;

    /// <summary>In the total order.</summary>
    public List<Described> Events { get; } = [];

    public void Add(in Described added, EventOrder order)
    {
        (belongings, judged) = (null, null);
        var at = Events.Count;
        while (at > 0 && order.Compare(added.Time, 13, added.Source, added.Id, Events[at - 1].Time, 13, Events[at - 1].Source, Events[at - 1].Id) < 0)
        {
            at--;
        }
        Events.Insert(at, added);
    }

    /// <summary>Another one, of which more is said.</summary>
    public Profile With(List<Described> added, EventOrder order)
    {
        var profile = new Profile();
        profile.Events.EnsureCapacity(Events.Count + added.Count);
        profile.Events.AddRange(Events);
        foreach (var described in added)
        {
            profile.Add(described, order);
        }
        return profile;
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
        var all = belongings ??= Belongings();
        var found = all.Count > 0 ? all[0].Team : 0;
        foreach (var (at, team) in all)
        {
            if (at >= instant)
            {
                break;
            }
            found = team;
        }
        return found;
    }

    /// <summary>The first instant from which on this and another one say different teams or parents; null: they say the same.</summary>
    public long? BelongsElsewhereFrom(Profile other)
    {
        var (mine, its) = (belongings ??= Belongings(), other.belongings ??= other.Belongings());
        // The first one holds also before.
        if ((mine.Count > 0 ? mine[0].Team : 0) != (its.Count > 0 ? its[0].Team : 0))
        {
            return long.MinValue;
        }
        foreach (var at in mine.Concat(its).Select(static belonging => belonging.At).Order())
        {
            if (BelongsBefore(at + 1) != other.BelongsBefore(at + 1))
            {
                return at;
            }
        }
        return null;
    }

    /// <summary>The teams where an agent belongs at some time, or the parents of a team.</summary>
    public IEnumerable<int> EverBelongs() => (belongings ??= Belongings()).Select(static belonging => belonging.Team).Where(static team => team != 0).Distinct();

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
    public IEnumerable<Described> Ignored() => Events.Where((by, at) => by.Supersedes.Length > 0 && by.Type != EventType.EventWithdrawn && !Judged.Finds[at]);

    /// <summary>Whether the event at a place is neither superseded nor loses to another one that supersedes the same.</summary>
    public bool Counts(int index) => Judged.Counts[index];

    private Judgement Judged => judged is { } known && known.Counts.Length == Events.Count ? known : judged = Judgement.Of(Events);

    /// <summary>Which events count, and which supersede something: one pass over all.</summary>
    private sealed record Judgement(bool[] Counts, bool[] Finds)
    {
        public static Judgement Of(List<Described> events)
        {
            var judged = new Judgement(new bool[events.Count], new bool[events.Count]);
            var hasSuperseding = false;
            for (var i = 0; i < events.Count; i++)
            {
                judged.Counts[i] = events[i].Type != EventType.EventWithdrawn;
                hasSuperseding |= events[i].Supersedes.Length > 0;
            }
            if (hasSuperseding)
            {
                judged.Supersede(events);
            }
            return judged;
        }

        private void Supersede(List<Described> events)
        {
            // What supersedes has one target but for what nobody should send: ids are of one source and day.
            var targets = new Dictionary<Meant, List<int>>();
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Type != EventType.EventWithdrawn)
                {
                    var key = new Meant(events[i].Source, Superseding.UtcDay(events[i].Time), events[i].Id);
                    (targets.TryGetValue(key, out var same) ? same : targets[key] = []).Add(i);
                }
            }
            var winners = new Dictionary<int, int>();
            for (var by = 0; by < events.Count; by++)
            {
                if (events[by].Supersedes.Length > 0 && targets.TryGetValue(Meant.By(events[by]), out var meant))
                {
                    foreach (var target in meant)
                    {
                        Supersede(events, by, target, winners);
                    }
                }
            }
        }

        private void Supersede(List<Described> events, int by, int target, Dictionary<int, int> winners)
        {
            if (events[by].Time == events[target].Time && events[by].Id.AsSpan().SequenceEqual(events[target].Id))
            {
                return;
            }
            Counts[target] = false;
            Finds[by] = true;
            if (!winners.TryGetValue(target, out var winner))
            {
                winners.Add(target, by);
                return;
            }
            // In the total order the later one of a source comes later.
            Counts[winner] = false;
            winners[target] = by;
        }
    }

    /// <summary>What an event is called, and another one calls it.</summary>
    private readonly record struct Meant(int Source, long UtcDay, byte[] Id)
    {
        public static Meant By(in Described by) => new(by.Source, Superseding.UtcDay(by.SupersedesTime == CareEvent.None ? by.Time : by.SupersedesTime), by.Supersedes);

        public bool Equals(Meant other) => Source == other.Source && UtcDay == other.UtcDay && Id.AsSpan().SequenceEqual(other.Id);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(Source);
            hash.Add(UtcDay);
            hash.AddBytes(Id);
            return hash.ToHashCode();
        }
    }
}
