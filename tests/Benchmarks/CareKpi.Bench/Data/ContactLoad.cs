using System.Globalization;
using System.Text;

namespace CareKpi.Bench.Data;

/// <summary>Contacts of a care organisation over 90 days, in the order of time: 100 agents in 10 teams, 8 queues, 20 topics, few customers that call often and many that rarely do. The same seed gives
/// the same bytes.</summary>
internal sealed class ContactLoad(string name, int events, int customers)
{
    public const int Days = 90;
    public const int Agents = 100;
    public const int Teams = 10;

    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Channels = ["voice", "voice", "voice", "voice", "voice", "voice", "chat", "chat", "email", "messaging"];
    private static readonly string[] Topics =
    [
        "billing", "refund", "delivery", "outage", "contract", "login", "upgrade", "cancellation", "roaming", "router",
        "invoice", "payment", "activation", "number-porting", "speed", "hardware", "complaint", "discount", "address", "other",
    ];

    public int Events => events;

    public static DateOnly From => DateOnly.FromDateTime(First);

    public static DateOnly To => From.AddDays(Days - 1);

    public static string Agent(int number) => string.Create(CultureInfo.InvariantCulture, $"agent-{number:000}");

    public static string Team(int number) => string.Create(CultureInfo.InvariantCulture, $"team-{number:00}");

    public static string Customer(int number) => string.Create(CultureInfo.InvariantCulture, $"cust-{number:0000000}");

    /// <summary>Each as a CloudEvent.</summary>
    public IEnumerable<string> Write()
    {
        var random = new SeededRandom(Sizes.Seed);
        var step = TimeSpan.FromDays(Days) / events;
        for (var i = 0; i < events; i++)
        {
            yield return Contact(i, First + (step * i), random);
        }
    }

    /// <summary>Bodies of a number of events each, as lines.</summary>
    public List<byte[]> Batches(int size) => [.. Write().Chunk(size).Select(static lines => Encoding.UTF8.GetBytes(string.Join('\n', lines)))];

    private string Contact(int number, DateTime at, SeededRandom random)
    {
        var fate = random.Next();
        var outcome = fate < 0.88 ? "answered" : fate < 0.97 ? "abandoned" : "callback";
        var customer = (int)(customers * Math.Pow(random.Next(), 2));
        var text = new StringBuilder(512);
        text.Append(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{random.NextBits():x16}}","source":"pbx/eu-1","type":"care.contact.ended","time":"{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}",""")
            .Append(CultureInfo.InvariantCulture, $$""" "data":{"contact":"{{name}}-{{number}}","customer":"{{Customer(customer)}}","channel":"{{Channels[random.Next(Channels.Length)]}}",""")
            .Append(CultureInfo.InvariantCulture, $$""" "direction":"{{(random.Next() < 0.9 ? "inbound" : "outbound")}}","outcome":"{{outcome}}","wait":{{random.Around(40):0.0}},""")
            .Append(CultureInfo.InvariantCulture, $$""" "queue":"queue-{{random.Next(8)}}","topic":"{{Topics[random.Next(Topics.Length)]}}" """);
        if (outcome == "answered")
        {
            var agent = random.Next(Agents);
            text.Append(CultureInfo.InvariantCulture, $$""","agent":"{{Agent(agent)}}","team":"{{Team(agent % Teams)}}","talk":{{random.Around(240):0}},"hold":{{random.Around(15):0}},"wrap":{{random.Around(40):0}}""");
            var told = random.Next();
            text.Append(told < 0.55 ? ",\"resolved\":true" : told < 0.75 ? ",\"resolved\":false" : "");
        }
        return text.Append("}}").ToString();
    }
}
