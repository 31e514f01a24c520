namespace CareKpi.Cli.Demo;

/// <summary>What happens beside the desks: the bot, help pages, social media, evaluations, the network itself.</summary>
internal static class DemoAround
{
    private static readonly string[] Platforms = ["facebook", "facebook", "x", "instagram", "tiktok", "forum"];
    private static readonly string[] BotChannels = ["bot", "bot", "web", "messaging"];
    private static readonly string[] Labels = ["positive", "neutral", "negative"];

    public static void Write(DemoDay day)
    {
        var (random, volume) = (day.Random, day.Story.Volume(day.Day) / 170);
        var outage = day.Story.IsOutage(day.Day);
        for (var left = day.Count(17 * volume * (outage ? 2 : 1)); left > 0; left--)
        {
            var session = day.Key("session");
            day.AddNamed("care.bot.ended", session, DemoCalendar.Moment(day.Day, random), ("session", session), ("customer", Somebody(day).Key), ("channel", random.Pick(BotChannels)), ("contained", random.Chance(outage ? 0.3 : 0.56)), ("topic", Topic(day)));
        }

        for (var left = day.Count(44 * volume); left > 0; left--)
        {
            var (session, topic) = (day.Key("session"), Topic(day));
            day.AddNamed("care.selfservice.ended", session, DemoCalendar.Moment(day.Day, random), ("session", session), ("customer", Somebody(day).Key), ("articles", new[] { "kb-" + topic.Replace(' ', '-') }), ("topic", topic));
        }

        Mentions(day, volume, outage);
        Evaluations(day);
        Network(day, outage);
    }

    private static void Mentions(DemoDay day, double volume, bool outage)
    {
        var random = day.Random;
        for (var left = day.Count(7 * volume * (outage ? 9 : 1)); left > 0; left--)
        {
            var (mention, topic) = (day.Key("mention"), outage && random.Chance(0.85) ? DemoDesk.Outage : day.Story.IsWorse(day.Day) && random.Chance(0.25) ? DemoDesk.Esim : Topic(day));
            var mood = topic is DemoDesk.Outage ? 0.1 + (0.4 * random.Next()) : topic is DemoDesk.Esim && day.Story.IsWorse(day.Day) ? 0.25 : random.Next() * 1.15;
            var label = Labels[mood > 0.66 ? 0 : mood > 0.4 ? 1 : 2];
            // Half of them come with a label; of the others the text is judged.
            day.AddNamed(
                "care.mention.observed", mention, DemoCalendar.Moment(day.Day, random),
                ("mention", mention), ("platform", random.Pick(Platforms)), ("text", DemoTexts.Opinion(mood, topic, random)), ("sentiment", random.Chance(0.5) ? label : null), ("topic", topic));
        }
    }

    private static void Evaluations(DemoDay day)
    {
        var random = day.Random;
        foreach (var shift in day.Company.Roster(day.Day).Shifts)
        {
            if (!shift.Came || !random.Chance(0.18))
            {
                continue;
            }

            var (skill, evaluation) = (shift.Agent.SkillOn(day.Day) + (0.15 * (day.Story.Learned(day.Day, shift.Desk) - 0.5)), day.Key("evaluation"));
            day.AddNamed(
                "care.quality.evaluated", evaluation, shift.To.AddMinutes(-30),
                ("evaluation", evaluation), ("agent", shift.Agent.Key), ("team", shift.Desk.Key), ("score", Math.Clamp(random.Between(76, 95) + (int)((skill - 1) * 45), 0, 100)),
                ("errors", random.Chance(Math.Clamp(0.13 - ((skill - 1) * 0.4), 0.02, 0.6)) ? random.Between(1, 3) : 0), ("emotionalConnection", random.Chance(0.6) ? Math.Clamp(random.Between(55, 90) + (int)((skill - 1) * 40), 0, 100) : null));
        }
    }

    /// <summary>Down for most of the outage, else now and then for some minutes.</summary>
    private static void Network(DemoDay day, bool outage)
    {
        var from = day.Random.Between(0, 22);
        (int From, int To, bool Up)[] spans = outage ? [(0, 360, true), (360, 1200, false), (1200, 1440, true)]
            : day.Random.Chance(0.06) ? [(0, from * 60, true), (from * 60, (from * 60) + 12, false), ((from * 60) + 12, 1440, true)] : [(0, 1440, true)];
        foreach (var span in spans)
        {
            if (span.From == span.To)
            {
                continue;
            }

            var observation = day.Key("observation");
            day.AddNamed("care.availability.observed", observation, day.Midnight.AddMinutes(span.To), ("observation", observation), ("service", "network"), ("from", day.Midnight.AddMinutes(span.From)), ("to", day.Midnight.AddMinutes(span.To)), ("up", span.Up));
        }
    }

    private static DemoCustomer Somebody(DemoDay day)
    {
        var customer = day.Random.Pick(day.Company.Customers);
        for (var tries = 0; !customer.IsActive(day.Day) && tries < 20; tries++)
        {
            customer = day.Random.Pick(day.Company.Customers);
        }

        return customer;
    }

    private static string Topic(DemoDay day) => day.Random.Pick(day.Random.Pick(day.Company.Desks).Topics);
}
