using System.Globalization;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>Builds the ledger of one key event by event and asks what it says.</summary>
internal sealed class LedgerBuilder(LedgerKey key)
{
    private readonly Story story = new();
    private readonly SortedDictionary<int, LedgerDay> days = [];
    private int count;

    public static LedgerBuilder Costs(CostCategory category) => new(new LedgerKey(LedgerFamily.Cost, (int)category));

    /// <summary>The first and the last day count from <see cref="Story.Beginning"/>.</summary>
    public LedgerBuilder Cost(string at, long amount, string? team = null, (int From, int To)? days = null, string? id = null, string? supersedes = null, string? day = null) =>
        Add(new LedgerEvent(EventType.CostRecorded, Story.At(at), story.Name("erp"), Id(id), Story.Bytes(supersedes ?? ""), day is null ? CareEvent.None : Story.At(day))
        {
            Amount = amount,
            Team = story.Name(team),
            FromDay = days is { } given ? AgentDay.Of(Story.Beginning) + given.From : CareEvent.None,
            ToDay = days is { } until ? AgentDay.Of(Story.Beginning) + until.To : CareEvent.None,
        });

    public LedgerBuilder Withdrawn(string at, string id, string? day = null) =>
        Add(new LedgerEvent(EventType.EventWithdrawn, Story.At(at), story.Name("erp"), Id(null), Story.Bytes(id), day is null ? CareEvent.None : Story.At(day)));

    public Told Tell(string zone = "UTC")
    {
        var told = new Told(story);
        var facts = new LedgerFacts(new ZoneCalendar(zone));
        var counting = new List<LedgerEvent>();
        foreach (var (number, day) in days)
        {
            DaySuperseding.Counting(day.Events, number, EventsOf, counting);
            counting.ForEach(counted => facts.TellOf(key, counted, told));
            LedgerFacts.TellIgnored(key, number, EventsOf, told);
        }
        return told;

        List<LedgerEvent>? EventsOf(int number) => days.GetValueOrDefault(number)?.Events;
    }

    private byte[] Id(string? id) => Story.Bytes(id ?? (++count).ToString("d4", CultureInfo.InvariantCulture));

    private LedgerBuilder Add(LedgerEvent added)
    {
        var order = new EventOrder(story.Names);
        var home = AgentDay.Of(added.Time);
        Day(home).Add(added, order);
        if (added.Supersedes.Length > 0 && DaySuperseding.TargetDayOf(added) != home)
        {
            Day(DaySuperseding.TargetDayOf(added)).Add(added.AsCopy(home), order);
        }
        return this;
    }

    private LedgerDay Day(int number) => days.TryGetValue(number, out var day) ? day : days[number] = new LedgerDay();
}
