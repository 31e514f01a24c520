namespace CareKpi.Cli.Demo;

/// <summary>Calls, chats and visits with what follows them: further contacts, surveys, complaints. <paramref name="live"/>: it is also told who waits in a queue.</summary>
internal sealed class DemoContacts(DemoDay day, bool live)
{
    private readonly DemoSurveys surveys = new(day);

    public void Write(DateTime time, DemoDesk desk, string channel, string topic, DemoCustomer customer, int further = 0)
    {
        var (random, on) = (day.Random, DateOnly.FromDateTime(time));
        var usual = DemoStory.MeanWait(channel);
        var wait = Math.Round(random.Long(usual * day.Story.Queue(on, desk)), 1);
        var contact = day.Key("contact");
        if (live && on == day.Day)
        {
            day.AddNamed("care.contact.queued", contact + "/queued", time, ("contact", contact), ("channel", channel), ("queue", desk.Key), ("customer", customer.Key));
        }

        if (random.Chance(Math.Min(0.5, wait / usual / 22)))
        {
            // Some ask to be called back instead.
            var later = channel == "voice" && random.Chance(0.12);
            day.AddNamed("care.contact.ended", contact, time.AddSeconds(wait), [.. Head(later ? "callback" : "abandoned"), ("team", desk.Key)]);
            if (further < 2 && random.Chance(0.4))
            {
                Write(Later(time), desk, channel, topic, customer, further + 1);
            }

            return;
        }

        var touch = new DemoTouch(on, desk, day.Company.Roster(on).Pick(desk, time.AddSeconds(wait), random), channel, topic);
        var resolved = random.Chance(day.Story.Resolves(touch));
        var (talk, hold, wrap) = ((int)random.Long(day.Story.MeanTalk(touch)), random.Chance(0.3) ? random.Between(15, 120) : 0, random.Between(20, 75));
        var end = time.AddSeconds(wait + talk + hold + wrap);
        var transferred = random.Chance(day.Story.Transfers(touch));
        day.AddNamed(
            "care.contact.ended", contact, end,
            [.. Head("answered"), ("talk", talk), ("hold", hold == 0 ? null : hold), ("wrap", wrap), ("agent", touch.Agent.Key), ("team", desk.Key), ("resolved", resolved), ("transferred", transferred ? true : null), ("escalated", random.Chance(0.02) ? true : null)]);
        var mood = day.Story.Mood(touch, wait / usual, resolved);
        surveys.Write(mood, end, "contact", contact, customer, topic, channel);
        if (!resolved && random.Chance(0.045))
        {
            WriteComplaint(customer, end.AddMinutes(random.Between(5, 200)), contact);
        }

        if (random.Chance(0.05))
        {
            day.Add("care.custom.recorded", "upsell", end, ("name", "upsell"), ("value", random.Between(10, 90)), ("customer", customer.Key), ("agent", touch.Agent.Key), ("team", desk.Key), ("channel", channel));
        }

        if (further < 2 && random.Chance(day.Story.Repeats(touch, resolved)))
        {
            Write(Later(time), desk, channel, topic, customer, further + 1);
        }

        (string Name, object? Value)[] Head(string outcome) =>
        [
            ("contact", contact), ("customer", customer.Key), ("channel", channel), ("direction", "inbound"), ("outcome", outcome), ("wait", wait), ("queue", desk.Key), ("topic", topic), ("tags", ("product", customer.Product)),
        ];
    }

    /// <summary>Of those who complain of the outage a third do on each of its days.</summary>
    public void WriteComplaintsOfOutage()
    {
        foreach (var customer in day.Company.Complainers.Where(customer => customer.Index % 3 == day.Day.DayNumber - day.Story.OutageFrom.DayNumber))
        {
            WriteComplaint(customer, DemoCalendar.Moment(day.Day, day.Random), contact: null);
        }
    }

    private void WriteComplaint(DemoCustomer customer, DateTime time, string? contact)
    {
        var (random, complaint) = (day.Random, day.Key("complaint"));
        day.AddNamed(
            "care.complaint.raised", complaint, time,
            ("complaint", complaint), ("customer", customer.Key), ("contact", contact), ("team", contact is null ? day.Story.Technical.Key : null), ("severity", random.Chance(0.25) ? "high" : "normal"));
        var (told, accepted) = (time.AddHours(random.Between(3, 60)), random.Chance(0.8));
        day.AddNamed("care.complaint.resolved", complaint + "/resolved", told, ("complaint", complaint), ("accepted", accepted));
        if (!accepted && random.Chance(0.8))
        {
            day.AddNamed("care.complaint.resolved", complaint + "/resolved-2", told.AddHours(random.Between(12, 80)), ("complaint", complaint), ("accepted", true));
        }
    }

    private DateTime Later(DateTime time)
    {
        var later = DemoCalendar.Moment(DateOnly.FromDateTime(time).AddDays(day.Random.Between(0, 5)), day.Random);
        return later > time.AddMinutes(40) ? later : time.AddMinutes(40 + day.Random.Next(300));
    }
}
