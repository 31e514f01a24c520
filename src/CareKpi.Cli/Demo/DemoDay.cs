using System.Globalization;
using System.Text.Json;

namespace CareKpi.Cli.Demo;

/// <summary>The events of one day. Each day has random numbers of its own, so a longer story does not change the days that it shares with a shorter one's.</summary>
internal sealed class DemoDay(DemoSize size, DemoCompany company, DemoStory story, DateOnly day)
{
    private static readonly string[] Topics = ["invoice", "refund", "slow internet", "router", "contract", "roaming", "moving house", "sim card"];
    private static readonly string[] LiveChannels = ["voice", "voice", "voice", "chat"];
    private static readonly string[] CaseChannels = ["email", "email", "messaging", "web"];
    private static readonly string[] Priorities = ["low", "normal", "normal", "normal", "high", "urgent"];
    private static readonly string[] Questions = ["I was charged twice, please help.", "My connection drops every evening.", "How do I change my plan?", "Thank you, that was quick!", "This is the third time I am asking."];

    private readonly SeededRandom random = SeededRandom.For(size.Seed, 3, day.DayNumber);
    private readonly List<DemoLine> lines = [];
    private readonly DateTime midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    private int next;

    public IReadOnlyList<DemoLine> Write()
    {
        WriteShifts();
        for (var left = (int)Math.Round(story.Volume(day) * (0.92 + (0.16 * random.Next()))); left > 0; left--)
        {
            if (random.Chance(0.7))
            {
                WriteContact();
            }
            else
            {
                WriteCase();
            }
        }

        WriteEvaluations();
        WriteIncident();
        lines.Sort(static (a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(a.Id, b.Id));
        return lines;
    }

    private void WriteShifts()
    {
        foreach (var agent in company.Agents)
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? random.Chance(0.65) : random.Chance(0.06))
            {
                continue;
            }

            var start = midnight.AddMinutes(random.Between(465, 540));
            Status(agent, start, "available");
            Status(agent, start.AddMinutes(random.Between(210, 240)), "break");
            Status(agent, start.AddMinutes(random.Between(270, 290)), "available");
            if (random.Chance(0.15))
            {
                Status(agent, start.AddMinutes(330), "training");
                Status(agent, start.AddMinutes(375), "available");
            }

            Status(agent, start.AddMinutes(random.Between(500, 530)), "offline");
        }
    }

    private void Status(DemoAgent agent, DateTime time, string status) => Add("care.agent.status", "status", time, json =>
    {
        json.WriteString("agent", agent.Key);
        json.WriteString("status", status);
    });

    private void WriteContact()
    {
        var (time, hour) = Moment();
        var (agent, topic) = Assign(hour);
        var customer = random.Pick(company.Customers);
        var channel = random.Pick(LiveChannels);
        var wait = Math.Round(random.Long(story.MeanWait(day, hour, agent.Team)), 1);
        var contact = Key("contact");
        if (random.Chance(DemoStory.Abandons(wait)))
        {
            AddNamed("care.contact.ended", contact, time.AddSeconds(wait), json =>
            {
                WriteContactHead(json, contact, customer, channel, topic, agent.Team, wait, "abandoned");
                json.WriteString("team", agent.Team);
            });
            return;
        }

        var resolved = random.Chance(story.Resolves(day, agent));
        var talk = (int)random.Long(story.MeanTalk(day, agent));
        var (hold, wrap) = (random.Chance(0.3) ? random.Between(10, 90) : 0, random.Between(15, 60));
        var end = time.AddSeconds(wait + talk + hold + wrap);
        AddNamed("care.contact.ended", contact, end, json =>
        {
            WriteContactHead(json, contact, customer, channel, topic, agent.Team, wait, "answered");
            json.WriteNumber("talk", talk);
            json.WriteNumber("hold", hold);
            json.WriteNumber("wrap", wrap);
            json.WriteString("agent", agent.Key);
            json.WriteString("team", agent.Team);
            json.WriteBoolean("resolved", resolved);
            if (random.Chance(0.07))
            {
                json.WriteBoolean("transferred", true);
            }
        });
        WriteSurvey(story.Mood(day, agent, wait, resolved), end, "contact", contact, customer.Key);
        if (!resolved && random.Chance(0.05))
        {
            WriteComplaint(contact, customer, end.AddMinutes(random.Between(5, 200)));
        }
    }

    private static void WriteContactHead(Utf8JsonWriter json, string contact, DemoCustomer customer, string channel, string topic, string queue, double wait, string outcome)
    {
        json.WriteString("contact", contact);
        json.WriteString("customer", customer.Key);
        json.WriteString("channel", channel);
        json.WriteString("direction", "inbound");
        json.WriteString("outcome", outcome);
        json.WriteNumber("wait", wait);
        json.WriteString("queue", queue);
        json.WriteString("topic", topic);
    }

    private void WriteCase()
    {
        var (opened, hour) = Moment();
        var (agent, topic) = Assign(hour);
        var customer = random.Pick(company.Customers);
        var (id, channel, priority) = (Key("case"), random.Pick(CaseChannels), random.Pick(Priorities));
        AddNamed("care.case.opened", id, opened, json =>
        {
            json.WriteString("case", id);
            json.WriteString("customer", customer.Key);
            json.WriteString("channel", channel);
            json.WriteString("openedBy", "customer");
            json.WriteString("priority", priority);
            json.WriteString("topic", topic);
            json.WriteString("team", agent.Team);
        });
        var slow = story.IsBadWeek(day) || day == story.Incident ? 3 : 1;
        var time = opened.AddMinutes(random.Long(4 * slow));
        CaseEvent("care.case.assigned", id, agent, time);
        for (var turns = random.Between(1, 3); turns > 0; turns--)
        {
            time = time.AddMinutes(random.Long(35 * slow / agent.Skill));
            CaseEvent("care.message.sent", id, agent, time);
            if (turns > 1)
            {
                time = time.AddMinutes(random.Long(50));
                Add("care.message.received", "message", time, json =>
                {
                    json.WriteString("case", id);
                    json.WriteString("customer", customer.Key);
                    json.WriteString("text", random.Pick(Questions));
                });
            }
        }

        if (random.Chance(0.08))
        {
            time = time.AddMinutes(5);
            CaseEvent("care.case.escalated", id, agent, time);
        }

        if (!random.Chance(0.9))
        {
            return;
        }

        time = time.AddMinutes(random.Long(60 * slow));
        CaseEvent("care.case.resolved", id, agent, time);
        WriteSurvey(story.Mood(day, agent, 60 * slow, resolved: true), time, "case", id, customer.Key);
        if (random.Chance(0.05))
        {
            time = time.AddHours(random.Between(1, 20));
            Add("care.case.reopened", "case", time, json =>
            {
                json.WriteString("case", id);
                json.WriteString("by", "customer");
            });
            time = time.AddHours(random.Between(1, 8));
            CaseEvent("care.case.resolved", id, agent, time);
        }
    }

    private void CaseEvent(string type, string id, DemoAgent agent, DateTime time) => Add(type, "case", time, json =>
    {
        json.WriteString("case", id);
        json.WriteString("agent", agent.Key);
        json.WriteString("team", agent.Team);
    });

    private void WriteSurvey(double mood, DateTime after, string about, string id, string customer)
    {
        if (!random.Chance(0.35))
        {
            return;
        }

        var kind = random.Next() switch { < 0.6 => "csat", < 0.85 => "nps", _ => "ces" };
        var survey = Key("survey");
        AddNamed("care.survey.sent", survey + "/sent", after.AddMinutes(2), json => WriteHead(json));
        if (!random.Chance(0.55))
        {
            return;
        }

        var noisy = Math.Clamp(mood + ((random.Next() - 0.5) * 0.5), 0, 0.999);
        var score = kind switch { "csat" => 1 + (int)(noisy * 5), "nps" => (int)(noisy * 11), _ => 1 + (int)(noisy * 7) };
        AddNamed("care.survey.answered", survey, after.AddMinutes(random.Between(5, 600)), json =>
        {
            WriteHead(json);
            json.WriteNumber("score", score);
        });

        void WriteHead(Utf8JsonWriter json)
        {
            json.WriteString("survey", survey);
            json.WriteString("kind", kind);
            json.WriteString(about, id);
            json.WriteString("customer", customer);
        }
    }

    private void WriteComplaint(string contact, DemoCustomer customer, DateTime time)
    {
        var complaint = Key("complaint");
        AddNamed("care.complaint.raised", complaint, time, json =>
        {
            json.WriteString("complaint", complaint);
            json.WriteString("customer", customer.Key);
            json.WriteString("contact", contact);
        });
        AddNamed("care.complaint.resolved", complaint + "/resolved", time.AddHours(random.Between(4, 70)), json =>
        {
            json.WriteString("complaint", complaint);
            json.WriteBoolean("accepted", true);
        });
    }

    private void WriteEvaluations()
    {
        foreach (var agent in company.Agents.Where(_ => random.Chance(0.25)))
        {
            var score = Math.Clamp(random.Between(68, 92) + (int)((agent.Skill - 1) * 40), 0, 100);
            var evaluation = Key("evaluation");
            AddNamed("care.quality.evaluated", evaluation, midnight.AddHours(16), json =>
            {
                json.WriteString("evaluation", evaluation);
                json.WriteString("agent", agent.Key);
                json.WriteNumber("score", score);
                json.WriteNumber("errors", random.Chance(0.15) ? 1 : 0);
            });
        }
    }

    private void WriteIncident()
    {
        (int From, int To, bool Up)[] spans = day == story.Incident ? [(0, 10, true), (10, 14, false), (14, 24, true)] : [(0, 24, true)];
        foreach (var span in spans)
        {
            var observation = Key("observation");
            AddNamed("care.availability.observed", observation, midnight.AddHours(span.To), json =>
            {
                json.WriteString("observation", observation);
                json.WriteString("service", "network");
                json.WriteString("from", midnight.AddHours(span.From).ToString("s", CultureInfo.InvariantCulture) + "Z");
                json.WriteString("to", midnight.AddHours(span.To).ToString("s", CultureInfo.InvariantCulture) + "Z");
                json.WriteBoolean("up", span.Up);
            });
        }
    }

    private (DateTime Time, int Hour) Moment()
    {
        var all = Enumerable.Range(0, 24).Sum(hour => story.HourWeight(day, hour));
        var point = random.Next() * all;
        var chosen = 0;
        while (chosen < 23 && (point -= story.HourWeight(day, chosen)) >= 0)
        {
            chosen++;
        }

        return (midnight.AddHours(chosen).AddSeconds(random.Next(3600)), chosen);
    }

    private (DemoAgent Agent, string Topic) Assign(int hour)
    {
        var topic = story.IsOutage(day, hour) && random.Chance(0.8) ? "outage" : random.Pick(Topics);
        var team = story.IsBadWeek(day) && random.Chance(0.4) ? story.BillingTeam : random.Pick(company.Teams).Key;
        return (random.Pick([.. company.ByTeam[team]]), topic);
    }

    private string Key(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{size.Seed}-{day:yyyyMMdd}-{next++}");

    private void Add(string type, string kind, DateTime time, Action<Utf8JsonWriter> data) => AddNamed(type, Key(kind), time, data);

    private void AddNamed(string type, string id, DateTime time, Action<Utf8JsonWriter> data) => lines.Add(DemoLine.Of(type, id, time, data));
}
