namespace CareKpi.Cli.Demo;

/// <summary>Somebody asks somebody about something.</summary>
internal readonly record struct DemoTouch(DateOnly Day, DemoDesk Desk, DemoAgent Agent, string Channel, string Topic);

/// <summary>
/// What happens, told backwards from the last day: three days without network (five months ago: three times the contacts, and those who complained leave in the two months after); a week in which
/// Billing learns a new system (eleven weeks ago); Technical, which gets better for half a year; and what went wrong ten days ago, eSIM activation by messaging. docs/demo.md tells it to people.
/// </summary>
internal sealed class DemoStory
{
    public const int NewSince = 60;
    public const int MovedSince = 100;
    public const int WorseSince = 10;
    public const int Learning = 180;
    private readonly DemoSize size;
    private readonly DemoDesk billing;

    public DemoStory(DemoSize size, IReadOnlyList<DemoDesk> desks)
    {
        this.size = size;
        (billing, Technical, Worse) = (desks[0], desks[Math.Min(1, desks.Count - 1)], desks[Math.Min(3, desks.Count - 1)]);
        OutageFrom = Next(size.Until.AddDays(-152), DayOfWeek.Tuesday);
        BadWeek = Next(size.Until.AddDays(-82), DayOfWeek.Monday);
    }

    public DateOnly OutageFrom { get; }

    public DateOnly OutageTo => OutageFrom.AddDays(2);

    /// <summary>Its Monday.</summary>
    public DateOnly BadWeek { get; }

    /// <summary>The team that gets better, and that the outage keeps busy.</summary>
    public DemoDesk Technical { get; }

    /// <summary>The team whose eSIM activations fail.</summary>
    public DemoDesk Worse { get; }

    public bool IsOutage(DateOnly day) => day >= OutageFrom && day <= OutageTo;

    public bool IsBadWeek(DateOnly day, DemoDesk desk) => desk == billing && day >= BadWeek && day < BadWeek.AddDays(7);

    public bool IsWorse(DateOnly day) => size.Ago(day) < WorseSince;

    /// <summary>Contacts and cases that nothing went before, without the story's own.</summary>
    public double Volume(DateOnly day) => size.ContactsPerDay * 0.84 * DemoCalendar.Season(day);

    /// <summary>How well the improving team does, from 0 half a year ago to 1 on the last day.</summary>
    public double Learned(DateOnly day, DemoDesk desk) => desk == Technical ? Math.Clamp(1 - (size.Ago(day) / (double)Learning), 0, 1) : 0.5;

    /// <summary>How long the queue is, 1 being usual.</summary>
    public double Queue(DateOnly day, DemoDesk desk) => (IsOutage(day) ? 7 : IsBadWeek(day, desk) ? 3.5 : 1) * (day.DayOfWeek == DayOfWeek.Monday ? 1.3 : 1);

    public static double MeanWait(string channel) => channel switch { "voice" => 13, "chat" => 34, "messaging" => 150, "social" => 1500, "video" => 16, "in_person" => 420, _ => 60 };

    public double MeanTalk(in DemoTouch touch)
    {
        var usual = touch.Channel switch { "voice" => 285.0, "chat" => 330, "messaging" => 240, "social" => 200, "video" => 420, "in_person" => 540, _ => 300 };
        return usual / touch.Agent.SkillOn(touch.Day) * (IsBadWeek(touch.Day, touch.Desk) ? 1.6 : 1) * (IsHard(touch) ? 1.5 : 1) * (touch.Desk == Technical ? 1.08 - (0.16 * Learned(touch.Day, touch.Desk)) : 1);
    }

    public double Resolves(in DemoTouch touch) => Math.Clamp(
        (IsHard(touch) ? 0.3 : touch.Topic == DemoDesk.Outage ? 0.42 : 0.83) + (0.2 * (touch.Agent.SkillOn(touch.Day) - 1)) + (0.16 * (Learned(touch.Day, touch.Desk) - 0.5)) - (IsBadWeek(touch.Day, touch.Desk) ? 0.18 : 0),
        0.1,
        0.97);

    /// <summary>Whether the customer asks about it again within a week.</summary>
    public double Repeats(in DemoTouch touch, bool resolved) => (resolved ? 0.24 : 0.5) - (0.2 * (Learned(touch.Day, touch.Desk) - 0.5)) - (0.1 * (touch.Agent.SkillOn(touch.Day) - 1));

    public double Transfers(in DemoTouch touch) => 0.075 - (0.08 * (Learned(touch.Day, touch.Desk) - 0.5)) + (IsHard(touch) ? 0.12 : 0);

    /// <summary>How content the customer is, 0 to 1; <paramref name="waited"/> of the usual wait.</summary>
    public double Mood(in DemoTouch touch, double waited, bool resolved) => Math.Clamp(
        (resolved ? 0.8 : 0.42) + (0.3 * (touch.Agent.SkillOn(touch.Day) - 1)) + (0.06 * (Learned(touch.Day, touch.Desk) - 0.5)) - (0.02 * Math.Min(8, waited)) - (IsBadWeek(touch.Day, touch.Desk) ? 0.2 : 0)
            - (touch.Topic == DemoDesk.Outage ? 0.2 : 0) - (IsHard(touch) ? 0.28 : 0),
        0.02,
        0.98);

    /// <summary>The recent worsening: one topic in one channel of one team.</summary>
    private bool IsHard(in DemoTouch touch) => IsWorse(touch.Day) && touch.Desk == Worse && touch.Topic == Worse.Topics[0] && touch.Channel == "messaging";

    private static DateOnly Next(DateOnly from, DayOfWeek weekday) => from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
}
