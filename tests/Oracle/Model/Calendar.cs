using NodaTime;

namespace Oracle.Model;

/// <summary>Local days of the tenant. A day is [Start, End).</summary>
internal sealed class Calendar(string timeZone)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];

    public DateOnly DayOf(long at) => Time.ToInstant(at).InZone(_zone).Date.ToDateOnly();

    public long Start(DateOnly day) => Time.Of(_zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant());

    public long End(DateOnly day) => Start(day.AddDays(1));

    /// <summary>The instant of a wall-clock time; one that a DST change skips is moved on, the first of two is taken.</summary>
    public long At(DateOnly day, LocalTime time) => Time.Of(_zone.AtLeniently(LocalDate.FromDateOnly(day).At(time)).ToInstant());
}
