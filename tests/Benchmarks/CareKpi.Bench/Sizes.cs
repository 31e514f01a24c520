using System.Globalization;

namespace CareKpi.Bench;

/// <summary>How much is measured. By default the run ends within 20 minutes on two cores; FULL=1 takes the sizes of the design; SIZE=n sets the large number of events by hand, and the others by it.</summary>
/// <param name="Large">Events of scorecards, GraphQL and growth; <paramref name="Small"/> is a tenth.</param>
/// <param name="Ingest">Events of each run of ingest.</param>
internal sealed record Sizes(int Large, int Ingest, int ManyCustomers, int FewCustomers, int Tenants, int Singles, int DemoDays, int DemoContacts, int Contacts, TimeSpan OneCustomerTime, int WarmReads, int SpellCustomers)
{
    public const int BatchSize = 1_000;
    public const int Seed = 7;

    public int Small => Large / 10;

    /// <summary>Of <see cref="Contacts"/>.</summary>
    public int Customers => Math.Max(1, Contacts / 10);

    public static Sizes Read()
    {
        var sizes = Environment.GetEnvironmentVariable("FULL") == "1"
            ? new Sizes(10_000_000, 1_000_000, 100_000, 1_000, 10_000, 20_000, 365, 600, 1_000_000, TimeSpan.FromMinutes(5), 1_000, 1_000_000)
            : new Sizes(1_000_000, 100_000, 100_000, 1_000, 1_000, 10_000, 45, 220, 60_000, TimeSpan.FromSeconds(10), 300, 50_000);
        return int.TryParse(Environment.GetEnvironmentVariable("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 10 * BatchSize
            ? sizes with { Large = size, Ingest = size / 10, ManyCustomers = size / 10, FewCustomers = Math.Max(1, size / 1_000), Tenants = Math.Max(1, size / 1_000), Contacts = size, SpellCustomers = size }
            : sizes;
    }
}
