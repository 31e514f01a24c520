using System.Globalization;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>Builds the days of the agent "ann" status by status and asks what they say.</summary>
internal sealed class AgentBuilder
{
    private readonly Story story = new();
    private readonly SortedDictionary<int, AgentDay> days = [];
    private int count;

    public AgentBuilder Is(AgentState state, string at, string? team = null, string? id = null, string? supersedes = null, string? day = null) =>
        Add(new StatusEvent(EventType.AgentStatus, Story.At(at), story.Name("wfm"), Id(id), Story.Bytes(supersedes ?? ""), day is null ? CareEvent.None : Story.At(day), state, story.Name(team)));

    public AgentBuilder Withdrawn(string at, string id, string? day = null) =>
        Add(new StatusEvent(EventType.EventWithdrawn, Story.At(at), story.Name("wfm"), Id(null), Story.Bytes(id), day is null ? CareEvent.None : Story.At(day), AgentState.None, 0));

    public AgentBuilder Handled(string from, string to)
    {
        for (var begin = Story.At(from); begin < Story.At(to);)
        {
            var end = Math.Min(Story.At(to), (AgentDay.Of(begin) + 1L) * AgentDay.Length);
            Day(AgentDay.Of(begin)).AddHandled(begin, end, 1);
            begin = end;
        }
        return this;
    }

    public AgentBuilder Planned(AgentState state, string from, string to, string said = "-1d 00:00")
    {
        for (var day = AgentDay.Of(Story.At(from)); day <= AgentDay.Of(Story.At(to)); day++)
        {
            Day(day).AddPlan(new Plan(Story.At(from), Story.At(to), state, Story.At(said), story.Name("wfm"), Story.Bytes($"{from} {to}")), 1, new EventOrder(story.Names));
        }
        return this;
    }

    public Told Adherence(string zone = "UTC")
    {
        var told = new Told(story);
        var facts = new AdherenceFacts(new ZoneCalendar(zone));
        foreach (var number in days.Keys.ToList())
        {
            facts.Tell(story.Name("ann"), number, other => days.GetValueOrDefault(other), told);
        }
        return told;
    }

    public Told Tell(string zone = "UTC")
    {
        var told = new Told(story);
        var facts = new WorkFacts(new ZoneCalendar(zone));
        foreach (var number in days.Keys.ToList())
        {
            facts.Tell(story.Name("ann"), number, other => days.GetValueOrDefault(other), told);
        }
        return told;
    }

    private byte[] Id(string? id) => Story.Bytes(id ?? (++count).ToString("d4", CultureInfo.InvariantCulture));

    private AgentBuilder Add(StatusEvent status)
    {
        var order = new EventOrder(story.Names);
        var home = AgentDay.Of(status.Time);
        Day(home).Add(status, order);
        if (status.Supersedes.Length > 0 && DaySuperseding.TargetDayOf(status) != home)
        {
            Day(DaySuperseding.TargetDayOf(status)).Add(status with { HomeDay = home }, order);
        }
        return this;
    }

    private AgentDay Day(int number) => days.TryGetValue(number, out var day) ? day : days[number] = new AgentDay();
}
