using System.Diagnostics;
using System.Globalization;
using CareKpi.Bench.Data;
using CareKpi.Bench.Output;
using CareKpi.Engine.Hosting;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.InProcess;

/// <summary>Health of many customers: what its mean costs first, again, and while events come in.</summary>
internal static class HealthTable
{
    private const int Days = 365;

    private static readonly DateTime First = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Kpi = ["customer_health"];
    private static readonly Period Month = new(new DateOnly(2025, 12, 1), new DateOnly(2025, 12, 31));
    private static readonly Period Quarter = new(new DateOnly(2025, 10, 1), new DateOnly(2025, 12, 31));

    public static async Task LoadAsync(Report report, EmbeddedHost host, int customers)
    {
        var begun = Stopwatch.GetTimestamp();
        var events = await Sending.SendAsync(host, SpellTable.Tenant, Book(customers), Sizes.BatchSize);
        report.Add("health.ingest", $"contacts, cases and answers of {customers} customers over a year, {events} events: until applied", events / Stopwatch.GetElapsedTime(begun).TotalSeconds, "events/s");
    }

    public static async Task ReadAsync(Report report, EmbeddedHost host, int customers)
    {
        var month = new PeriodChoice(Month, null);
        _ = await SpellTable.TimeAsync(host, month, []);
        report.Add("health.cold", $"mean health of {customers} customers at the end of a month, first", await SpellTable.TimeAsync(host, month, Kpi), "ms");
        report.Add("health.again", "the same again, median of 20", await SpellTable.AgainAsync(host, month, Kpi), "ms");
        report.Add("health.series", "92 days of it, first", await SpellTable.TimeAsync(host, new PeriodChoice(Quarter, null), Kpi, static with => with with { Interval = Interval.Day }), "ms");
        report.Add("health.segment", "by segment, first", await SpellTable.TimeAsync(host, month, Kpi, static with => with with { By = new BreakdownBy(Dimensions.Segment, null) }), "ms");
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            await Sending.SendAsync(host, SpellTable.Tenant, [Contact($"late-{i}", First.AddDays(Days - 1).AddSeconds(i), i)], 1);
            times.Add(await SpellTable.TimeAsync(host, month, Kpi));
        }
        report.Add("health.changed", "each time after a contact, median of 20", Quantiles.At(times, 0.5), "ms");
        var one = new ScopeRef(Level.Customer, ContactLoad.Customer(customers / 2));
        report.Add("health.customer", "of one customer, median of 20", await SpellTable.AgainAsync(host, month, Kpi, one), "ms");
    }

    /// <summary>In the order of time. On average a customer calls three times, has a case that nobody ends, answers a survey and is described.</summary>
    private static IEnumerable<string> Book(int customers)
    {
        var random = new SeededRandom(Sizes.Seed);
        for (var day = 0; day < Days; day++)
        {
            for (var i = 0; i < customers * 6 / Days; i++)
            {
                var at = First.AddDays(day).AddSeconds(random.Next(86_000));
                var (customer, key) = (random.Next(customers), string.Create(CultureInfo.InvariantCulture, $"h{day}-{i}"));
                switch (random.Next(6))
                {
                    case 0:
                        yield return SpellTable.Event(key, "care.case.opened", at, $$"""{"case":"{{key}}","customer":"{{ContactLoad.Customer(customer)}}","channel":"email","openedBy":"customer"}""");
                        break;
                    case 1:
                        yield return SpellTable.Event(key, "care.survey.answered", at, $$"""{"survey":"{{key}}","kind":"csat","score":{{1 + random.Next(5)}},"customer":"{{ContactLoad.Customer(customer)}}"}""");
                        break;
                    case 2:
                        yield return SpellTable.Event(key, "care.customer.described", at, $$"""{"customer":"{{ContactLoad.Customer(customer)}}","segment":"s{{customer % 5}}"}""");
                        break;
                    default:
                        yield return Contact(key, at, customer);
                        break;
                }
            }
        }
    }

    private static string Contact(string key, DateTime at, int customer) =>
        SpellTable.Event(key, "care.contact.ended", at, $$"""{"contact":"{{key}}","customer":"{{ContactLoad.Customer(customer)}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"talk":120}""");
}
