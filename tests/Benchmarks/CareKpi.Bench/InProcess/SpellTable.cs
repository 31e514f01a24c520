using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Bench.Data;
using CareKpi.Bench.Output;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Bench.InProcess;

/// <summary>The spell table of many customers: what a period costs the first time and the second, and what a customer with many subscription events costs the writer.</summary>
internal static class SpellTable
{
    public const string Tenant = "spells";
    private const int LongLife = 10_000;
    private const int LongBatch = 100;

    private static readonly DateTime First = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Kpis = ["customers_active", "retention_rate", "churn_rate", "net_revenue_retention", "gross_revenue_retention", "churn_reasons"];
    private static readonly string[] Values = ["customer_lifetime_value", "customer_lifetime_value_per_year", "customer_lifetime_value_expected", "feedback_value_lift"];
    private static readonly Period Month = new(new DateOnly(2025, 6, 1), new DateOnly(2025, 6, 30));

    public static async Task MeasureAsync(Report report, int customers)
    {
        using var directory = new Scratch("spells");
        await OnHostAsync(directory.Path, async host =>
        {
            await host.Intake(Tenant).CreateAsync(new TenantSpec(Tenant, "UTC", "EUR", null, "en", null));
            var begun = Stopwatch.GetTimestamp();
            var events = await Sending.SendAsync(host, Tenant, Book(customers), Sizes.BatchSize);
            report.Add("spells.ingest", $"subscriptions and revenue of {customers} customers, {events} events: until applied", events / Stopwatch.GetElapsedTime(begun).TotalSeconds, "events/s");
        });
        await OnHostAsync(directory.Path, host => ReadAsync(report, host, customers));
        await OnHostAsync(directory.Path, host => LongLifeAsync(report, host));
        await OnHostAsync(directory.Path, host => HealthTable.LoadAsync(report, host, customers));
        await OnHostAsync(directory.Path, host => HealthTable.ReadAsync(report, host, customers));
    }

    private static async Task ReadAsync(Report report, EmbeddedHost host, int customers)
    {
        report.Add("spells.wake", $"{customers} customers: the tenant wakes", await TimeAsync(host, new PeriodChoice(Month, null), []), "ms");
        report.Add("spells.cold", "the KPIs of the spell table over a month, first", await TimeAsync(host, new PeriodChoice(Month, null), Kpis), "ms");
        report.Add("spells.again", "the same again, median of 20", await AgainAsync(host, new PeriodChoice(Month, null), Kpis), "ms");
        report.Add("spells.now", "a month that is not over, first", await TimeAsync(host, new PeriodChoice(null, PeriodPreset.MonthToDate), Kpis), "ms");
        report.Add("spells.now.again", "the same again, median of 20", await AgainAsync(host, new PeriodChoice(null, PeriodPreset.MonthToDate), Kpis), "ms");
        report.Add("spells.value", "lifetime values at the end of a month, first", await TimeAsync(host, new PeriodChoice(Month, null), Values), "ms");
        report.Add("spells.value.again", "the same again, median of 20", await AgainAsync(host, new PeriodChoice(Month, null), Values), "ms");
        var year = new PeriodChoice(new Period(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)), null);
        report.Add("spells.series", "twelve months of the KPIs of the spell table, first", await TimeAsync(host, year, Kpis, with => with with { Interval = Interval.Month }), "ms");
        report.Add("spells.cohorts", "cohorts of twelve months, first", await TimeAsync(host, year, [], with => with with { Cohorts = CohortMeasure.Customers }), "ms");
    }

    /// <summary>The cost of an event of one customer, as its life grows.</summary>
    private static async Task LongLifeAsync(Report report, EmbeddedHost host)
    {
        _ = await TimeAsync(host, new PeriodChoice(Month, null), []);
        var life = Enumerable.Range(0, LongLife).Select(static i => Subscription($"long-{i}", "changed", First.AddHours(i), "long", $"s-{i % 7}", 10 + (i % 90)));
        var times = new List<double>();
        foreach (var thousand in life.Chunk(1_000))
        {
            var begun = Stopwatch.GetTimestamp();
            await Sending.SendAsync(host, Tenant, thousand, LongBatch);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMicroseconds / thousand.Length);
        }
        report.Add("spells.life.first", "one customer's first 1,000 subscription events, 100 at a time: until applied", times[0], "us/event");
        report.Add("spells.life.last", $"the last 1,000 of its {LongLife}", times[^1], "us/event");
    }

    /// <summary>Customers come over four years; some change, leave and return; half have revenue.</summary>
    private static IEnumerable<string> Book(int customers)
    {
        var random = new SeededRandom(Sizes.Seed);
        for (var i = 0; i < customers; i++)
        {
            var (customer, plan) = (ContactLoad.Customer(i), string.Create(CultureInfo.InvariantCulture, $"sub-{i}"));
            var at = First.AddSeconds(random.Next() * 4 * 365 * 86_400);
            yield return Subscription($"a{i}", "started", at, customer, plan, 5 + random.Next(100));
            if (random.Next() < 0.3)
            {
                yield return Subscription($"b{i}", "changed", at.AddDays(random.Next(200)), customer, plan, 5 + random.Next(100));
            }
            if (random.Next() < 0.3)
            {
                yield return Subscription($"c{i}", "ended", at.AddDays(200 + random.Next(300)), customer, plan, 5, random.Next() < 0.5 ? "price" : "service");
            }
            if (random.Next() < 0.5)
            {
                yield return Event($"d{i}", "care.revenue.recorded", at.AddDays(random.Next(300)), $$"""{"customer":"{{customer}}","amount":{{random.Next(1_000)}}}""");
            }
        }
    }

    private static string Subscription(string id, string what, DateTime at, string customer, string plan, int mrr, string? reason = null) =>
        Event(id, $"care.subscription.{what}", at, $$"""{"subscription":"{{plan}}","customer":"{{customer}}","mrr":{{mrr}}{{(reason is null ? "" : $",\"reason\":\"{reason}\"")}}}""");

    public static string Event(string id, string type, DateTime at, string data) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{id}}","source":"crm","type":"{{type}}","time":"{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","data":{{data}}}""");

    public static async Task<double> AgainAsync(EmbeddedHost host, PeriodChoice period, string[] kpis, ScopeRef? of = null)
    {
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            times.Add(await TimeAsync(host, period, kpis, null, of));
        }
        return Quantiles.At(times, 0.5);
    }

    public static async Task<double> TimeAsync(EmbeddedHost host, PeriodChoice period, string[] kpis, Func<ReadRequest, ReadRequest>? with = null, ScopeRef? of = null)
    {
        var scope = of ?? new ScopeRef(Level.Tenant, "");
        var request = new ReadRequest(scope, period) { Kpis = kpis };
        var begun = Stopwatch.GetTimestamp();
        _ = await host.Scope(Tenant, scope).ReadAsync(with is null ? request : with(request)) ?? throw new InvalidOperationException("there is no tenant");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task OnHostAsync(string directory, Func<EmbeddedHost, Task> work)
    {
        await using var data = DataDirectory.Open(directory);
        var committer = new GroupCommitter(data.Log, TimeProvider.System, scheduler: TaskScheduler.Default);
        await using (var host = new EmbeddedHost(new EngineServices(data.Log, committer, data.State, TimeProvider.System)))
        {
            await work(host);
        }
        await committer.DisposeAsync();
    }
}
