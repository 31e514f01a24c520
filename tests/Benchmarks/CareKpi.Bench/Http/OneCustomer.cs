using CareKpi.Bench.Data;
using CareKpi.Bench.Output;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Http;

/// <summary>All events of one customer: what a shared account or an anonymous key does to a tenant.</summary>
internal static class OneCustomer
{
    private const string Tenant = "one-customer";

    public static async Task MeasureAsync(Report report, Sizes sizes)
    {
        using var directory = new Scratch("customer");
        var bodies = new ContactLoad("o", sizes.Contacts, customers: 1).Bodies(Sizes.BatchSize).ToList();
        await using var node = await Node.StartAsync(directory.Path);
        using var client = new TenantClient(node.Url, await node.AddTenantAsync(Tenant), 1);
        var tenth = Math.Max(1, bodies.Count / 10);
        var first = await client.PostAsync(bodies[..tenth], "application/x-ndjson", sizes.OneCustomerTime);
        var rest = await client.PostAsync(bodies[tenth..], "application/x-ndjson", sizes.OneCustomerTime);
        var events = first.Events + rest.Events;
        report.Add("customer.ingest.first", $"one customer, the first {first.Events} events: until read", first.Events / first.Applied.TotalSeconds, "events/s");
        report.Add("customer.ingest.rest", $"one customer, the next {rest.Events} of {sizes.Contacts - first.Events} (those that went in within {sizes.OneCustomerTime.TotalSeconds:0} s): until read", rest.Events / rest.Applied.TotalSeconds, "events/s");
        var body = TenantClient.Scorecard(Level.Customer, ContactLoad.Customer(0), ContactLoad.From, ContactLoad.To);
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            times.Add((await client.ReadAsync(body)).TotalMilliseconds);
        }
        report.Add("customer.read", $"scorecard of the customer with {events} events, median of 5", Quantiles.At(times, 0.5), "ms");
        report.Add("customer.memory", "working set after it", node.WorkingSet / 1e6, "MB");
    }
}
