using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;

namespace CareKpi.Kpis.Time;

/// <summary>
/// Days and hours of a time zone. Instants are microseconds, days whole numbers, both since 1970-01-01. The rules are those of the tzdb that is bundled with NodaTime, never the machine's, so that
/// every node finds the same day. Immutable but for a hint; safe for many threads; nothing is allocated after construction.
/// </summary>
/// <remarks>
/// Days part time without gap or overlap: the day d begins at the first instant whose local date is d or later. So a day whose midnight does not exist begins when the clock has jumped over it, a date
/// that a zone left out (Samoa, 30 December 2011) has no length, and where a clock was set back over midnight the hour that comes twice stays in the day that had begun.
/// From the year 2200 on the last offset holds.
/// </remarks>
public sealed class ZoneCalendar
{
    public const long MicrosPerDay = 86_400_000_000;
    public const long MicrosPerHour = 3_600_000_000;

    /// <summary>No zone is further from UTC; a local date is reached at most this long before its midnight in UTC.</summary>
    private const long FarthestAhead = 26 * MicrosPerHour;

    /// <summary>Tenants of one zone share its table, and keep their own hint: another's questions are of another time. At most one entry a zone of the database.</summary>
    private static readonly ConcurrentDictionary<string, Stretch[]> s_tables = new(StringComparer.Ordinal);

    private readonly Stretch[] _stretches;
    private int _last;

    /// <param name="id">An IANA id such as <c>Asia/Taipei</c>.</param>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public ZoneCalendar(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Knows(id)) throw new ArgumentException($"There is no time zone '{id}': give an IANA id such as 'Europe/Berlin' or 'UTC'.", nameof(id));
        Id = id;
        _stretches = s_tables.GetOrAdd(id, static known => StretchesOf(DateTimeZoneProviders.Tzdb[known]));
    }

    public string Id { get; }

    /// <summary>True for an id that the constructor takes.</summary>
    // The list of ids keeps out NodaTime's own "UTC+05:00", which is no IANA id.
    public static bool Knows(string id) => s_tables.ContainsKey(id) || DateTimeZoneProviders.Tzdb.Ids.Contains(id, StringComparer.Ordinal);

    public static int DayNumber(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    /// <summary>The local day that an instant lies in.</summary>
    public int DayOf(long micros)
    {
        ref readonly var stretch = ref StretchAt(micros);
        return Math.Max(FloorDays(micros + stretch.Offset), stretch.FirstDay);
    }

    /// <summary>What clocks and calendars show.</summary>
    public DateTime LocalOf(long micros) => DateTime.SpecifyKind(DateTime.UnixEpoch.AddMicroseconds(micros + StretchAt(micros).Offset), DateTimeKind.Unspecified);

    /// <summary>The instant at which a local day begins; it ends where the next one begins.</summary>
    public long StartOf(int day)
    {
        var midnight = day * MicrosPerDay;
        for (var i = IndexOf(midnight - FarthestAhead); ; i++)
        {
            ref readonly var stretch = ref _stretches[i];
            var start = Math.Max(midnight - stretch.Offset, stretch.Start);
            if (start < stretch.End || i == _stretches.Length - 1) return start;
        }
    }

    /// <summary>The day of an instant and the number of whole hours that have passed since that day began: 0–23, on a day with 25 hours 0–24.</summary>
    public (int Day, int Hour) HourOf(long micros)
    {
        var day = DayOf(micros);
        return (day, (int)((micros - StartOf(day)) / MicrosPerHour));
    }

    internal int StretchCount => _stretches.Length;

    internal ref readonly Stretch this[int index] => ref _stretches[index];

    /// <summary>The stretch that an instant lies in.</summary>
    internal int IndexOf(long micros)
    {
        // Events come in about the order of time: the stretch of the last question is nearly always that of the next. A race over the hint does no harm, whatever is read is checked.
        var hint = _last;
        if (_stretches[hint].Contains(micros)) return hint;
        int low = 0, high = _stretches.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_stretches[middle].Start <= micros) low = middle;
            else high = middle - 1;
        }
        _last = low;
        return low;
    }

    private ref readonly Stretch StretchAt(long micros) => ref _stretches[IndexOf(micros)];

    internal static int FloorDays(long micros) => (int)(micros >= 0 ? micros / MicrosPerDay : -1 - (-1 - micros) / MicrosPerDay);

    private static Stretch[] StretchesOf(DateTimeZone zone)
    {
        var stretches = new List<Stretch>();
        var firstDay = int.MinValue;
        foreach (var interval in zone.GetZoneIntervals(new Interval(null, Instant.FromUtc(2200, 1, 1, 0, 0)), ZoneEqualityComparer.Options.OnlyMatchWallOffset))
        {
            var start = interval.HasStart ? interval.Start.ToUnixTimeTicks() / 10 : long.MinValue;
            var end = interval.HasEnd ? interval.End.ToUnixTimeTicks() / 10 : long.MaxValue;
            var offset = interval.WallOffset.Ticks / 10;
            stretches.Add(new Stretch(start, end, offset, firstDay));
            if (interval.HasEnd) firstDay = Math.Max(firstDay, FloorDays(end - 1 + offset));
        }
        return [.. stretches];
    }

    /// <summary>A span of one offset from UTC, in microseconds, and the day that had begun before it.</summary>
    internal readonly record struct Stretch(long Start, long End, long Offset, int FirstDay)
    {
        public bool Contains(long micros) => micros >= Start && micros < End;
    }
}
