using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>The story of a company as events: who is there, what is paid, and day after day what happens. The same sizes give the same bytes.</summary>
internal static class DemoGenerator
{
    public static IEnumerable<DemoLine> Write(DemoSize size)
    {
        var company = new DemoCompany(size);
        var story = new DemoStory(size, company);
        var begin = size.First.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        foreach (var line in Describe(company, size, begin).Concat(Subscriptions(company, size, begin)))
        {
            yield return line;
        }

        // Nothing after the last day's end: what of the story would come later has not happened yet.
        var end = begin.AddDays(size.Days);
        for (var day = size.First; day <= size.Until; day = day.AddDays(1))
        {
            foreach (var line in new DemoDay(size, company, story, day).Write().Where(line => line.Time <= end))
            {
                yield return line;
            }

            if (day.Day == 1 || day == size.First)
            {
                yield return Cost(size, company, day);
            }
        }
    }

    private static IEnumerable<DemoLine> Describe(DemoCompany company, DemoSize size, DateTime begin)
    {
        foreach (var (key, name) in company.Teams)
        {
            yield return DemoLine.Of("care.team.described", Id(size, "team", key), begin, json =>
            {
                json.WriteString("team", key);
                json.WriteString("name", name);
            });
        }

        foreach (var agent in company.Agents)
        {
            yield return DemoLine.Of("care.agent.described", Id(size, "agent", agent.Key), begin, json =>
            {
                json.WriteString("agent", agent.Key);
                json.WriteString("name", agent.Name);
                json.WriteString("team", agent.Team);
            });
        }

        foreach (var customer in company.Customers)
        {
            yield return DemoLine.Of("care.customer.described", Id(size, "customer", customer.Key), begin, json =>
            {
                json.WriteString("customer", customer.Key);
                json.WriteString("name", customer.Name);
                json.WriteString("segment", customer.Segment);
                json.WriteString("region", customer.Region);
            });
        }
    }

    /// <summary>Most customers are there from the beginning; one in twelve leaves some day, one in ten pays more some day.</summary>
    private static IEnumerable<DemoLine> Subscriptions(DemoCompany company, DemoSize size, DateTime begin)
    {
        var random = SeededRandom.For(size.Seed, 4, 0);
        foreach (var customer in company.Customers)
        {
            var subscription = "s-" + customer.Key;
            var first = random.Chance(0.85) ? 0 : random.Next(size.Days);
            yield return Subscription("started", first, customer.Mrr, null);
            var later = first + 1 + random.Next(Math.Max(1, size.Days));
            var fate = random.Next();
            if (later < size.Days && fate < 0.18)
            {
                yield return fate < 0.08 ? Subscription("ended", later, 0, random.Pick(["price", "moved away", "service", "competitor"])) : Subscription("changed", later, customer.Mrr * 5 / 4, null);
            }

            for (var month = first; month < size.Days && !(fate < 0.08 && month > later); month += 30)
            {
                var paid = month;
                yield return DemoLine.Of("care.revenue.recorded", string.Create(CultureInfo.InvariantCulture, $"{Id(size, "revenue", customer.Key)}-{paid}"), begin.AddDays(paid).AddHours(3), json =>
                {
                    json.WriteString("customer", customer.Key);
                    json.WriteNumber("amount", customer.Mrr);
                    json.WriteNumber("margin", customer.Mrr * 3 / 10);
                });
            }

            DemoLine Subscription(string what, int day, int mrr, string? reason) => DemoLine.Of("care.subscription." + what, Id(size, what, subscription), begin.AddDays(day).AddHours(2), json =>
            {
                json.WriteString("subscription", subscription);
                json.WriteString("customer", customer.Key);
                json.WriteNumber("mrr", mrr);
                if (reason is not null)
                {
                    json.WriteString("reason", reason);
                }
            });
        }
    }

    private static DemoLine Cost(DemoSize size, DemoCompany company, DateOnly day)
    {
        var end = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
        return DemoLine.Of("care.cost.recorded", Id(size, "cost", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)), day.ToDateTime(new(1, 0), DateTimeKind.Utc), json =>
        {
            json.WriteString("category", "labour");
            json.WriteNumber("amount", company.Agents.Count * 110 * (end.DayNumber - day.DayNumber + 1));
            json.WriteString("from", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("to", end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        });
    }

    private static string Id(DemoSize size, string kind, string key) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{size.Seed}-{key}");
}
