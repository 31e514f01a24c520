namespace CareKpi.Cli.Demo;

/// <summary>How large and how long. The same sizes until the same day give the same bytes.</summary>
internal sealed record DemoSize(int Seed, int Teams, int Agents, int Customers, int Days, int ContactsPerDay, DateOnly Until)
{
    /// <summary>Thirteen months, so that four weeks and the same weeks a year before are there.</summary>
    public const int Year = 395;

    /// <summary>The company that plain <c>carekpi demo</c> tells of.</summary>
    public static DemoSize Story(DateOnly until) => new(Seed: 1, Teams: 5, Agents: 40, Customers: 3000, Days: Year, ContactsPerDay: 170, until);

    public DateOnly First => Until.AddDays(1 - Days);

    /// <summary>Days before the last one.</summary>
    public int Ago(DateOnly day) => Until.DayNumber - day.DayNumber;
}
