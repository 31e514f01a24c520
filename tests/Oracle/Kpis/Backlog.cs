using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Cases open just before the end of the period's last day, or now.</summary>
internal static class Backlog
{
    /// <summary>Days of 86,400 s.</summary>
    public static readonly (string Code, int From, int To)[] Ages =
    [
        ("backlog.age_0_1", 0, 1),
        ("backlog.age_1_3", 1, 3),
        ("backlog.age_3_7", 3, 7),
        ("backlog.age_7_30", 7, 30),
        ("backlog.age_30", 30, int.MaxValue),
    ];

    public static OracleValue Of(Question q, int from, int to)
    {
        var end = q.Until;
        var day = q.Model.Calendar.DayOf(end - 1);
        var open = 0;
        foreach (var @case in q.Model.Kept($"open before {end}", () => q.Model.Cases.Where(c => c.OpenedAt < end && c.Run.IsOpenBefore(end)).ToList()))
        {
            // Just before midnight a case opened a whole day before it is not yet a day old; at `now` it is.
            var age = end - 1 - @case.OpenedAt;
            var inAge = age >= from * Time.Day && (to == int.MaxValue || age < to * Time.Day);
            var place = @case.PlaceAt(end - 1, @case.Owners.Before(end));
            open += inAge && q.IsMine(place, day) && q.InSlice(place) ? 1 : 0;
        }

        return OracleValue.Number(open);
    }
}
