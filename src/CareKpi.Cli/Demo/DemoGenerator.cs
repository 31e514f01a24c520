using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>The story of a company as events: who is there, what is paid, and day after day what happens.</summary>
internal static class DemoGenerator
{
    /// <summary>Everything until the last day's end; with <paramref name="now"/> (the company's clock) on the day after it also what has happened on that day, so that the company is seen at work.</summary>
    public static IEnumerable<DemoLine> Write(DemoSize size, DateTime? now = null)
    {
        var company = new DemoCompany(size);
        var end = DemoCalendar.Midnight(size.Until.AddDays(1));
        var goesOn = now is { } clock && clock >= end && clock < end.AddDays(1);
        // What of the story would come later has not happened yet.
        var cut = goesOn ? now!.Value : end;
        return All().Where(line => line.Time <= cut);

        IEnumerable<DemoLine> All()
        {
            foreach (var line in Describe(company, size))
            {
                yield return line;
            }

            for (var day = size.First; day <= size.Until || (goesOn && day == size.Until.AddDays(1)); day = day.AddDays(1))
            {
                if (day.Day == 1 || day == size.First)
                {
                    foreach (var line in DemoMoney.Costs(size, company, day))
                    {
                        yield return line;
                    }
                }

                foreach (var line in new DemoDay(size, company, day).Write(live: day > size.Until))
                {
                    yield return line;
                }
            }
        }
    }

    private static IEnumerable<DemoLine> Describe(DemoCompany company, DemoSize size)
    {
        yield return Described("team", DemoDesk.Care, size.First, ("name", "Customer Care"));
        foreach (var desk in company.Desks)
        {
            yield return Described("team", desk.Key, size.First, ("name", desk.Name), ("parent", desk.Parent));
        }

        foreach (var agent in company.Agents)
        {
            var joined = agent.Joined > size.First ? agent.Joined : size.First;
            yield return Described("agent", agent.Key, joined, ("name", agent.Name), ("team", agent.DeskOn(joined).Key));
            if (agent.Moved is { } moved && moved > joined)
            {
                yield return Described("agent", agent.Key, moved, ("name", agent.Name), ("team", agent.Then!.Key));
            }
        }

        foreach (var customer in company.Customers)
        {
            yield return Described("customer", customer.Key, customer.Started > size.First ? customer.Started : size.First, ("name", customer.Name), ("segment", customer.Segment), ("region", customer.Region), ("startedAt", customer.Started));
            foreach (var line in DemoMoney.Of(customer, size))
            {
                yield return line;
            }
        }

        DemoLine Described(string what, string key, DateOnly from, params ReadOnlySpan<(string Name, object? Value)> data) =>
            DemoLine.Of($"care.{what}.described", string.Create(CultureInfo.InvariantCulture, $"{what}-{size.Seed}-{key}-{from:yyyyMMdd}"), DemoCalendar.Midnight(from), [(what, key), .. data]);
    }
}
