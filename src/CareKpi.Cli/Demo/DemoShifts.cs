namespace CareKpi.Cli.Demo;

/// <summary>What was planned for the agents of a day, and what they did: mostly they are with customers, more than the contacts that are told here.</summary>
internal static class DemoShifts
{
    public static void Write(DemoDay day)
    {
        foreach (var shift in day.Company.Roster(day.Day).Shifts)
        {
            Plan(day, shift);
            if (shift.Came)
            {
                Work(day, shift);
            }
        }
    }

    private static void Plan(DemoDay day, DemoShift shift)
    {
        var planned = day.Midnight.AddHours(-6);
        Planned("available", planned, shift.From, shift.To);
        // Of schedules that overlap the one that was told later holds.
        Planned("break", planned.AddMinutes(1), shift.Break, shift.Break.AddMinutes(45));

        void Planned(string status, DateTime told, DateTime from, DateTime to)
        {
            var schedule = day.Key("schedule");
            day.AddNamed("care.agent.scheduled", schedule, told, ("schedule", schedule), ("agent", shift.Agent.Key), ("from", from), ("to", to), ("status", status));
        }
    }

    private static void Work(DemoDay day, DemoShift shift)
    {
        var random = day.Random;
        // On busy days there is less time between contacts.
        var idle = day.Story.IsOutage(day.Day) ? 0.3 : 1 / Math.Clamp(DemoCalendar.Season(day.Day), 0.75, 1.4);
        Status(shift.Start, "available");
        Status(shift.Start.AddMinutes(6 + random.Next((int)(44 * idle))), "assisting");
        Status(shift.Left, "break");
        Status(shift.Back, "available");
        var time = shift.Back.AddMinutes(8 + random.Next((int)(78 * idle)));
        Status(time, "assisting");
        if (random.Chance(0.16))
        {
            Status(time.AddMinutes(20), "training");
            Status(time.AddMinutes(65), "assisting");
        }
        else if (random.Chance(0.2))
        {
            Status(time.AddMinutes(80), "wrap");
            Status(time.AddMinutes(95), "available");
            Status(time.AddMinutes(110), "assisting");
        }

        Status(shift.End, "offline");

        void Status(DateTime at, string status) => day.Add("care.agent.status", "status", at, ("agent", shift.Agent.Key), ("status", status));
    }
}
