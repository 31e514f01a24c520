using System.Globalization;

namespace CareKpi.Bench;

/// <summary>How much is measured. By default the whole run takes a few minutes; FULL=1 takes the sizes of the design; SIZE=n sets the number of contacts by hand.</summary>
internal sealed record Sizes(int Contacts, int Customers, int Singles, int DemoDays, int DemoContacts, int OneCustomer, TimeSpan OneCustomerTime, int WarmReads, int SpellCustomers)
{
    public const int BatchSize = 1_000;
    public const int Seed = 7;

    public static Sizes Read()
    {
        var sizes = Environment.GetEnvironmentVariable("FULL") == "1"
            ? new Sizes(1_000_000, 100_000, 10_000, 365, 600, 1_000_000, TimeSpan.FromMinutes(5), 1_000, 1_000_000)
            : new Sizes(60_000, 20_000, 10_000, 45, 220, 20_000, TimeSpan.FromSeconds(10), 300, 50_000);
        return int.TryParse(Environment.GetEnvironmentVariable("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= BatchSize
            ? sizes with { Contacts = size, Customers = Math.Max(1, size / 10), OneCustomer = size, SpellCustomers = size }
            : sizes;
    }
}
