using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>A year of a care organisation from a seed: agents who change teams, customers who come again, corrections, events that arrive late or twice. Larger and likelier than what <see cref="Generator"/> makes.</summary>
/// <param name="agents">A team has about sixteen.</param>
/// <param name="customers">Each has 0 to 6 issues.</param>
public sealed class YearGenerator(int seed, int agents, int customers)
{
    private const string Zone = "America/New_York";

    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DateOnly Last = new(2025, 12, 31);

    private readonly Dice _dice = new(seed);
    private readonly Model.Calendar _calendar = new(Zone);

    /// <summary>Read a week after the year's end.</summary>
    public GeneratedTenant Tenant()
    {
        var keys = new GeneratedKeys(
            Some("u", customers), Some("a", agents), Some("t", Math.Max(3, agents / 16)), [], [], [], ["billing", "login", "delivery", "refund"], ["first", "second"], ["router", "phone"]);
        var book = new YearBook(_dice, _calendar, keys, First, Last);
        var staff = new YearOfStaff(book);
        staff.Describe();
        var trade = new YearOfTrade(book);
        foreach (var customer in keys.Customers)
        {
            trade.Tell(customer);
            for (var issues = _dice.Pick(0, 0, 1, 1, 1, 2, 2, 3, 4, 6); issues > 0; issues--)
            {
                new YearOfIssues(book, customer).Tell();
            }
        }

        trade.Costs();
        staff.Work();
        book.Correct();
        var now = _calendar.Start(Last.AddDays(8)) + (9 * 3600 * Time.Second);
        return new GeneratedTenant(seed, Zone, Settings(), Arriving(book, now), Time.ToInstant(now), First, Last, keys);
    }

    /// <summary>Most come at once, some a day late, a few a month late or twice.</summary>
    private List<string> Arriving(YearBook book, long now)
    {
        var arrivals = new List<(long At, string Sent)>(book.Drafts.Count);
        foreach (var draft in book.Drafts.Where(d => d.At <= now))
        {
            var sent = draft.Json();
            arrivals.Add((draft.At + _dice.Delay(), sent));
            if (_dice.Chance(0.01))
            {
                arrivals.Add((draft.At + _dice.Delay(), sent));
            }
        }

        return [.. arrivals.OrderBy(a => a.At).Select(a => a.Sent)];
    }

    private static string Settings() => new JsonArray(
        Step("beginning", new JsonObject
        {
            ["tagDimensions"] = new JsonArray("product"),
            ["serviceLevel"] = new JsonObject { ["shortAbandon"] = new JsonObject { ["voice"] = 5 } },
            ["businessHours"] = Hours("09:00", "17:30"),
            ["slaPolicies"] = new JsonArray(
                new JsonObject { ["priority"] = new JsonArray("high", "urgent"), ["firstResponse"] = 1800, ["nextResponse"] = 3600, ["resolution"] = 28_800, ["clock"] = "business" },
                new JsonObject { ["channel"] = new JsonArray("email", "web"), ["firstResponse"] = 14_400, ["nextResponse"] = 14_400, ["resolution"] = 172_800, ["pauseOnCustomer"] = true }),
        }),
        Step("2025-05-01T00:00:00-04:00", new JsonObject { ["repeatWindowDays"] = 5, ["serviceLevel"] = new JsonObject { ["thresholds"] = new JsonObject { ["voice"] = 30 } } }),
        Step("2025-09-01T00:00:00-04:00", new JsonObject
        {
            ["businessHours"] = Hours("08:00", "20:00"),
            ["slaPolicies"] = new JsonArray(new JsonObject { ["firstResponse"] = 7200, ["nextResponse"] = 7200, ["resolution"] = 86_400, ["clock"] = "business", ["pauseOnCustomer"] = true }),
        })).ToJsonString();

    private static JsonObject Step(string from, JsonObject settings) => new() { ["validFrom"] = from, ["settings"] = settings };

    private static JsonObject Hours(string from, string to)
    {
        var hours = new JsonObject();
        foreach (var day in (string[])["mon", "tue", "wed", "thu", "fri"])
        {
            hours[day] = new JsonArray(new JsonArray(from, to));
        }

        return new JsonObject { ["hours"] = hours, ["holidays"] = new JsonArray("2025-01-01", "2025-07-04", "2025-12-25") };
    }

    private static List<string> Some(string letter, int count) => [.. Enumerable.Range(1, count).Select(i => letter + i.ToString(CultureInfo.InvariantCulture))];
}
