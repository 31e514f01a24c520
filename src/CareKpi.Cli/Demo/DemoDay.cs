using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>The events of one day. Each day has random numbers of its own, so what one day tells changes no other.</summary>
internal sealed class DemoDay
{
    private readonly List<DemoLine> lines = [];
    private int next;

    public DemoDay(DemoSize size, DemoCompany company, DateOnly day)
    {
        (Size, Company, Day, Midnight, Random) = (size, company, day, DemoCalendar.Midnight(day), SeededRandom.For(size.Seed, 3, day.DayNumber));
    }

    public DemoSize Size { get; }

    public DemoCompany Company { get; }

    public DemoStory Story => Company.Story;

    public DateOnly Day { get; }

    public DateTime Midnight { get; }

    public SeededRandom Random { get; }

    public IReadOnlyList<DemoLine> Write(bool live)
    {
        DemoShifts.Write(this);
        var (contacts, cases) = (new DemoContacts(this, live), new DemoCases(this));
        var number = 0;
        for (var left = Count(Story.Volume(Day)); left > 0; left--)
        {
            var desk = Desk();
            var customer = Company.Caller(Day, number++, Random);
            if (Random.Chance(0.16))
            {
                cases.Write(desk, Random.Pick(desk.Topics), customer);
            }
            else
            {
                contacts.Write(DemoCalendar.Moment(Day, Random), desk, Random.Pick(desk.Live), Random.Pick(desk.Topics), customer);
            }
        }

        if (Story.IsOutage(Day))
        {
            for (var left = Count(Story.Volume(Day) * 2.3); left > 0; left--)
            {
                var desk = Random.Chance(0.6) ? Story.Technical : Desk();
                contacts.Write(DemoCalendar.Moment(Day, Random), desk, Random.Pick(desk.Live), DemoDesk.Outage, Company.Caller(Day, number++, Random));
            }

            contacts.WriteComplaintsOfOutage();
        }

        if (Story.IsWorse(Day))
        {
            for (var left = Count(Story.Volume(Day) * 0.12); left > 0; left--)
            {
                contacts.Write(DemoCalendar.Moment(Day, Random), Story.Worse, "messaging", Story.Worse.Topics[0], Company.Caller(Day, number++, Random));
            }
        }

        DemoAround.Write(this);
        lines.Sort(static (a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(a.Id, b.Id));
        return lines;
    }

    public int Count(double mean) => (int)Math.Floor((mean * (0.94 + (0.12 * Random.Next()))) + Random.Next());

    public string Key(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Size.Seed}-{Day:yyyyMMdd}-{next++}");

    /// <summary>An event whose id nothing else needs to know.</summary>
    public void Add(string type, string kind, DateTime time, params ReadOnlySpan<(string Name, object? Value)> data) => lines.Add(DemoLine.Of(type, Key(kind), time, data));

    public void AddNamed(string type, string id, DateTime time, params ReadOnlySpan<(string Name, object? Value)> data) => lines.Add(DemoLine.Of(type, id, time, data));

    private DemoDesk Desk()
    {
        var point = Random.Next() * Company.Desks.Sum(static desk => desk.Weight);
        return Company.Desks.FirstOrDefault(desk => (point -= desk.Weight) < 0) ?? Company.Desks[^1];
    }
}
