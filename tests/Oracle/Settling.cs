using Oracle.Model;

namespace Oracle;

/// <summary>What a KPI's value waits for after the day of its facts.</summary>
internal enum Waits
{
    Nothing,
    RepeatWindow,
    Conversion,
    SelfService,
    RunningStatus,
}

internal static class Settling
{
    /// <summary>Provisional: a window of the last day that has begun has not passed. Settled: the last day whose end and window have.</summary>
    public static (bool Provisional, DateOnly? Through) Of(Waits waits, Question q)
    {
        var through = q.Model.Kept($"settled {waits} {q.From} {q.To} {q.Now}", () => Through(waits, q)).Item1;
        var calendar = q.Model.Calendar;
        var today = calendar.DayOf(q.Now);
        if (waits == Waits.RunningStatus)
        {
            return (today >= q.From && today <= q.To && Running(q).Any(status => q.IsMine(new Place(status.At, Pair.Of(status), null, Slice.None), today)), through);
        }

        var last = today < q.To ? today : q.To;
        return (waits != Waits.Nothing && last >= q.From && calendar.End(last) + Window(waits, q, last) > q.Now, through);
    }

    private static Tuple<DateOnly?> Through(Waits waits, Question q)
    {
        DateOnly? through = null;
        for (var day = q.From; day <= q.To && q.Model.Calendar.End(day) <= q.Now; day = day.AddDays(1))
        {
            through = q.Model.Calendar.End(day) + Window(waits, q, day) <= q.Now ? day : through;
        }

        return Tuple.Create(through);
    }

    private static List<Event> Running(Question q) =>
        q.Model.Kept($"running at {q.Now}", () => q.Model.Work.Agents.Select(a => q.Model.Work.Running(a, q.Now)).OfType<Event>().ToList());

    private static long Window(Waits waits, Question q, DateOnly day) => waits switch
    {
        Waits.RepeatWindow => q.Model.Settings.At(q.Model.Calendar.End(day) - 1).RepeatWindow,
        Waits.Conversion => 30 * Time.Day,
        Waits.SelfService => 2 * Time.Day,
        _ => 0,
    };
}
