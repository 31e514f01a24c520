using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>What customers pay and care costs.</summary>
internal static class DemoMoney
{
    public static IEnumerable<DemoLine> Of(DemoCustomer customer, DemoSize size)
    {
        var (random, last) = (SeededRandom.For(size.Seed, 4, customer.Index), size.Until.AddDays(1));
        var until = customer.Ended ?? last;
        yield return Subscription("started", customer.Started, customer.Mrr);
        foreach (var line in Journey(customer, size))
        {
            yield return line;
        }

        if (customer.Changed is { } changed && changed > customer.Started && changed < until)
        {
            yield return Subscription("changed", changed, customer.NewMrr);
        }

        // Contracts are renewed once a year, bills are paid once a month.
        for (var year = customer.Started.AddYears(1); year < until; year = year.AddYears(1))
        {
            if (year >= size.First)
            {
                yield return Subscription("renewed", year, customer.MrrOn(year));
            }
        }

        var pays = new DateOnly(size.First.Year, size.First.Month, 1 + (customer.Index % 28));
        for (; pays < until; pays = pays.AddMonths(1))
        {
            if (pays >= size.First && pays >= customer.Started)
            {
                var amount = customer.MrrOn(pays);
                yield return DemoLine.Of(
                    "care.revenue.recorded", Id(size, "revenue", customer.Key, pays), DemoCalendar.Midnight(pays).AddHours(3), ("customer", customer.Key), ("amount", amount), ("margin", Math.Round(amount * (0.3 + (0.1 * random.Next())), 2)));
            }
        }

        if (customer.Ended is { } ended)
        {
            yield return Subscription("ended", ended, 0, customer.Reason);
            if (random.Chance(0.45))
            {
                var (survey, at) = ("exit-" + customer.Key, DemoCalendar.Midnight(ended).AddHours(20));
                var felt = 0.15 + (0.3 * random.Next());
                yield return DemoLine.Of("care.survey.sent", survey + "/sent", at, ("survey", survey), ("kind", "exit"), ("customer", customer.Key));
                yield return DemoLine.Of(
                    "care.survey.answered", survey, at.AddHours(random.Between(1, 40)),
                    ("survey", survey), ("kind", "exit"), ("customer", customer.Key), ("reason", customer.Reason), ("comment", DemoTexts.Opinion(felt, customer.Reason is "network outage" ? DemoDesk.Outage : "cancel contract", random)));
            }
        }

        DemoLine Subscription(string what, DateOnly day, int mrr, string? reason = null) => DemoLine.Of(
            "care.subscription." + what, Id(size, what, customer.Key, day), DemoCalendar.Midnight(day).AddHours(10 + (customer.Index % 8)), ("subscription", "s-" + customer.Key), ("customer", customer.Key), ("mrr", mrr), ("reason", reason));
    }

    /// <summary>How somebody who comes becomes a customer.</summary>
    private static IEnumerable<DemoLine> Journey(DemoCustomer customer, DemoSize size)
    {
        (string Stage, int After)[] stages = [("order", -4), ("activation", 0), ("first bill", 24), ("settled", 60)];
        for (var i = 0; i < stages.Length - (customer.Index % 7 == 0 ? 2 : 0); i++)
        {
            var day = customer.Started.AddDays(stages[i].After + (customer.Index % 3));
            if (customer.Started >= size.First && !(customer.Ended <= day))
            {
                yield return DemoLine.Of(
                    "care.touchpoint.observed", Id(size, stages[i].Stage.Replace(' ', '-'), customer.Key, day), DemoCalendar.Midnight(day).AddHours(9 + (customer.Index % 9)),
                    ("customer", customer.Key), ("journey", "joining"), ("stage", stages[i].Stage), ("channel", customer.Index % 2 == 0 ? "web" : "in_person"), ("effort", 1 + (customer.Index % 4)));
            }
        }
    }

    /// <summary>Booked on the first of the month for all of it.</summary>
    public static IEnumerable<DemoLine> Costs(DemoSize size, DemoCompany company, DateOnly day)
    {
        var (days, agents) = (DateTime.DaysInMonth(day.Year, day.Month), company.Agents.Count);
        var end = new DateOnly(day.Year, day.Month, days);
        var part = (days - day.Day + 1) / (double)days;
        foreach (var desk in company.Desks)
        {
            yield return Cost("labour", company.Agents.Count(agent => agent.DeskOn(day) == desk && agent.Joined <= day) * 2300, desk.Key);
        }

        yield return Cost("technology", agents * 320);
        yield return Cost("facilities", agents * 180);
        yield return Cost("training", agents * 60);
        yield return Cost("other", agents * 25);
        yield return Cost("retention", company.Customers.Count * 3);

        DemoLine Cost(string category, int amount, string? team = null) => DemoLine.Of(
            "care.cost.recorded", Id(size, "cost-" + category, team ?? "all", day), DemoCalendar.Midnight(day).AddHours(1), ("category", category), ("amount", Math.Round(amount * part, 2)), ("team", team), ("from", day), ("to", end));
    }

    private static string Id(DemoSize size, string kind, string key, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{size.Seed}-{key}-{day:yyyyMMdd}");
}
