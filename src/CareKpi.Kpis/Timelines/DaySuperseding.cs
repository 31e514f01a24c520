using System.Runtime.InteropServices;
using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>An event of a timeline that is kept by UTC day. One that supersedes an event of another day stands there too, as a copy, so that both days know; <see cref="HomeDay"/> is a copy's own day.</summary>
public interface IDayEvent
{
    EventType Type { get; }

    long Time { get; }

    int Source { get; }

    byte[] Id { get; }

    /// <summary>Empty: none.</summary>
    byte[] Supersedes { get; }

    long SupersedesTime { get; }

    int? HomeDay { get; }
}

/// <summary>Which events of a timeline's UTC day count. What is superseded is found by the day of <c>supersedestime</c>, else of the event itself.</summary>
public static class DaySuperseding
{
    /// <summary>The UTC day on which what it supersedes is looked for.</summary>
    public static int TargetDayOf<T>(in T by)
        where T : struct, IDayEvent => (int)Superseding.UtcDay(by.SupersedesTime == CareEvent.None ? by.Time : by.SupersedesTime);

    /// <summary>The events of day <paramref name="number"/> that count, in their order. <paramref name="eventsOf"/> gives the days that they point to.</summary>
    public static void Counting<T>(List<T> events, int number, Func<int, List<T>?> eventsOf, List<T> into)
        where T : struct, IDayEvent
    {
        into.Clear();
        List<int>? superseding = null;
        var all = CollectionsMarshal.AsSpan(events);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Supersedes.Length > 0)
            {
                (superseding ??= []).Add(i);
            }
        }
        foreach (ref readonly var held in all)
        {
            if (held.HomeDay is null && held.Type != EventType.EventWithdrawn && !IsSuperseded(held, all, superseding) && !LosesToAnother(held, number, events, eventsOf))
            {
                into.Add(held);
            }
        }
    }

    /// <summary>Whether an event of day <paramref name="number"/> is neither superseded nor loses to another one that supersedes the same.</summary>
    public static bool Counts<T>(in T held, int number, Func<int, List<T>?> eventsOf)
        where T : struct, IDayEvent
    {
        var events = eventsOf(number) ?? [];
        foreach (ref readonly var by in CollectionsMarshal.AsSpan(events))
        {
            if (IsOver(by, held))
            {
                return false;
            }
        }
        return !LosesToAnother(held, number, events, eventsOf);
    }

    /// <summary>It supersedes, and there is no such event.</summary>
    public static bool FindsNothing<T>(in T by, int number, List<T> events, Func<int, List<T>?> eventsOf)
        where T : struct, IDayEvent
    {
        if (by.Supersedes.Length == 0)
        {
            return false;
        }
        foreach (ref readonly var target in TargetsOf(by, number, events, eventsOf))
        {
            if (IsOver(by, target))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsSuperseded<T>(in T target, ReadOnlySpan<T> all, List<int>? superseding)
        where T : struct, IDayEvent
    {
        for (var i = 0; i < superseding?.Count; i++)
        {
            if (IsOver(all[superseding[i]], target))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>It supersedes something, and another one that supersedes the same is later.</summary>
    private static bool LosesToAnother<T>(in T by, int number, List<T> events, Func<int, List<T>?> eventsOf)
        where T : struct, IDayEvent
    {
        if (by.Supersedes.Length == 0)
        {
            return false;
        }
        var targets = TargetsOf(by, number, events, eventsOf);
        foreach (ref readonly var target in targets)
        {
            if (!IsOver(by, target))
            {
                continue;
            }
            foreach (ref readonly var rival in targets)
            {
                if (IsOver(rival, target) && (rival.Time != by.Time ? rival.Time > by.Time : rival.Id.AsSpan().SequenceCompareTo(by.Id) > 0))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static ReadOnlySpan<T> TargetsOf<T>(in T by, int number, List<T> events, Func<int, List<T>?> eventsOf)
        where T : struct, IDayEvent => CollectionsMarshal.AsSpan(TargetDayOf(by) == number ? events : eventsOf(TargetDayOf(by)));

    private static bool IsOver<T>(in T by, in T target)
        where T : struct, IDayEvent =>
        by.Supersedes.Length > 0 && target.HomeDay is null && target.Type != EventType.EventWithdrawn && (by.Type == target.Type || by.Type == EventType.EventWithdrawn)
        && by.Source == target.Source && TargetDayOf(by) == (int)Superseding.UtcDay(target.Time) && by.Supersedes.AsSpan().SequenceEqual(target.Id)
        && !(by.Time == target.Time && by.Id.AsSpan().SequenceEqual(target.Id));
}
