namespace CareKpi.Cli.Demo;

/// <summary>
/// What happens to the company: fewer contacts at weekends; a bad week (the new billing system, three weeks before the end: long queues, unhappy customers); an incident (ten days
/// before the end, four hours without network: four times the calls); and a second team that gets better all the time, as it learns to use its knowledge base.
/// </summary>
internal sealed class DemoStory(DemoSize size, DemoCompany company)
{
    private static readonly double[] OfWeekday = [0.35, 1.25, 1.1, 1.05, 1.0, 0.95, 0.5];
    private static readonly double[] OfHour = [0, 0, 0, 0, 0, 0, 0, 0.2, 0.7, 1.1, 1.3, 1.2, 0.9, 1.0, 1.2, 1.2, 1.0, 0.8, 0.5, 0.3, 0, 0, 0, 0];

    public DateOnly Incident { get; } = size.Until.AddDays(-10);

    public string ImprovingTeam { get; } = company.Teams[Math.Min(1, company.Teams.Count - 1)].Key;

    public string BillingTeam { get; } = company.Teams[0].Key;

    public bool IsBadWeek(DateOnly day) => size.Until.DayNumber - day.DayNumber is >= 18 and <= 24;

    public bool IsOutage(DateOnly day, int hour) => day == Incident && hour is >= 10 and < 14;

    /// <summary>Contacts of a day, before chance.</summary>
    public double Volume(DateOnly day) => size.ContactsPerDay * OfWeekday[(int)day.DayOfWeek] * (IsBadWeek(day) ? 1.4 : 1) * (day == Incident ? 1.8 : 1);

    public double HourWeight(DateOnly day, int hour) => OfHour[hour] * (IsOutage(day, hour) ? 4 : 1);

    /// <summary>From 0 on the first day to 1 on the last.</summary>
    public double Progress(DateOnly day) => size.Days <= 1 ? 1 : (day.DayNumber - size.First.DayNumber) / (double)(size.Days - 1);

    public double MeanWait(DateOnly day, int hour, string team) => (IsOutage(day, hour) ? 160 : IsBadWeek(day) ? string.Equals(team, BillingTeam, StringComparison.Ordinal) ? 140 : 75 : 18) * (hour is 10 or 11 ? 1.3 : 1);

    /// <summary>The longer the wait, the more hang up.</summary>
    public static double Abandons(double wait) => Math.Min(0.6, wait / 400);

    public double MeanTalk(DateOnly day, DemoAgent agent) => 240 / agent.Skill * (Improves(agent) ? 1.25 - (0.45 * Progress(day)) : 1);

    public double Resolves(DateOnly day, DemoAgent agent) =>
        Math.Clamp((Improves(agent) ? 0.55 + (0.35 * Progress(day)) : 0.76) * (0.7 + (0.3 * agent.Skill)) * (day == Incident ? 0.6 : 1), 0.1, 0.97);

    /// <summary>How content a customer is, 0 to 1.</summary>
    public double Mood(DateOnly day, DemoAgent agent, double wait, bool resolved) =>
        Math.Clamp(0.72 + (resolved ? 0.13 : -0.3) + ((agent.Skill - 1) * 0.3) - (wait / 600) - (IsBadWeek(day) ? 0.12 : 0) - (day == Incident ? 0.15 : 0), 0.02, 0.98);

    private bool Improves(DemoAgent agent) => string.Equals(agent.Team, ImprovingTeam, StringComparison.Ordinal);
}
