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
        var calendar = q.Model.Calendar;
        DateOnly? through = null;
        for (var day = q.From; day <= q.To && calendar.End(day) <= q.Now; day = day.AddDays(1))
        {
            through = calendar.End(day) + Window(waits, q, day) <= q.Now ? day : through;
        }

        var today = calendar.DayOf(q.Now);
        if (waits == Waits.RunningStatus)
        {
            return (today >= q.From && today <= q.To && q.Model.Work.Agents.Any(a => IsMine(q, a, today)), through);
        }

        var last = today < q.To ? today : q.To;
        return (waits != Waits.Nothing && last >= q.From && calendar.End(last) + Window(waits, q, last) > q.Now, through);
    }

    private static bool IsMine(Question q, string agent, DateOnly today) =>
        q.Model.Work.Running(agent, q.Now) is { } status && q.IsMine(new Place(status.At, Pair.Of(status), null, Slice.None), today);

    private static long Window(Waits waits, Question q, DateOnly day) => waits switch
    {
        Waits.RepeatWindow => q.Model.Settings.At(q.Model.Calendar.End(day) - 1).RepeatWindow,
        Waits.Conversion => 30 * Time.Day,
        Waits.SelfService => 2 * Time.Day,
        _ => 0,
    };
}
