namespace CareKpi.Cli.Demo;

/// <summary>What is written, or cannot be solved on the phone: a case with its messages until it is resolved.</summary>
internal sealed class DemoCases(DemoDay day)
{
    private static readonly string[] Priorities = ["low", "normal", "normal", "normal", "high", "urgent"];
    private readonly DemoSurveys surveys = new(day);

    public void Write(DemoDesk desk, string topic, DemoCustomer customer)
    {
        var random = day.Random;
        var (opened, id) = (DemoCalendar.Moment(day.Day, random), day.Key("case"));
        // One of five begins as a call; the case is opened while it lasts.
        var called = random.Chance(0.2) && desk.Live.Contains("voice");
        var (channel, priority) = (called ? "voice" : random.Pick(desk.Written), random.Pick(Priorities));
        var touch = new DemoTouch(day.Day, desk, day.Company.Roster(day.Day).Pick(desk, opened, random), channel, topic);
        day.AddNamed(
            "care.case.opened", id, opened,
            ("case", id), ("customer", customer.Key), ("channel", channel), ("openedBy", called ? "agent" : "customer"), ("priority", priority), ("topic", topic), ("queue", desk.Key), ("agent", called ? touch.Agent.Key : null), ("team", desk.Key),
            ("tags", ("product", customer.Product)));
        var slow = Math.Min(3, day.Story.Queue(day.Day, desk)) * (priority is "urgent" or "high" ? 0.6 : 1) / touch.Agent.SkillOn(day.Day);
        var time = opened;
        if (called)
        {
            WriteCall(id, opened, touch, customer);
        }
        else
        {
            time = DemoCalendar.AtWork(time.AddMinutes(random.Long(5 * slow)), random);
            Event("care.case.assigned", touch, id, time);
        }

        var written = called ? random.Between(0, 1) : random.Chance(day.Story.Resolves(touch) - 0.2) ? 1 : random.Between(2, 3);
        for (var turn = 1; turn <= written; turn++)
        {
            time = DemoCalendar.AtWork(time.AddMinutes(random.Long(26 * slow)), random);
            Event("care.message.sent", touch, id, time, ("knowledge", random.Chance(0.45) ? new[] { "kb-" + topic.Replace(' ', '-') } : null));
            if (turn < written)
            {
                time = time.AddMinutes(random.Long(80));
                day.Add("care.message.received", "message", time, ("case", id), ("customer", customer.Key), ("text", random.Chance(0.5) ? DemoTexts.Question(topic, random) : DemoTexts.Opinion(day.Story.Mood(touch, 1, resolved: false), topic, random)));
            }
        }

        if (random.Chance(0.07))
        {
            time = time.AddMinutes(random.Between(2, 20));
            Event("care.case.escalated", touch, id, time);
        }
        else if (random.Chance(0.04))
        {
            time = time.AddMinutes(random.Between(2, 20));
            Event("care.case.transferred", touch, id, time);
        }

        Finish(touch, id, time, slow, customer);
    }

    private void Finish(DemoTouch touch, string id, DateTime time, double slow, DemoCustomer customer)
    {
        var random = day.Random;
        if (!random.Chance(0.996))
        {
            return;
        }

        time = DemoCalendar.AtWork(time.AddMinutes(random.Next() switch { < 0.06 => random.Long(10_000), < 0.28 => random.Long(1400 * slow), _ => random.Long(110 * slow) }), random);
        Event("care.case.resolved", touch, id, time);
        surveys.Write(day.Story.Mood(touch, slow, resolved: random.Chance(0.9)), time, "case", id, customer, touch.Topic, touch.Channel);
        if (random.Chance(0.05))
        {
            time = time.AddHours(random.Between(1, 20));
            day.Add("care.case.reopened", "case", time, ("case", id), ("by", "customer"));
            time = DemoCalendar.AtWork(time.AddHours(random.Between(1, 8)), random);
            Event("care.case.resolved", touch, id, time);
        }

        if (random.Chance(0.6))
        {
            day.Add("care.case.closed", "case", time.AddDays(3), ("case", id), ("by", "system"));
        }
    }

    private void WriteCall(string id, DateTime opened, in DemoTouch touch, DemoCustomer customer)
    {
        var (random, contact) = (day.Random, day.Key("contact"));
        var (wait, talk, wrap) = (Math.Round(random.Long(DemoStory.MeanWait("voice")), 1), 150 + (int)random.Long(day.Story.MeanTalk(touch)), random.Between(20, 75));
        // It began two minutes before the case.
        day.AddNamed(
            "care.contact.ended", contact, opened.AddSeconds(talk + wrap - 120),
            ("contact", contact), ("customer", customer.Key), ("case", id), ("channel", "voice"), ("direction", "inbound"), ("outcome", "answered"), ("wait", wait), ("talk", talk), ("wrap", wrap), ("agent", touch.Agent.Key), ("team", touch.Desk.Key),
            ("queue", touch.Desk.Key), ("resolved", false), ("tags", ("product", customer.Product)));
    }

    private void Event(string type, in DemoTouch touch, string id, DateTime time, params ReadOnlySpan<(string Name, object? Value)> more) =>
        day.Add(type, type[(type.LastIndexOf('.') + 1)..], time, [("case", id), ("agent", touch.Agent.Key), ("team", touch.Desk.Key), .. more]);
}
