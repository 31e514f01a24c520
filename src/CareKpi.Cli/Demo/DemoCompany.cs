using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>Who works there. <see cref="Moved"/>: the day from which on the agent is at <see cref="Then"/>.</summary>
internal sealed record DemoAgent(int Index, string Key, string Name, DemoDesk Desk, double Skill, DateOnly Joined, DateOnly? Moved = null, DemoDesk? Then = null)
{
    public DemoDesk DeskOn(DateOnly day) => Moved is { } moved && day >= moved ? Then! : Desk;

    /// <summary>1 is usual. Who is new learns for two months.</summary>
    public double SkillOn(DateOnly day) => Joined == DateOnly.MinValue ? Skill : Skill * Math.Min(1, 0.55 + (0.45 * (day.DayNumber - Joined.DayNumber) / 56.0));
}

/// <summary>Demo Telecom: a small tree of teams, who works there and whom it serves.</summary>
internal sealed class DemoCompany
{
    private readonly Dictionary<DateOnly, DemoRoster> rosters = [];
    private readonly DemoSize size;
    private readonly int stride;

    public DemoCompany(DemoSize size)
    {
        this.size = size;
        Desks = DemoDesk.Of(size.Teams);
        Agents = Hire();
        Story = new(size, Desks);
        Customers = [.. Enumerable.Range(0, size.Customers).Select(index => DemoCustomer.Of(index, size, Story))];
        Complainers = [.. Customers.Where(static customer => customer.ComplainedOfOutage)];
        stride = Customers.Count % 1009 == 0 ? 1013 : 1009;
    }

    public IReadOnlyList<DemoDesk> Desks { get; }

    public DemoStory Story { get; }

    public IReadOnlyList<DemoAgent> Agents { get; }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    /// <summary>Those who complain of the outage.</summary>
    public IReadOnlyList<DemoCustomer> Complainers { get; }

    public DemoRoster Roster(DateOnly day) => rosters.TryGetValue(day, out var roster) ? roster : rosters[day] = new(size, this, day);

    /// <summary>A customer who calls on that day: most call in turn, some when they like.</summary>
    public DemoCustomer Caller(DateOnly day, int number, SeededRandom random)
    {
        var turn = ((day.DayNumber * (long)size.ContactsPerDay) + number) * stride % Customers.Count;
        var customer = random.Chance(0.6) ? Customers[(int)turn] : random.Pick(Customers);
        for (var tries = 0; !customer.IsActive(day) && tries < 20; tries++)
        {
            customer = random.Pick(Customers);
        }

        return customer;
    }

    /// <summary>Every desk has somebody; the others go where most work is.</summary>
    private List<DemoAgent> Hire()
    {
        var random = SeededRandom.For(size.Seed, 1, 0);
        var (names, staff) = (new HashSet<string>(StringComparer.Ordinal), new int[Desks.Count]);
        var agents = new List<DemoAgent>();
        for (var i = 0; i < size.Agents; i++)
        {
            var desk = i < Desks.Count ? i : Enumerable.Range(0, Desks.Count).MaxBy(at => Desks[at].Weight / (staff[at] + 1));
            staff[desk]++;
            agents.Add(new(i, string.Create(CultureInfo.InvariantCulture, $"a-{i + 1:000}"), DemoNames.Next(random, names), Desks[desk], 0.88 + (0.24 * random.Next()), DateOnly.MinValue));
        }

        return [.. agents.Select(agent => Cast(agent, [.. agents.Where(other => other.Desk == agent.Desk)]))];
    }

    /// <summary>Who has a part in the story: a star, one who struggles, one who is new, one who moves.</summary>
    private DemoAgent Cast(DemoAgent agent, List<DemoAgent> desk) => (agent.Desk.Key, desk.IndexOf(agent)) switch
    {
        ("technical", 2) => agent with { Skill = 1.35 },
        ("billing", 2) => agent with { Skill = 0.62 },
        ("retention", 2) => agent with { Skill = 1.05, Joined = size.Until.AddDays(-DemoStory.NewSince) },
        ("billing", 4) => agent with { Moved = size.Until.AddDays(-DemoStory.MovedSince), Then = Desks[^1].Key == "business" ? Desks[2] : Desks[0] },
        _ => agent,
    };
}
