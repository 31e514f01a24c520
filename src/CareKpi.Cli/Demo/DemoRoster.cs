namespace CareKpi.Cli.Demo;

/// <summary>A shift: as planned and, where the agent came, as it was.</summary>
internal sealed record DemoShift(DemoAgent Agent, DemoDesk Desk, DateTime From, DateTime To, DateTime Break, bool Came, DateTime Start, DateTime End, DateTime Left, DateTime Back)
{
    public bool Covers(DateTime time) => Came && time >= Start && time < End && (time < Left || time >= Back);
}

/// <summary>Who works on a day: three of five have weekends off, one of eight works at night, some are ill or on leave.</summary>
internal sealed class DemoRoster
{
    private static readonly double[] Starts = [7, 9, 9, 9, 10.5, 10.5, 13, 22];
    private readonly DemoCompany company;
    private readonly DateOnly day;

    public DemoRoster(DemoSize size, DemoCompany company, DateOnly day)
    {
        (this.company, this.day) = (company, day);
        var random = SeededRandom.For(size.Seed, 5, day.DayNumber);
        Shifts = [.. company.Agents.Select(agent => Shift(agent, random)).OfType<DemoShift>()];
    }

    public IReadOnlyList<DemoShift> Shifts { get; }

    /// <summary>Who takes what comes in then: of those on duty at the desk one, else somebody of the desk.</summary>
    public DemoAgent Pick(DemoDesk desk, DateTime time, SeededRandom random)
    {
        var chosen = Chosen(shift => shift.Desk == desk && shift.Covers(time), random) ?? Chosen(shift => shift.Desk == desk && shift.Came, random);
        if (chosen is not null)
        {
            return chosen.Agent;
        }

        DemoAgent[] members = [.. company.Agents.Where(agent => agent.DeskOn(day) == desk && agent.Joined <= day)];
        return random.Pick(members.Length > 0 ? members : [.. company.Agents]);
    }

    private DemoShift? Chosen(Func<DemoShift, bool> fits, SeededRandom random)
    {
        DemoShift? chosen = null;
        var seen = 0;
        foreach (var shift in Shifts)
        {
            if (fits(shift) && random.Next(++seen) == 0)
            {
                chosen = shift;
            }
        }

        return chosen;
    }

    private DemoShift? Shift(DemoAgent agent, SeededRandom random)
    {
        // The same number of random numbers for everybody: one agent's leave changes nobody else's day.
        var (fate, early, late, tea, back) = (random.Next(), random.Between(-6, 9), random.Between(-8, 14), random.Between(-7, 10), random.Between(-4, 9));
        var weekend = DemoCalendar.IsWeekend(day);
        var off = agent.Index % 5 < 3 ? weekend : !weekend && (((int)day.DayOfWeek + 34 - (agent.Index / 5 % 5)) % 5) < 2;
        if (off || agent.Joined > day || fate < (DemoCalendar.IsHoliday(day) ? 0.5 : 0.06))
        {
            return null;
        }

        var from = DemoCalendar.Midnight(day).AddHours(Starts[agent.Index % Starts.Length]);
        var (to, pause) = (from.AddHours(8.5), from.AddHours(3.75));
        return new(agent, agent.DeskOn(day), from, to, pause, fate < 0.97, from.AddMinutes(early), to.AddMinutes(late), pause.AddMinutes(tea), pause.AddMinutes(45 + tea + back));
    }
}
