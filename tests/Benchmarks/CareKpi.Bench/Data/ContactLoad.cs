using System.Globalization;
using System.Text;

namespace CareKpi.Bench.Data;

/// <summary>Events of a care organisation over 90 days, in the order of time: 100 agents in 10 teams, 8 queues, 20 topics, few customers that call often and many that rarely do. The same seed gives
/// the same bytes.</summary>
/// <param name="name">Begins the keys of contacts.</param>
/// <param name="withSurveys">Some contacts are followed by a survey, and some surveys by an answer; else there are contacts alone.</param>
internal sealed class ContactLoad(string name, int events, int customers, bool withSurveys = false)
{
    public const int Days = 90;
    public const int Agents = 100;
    public const int Teams = 10;
    public const int Queues = 8;

    /// <summary>How many contacts the <see cref="Regular"/> customer has, in loads of every size.</summary>
    private const int RegularContacts = 100;

    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Of ten contacts, six are calls.</summary>
    private static readonly short[] ChannelOf = [0, 0, 0, 0, 0, 0, 1, 1, 2, 3];

    public static IReadOnlyList<string> Channels { get; } = ["voice", "chat", "email", "messaging"];

    public static IReadOnlyList<string> Topics { get; } =
    [
        "billing", "refund", "delivery", "outage", "contract", "login", "upgrade", "cancellation", "roaming", "router",
        "invoice", "payment", "activation", "number-porting", "speed", "hardware", "complaint", "discount", "address", "other",
    ];

    public int Count => events;

    public int Customers => customers;

    /// <summary>A customer with the same number of contacts whatever the load's size; with one customer there is none beside it.</summary>
    public int Regular => customers == 1 ? 0 : customers;

    public static DateOnly From => DateOnly.FromDateTime(First);

    public static DateOnly To => From.AddDays(Days - 1);

    public static string Agent(int number) => string.Create(CultureInfo.InvariantCulture, $"agent-{number:000}");

    public static string Team(int number) => string.Create(CultureInfo.InvariantCulture, $"team-{number:00}");

    public static string Queue(int number) => string.Create(CultureInfo.InvariantCulture, $"queue-{number}");

    public static string Customer(int number) => string.Create(CultureInfo.InvariantCulture, $"cust-{number:0000000}");

    public IEnumerable<CareEvent> Events()
    {
        var random = new SeededRandom(Sizes.Seed);
        var step = TimeSpan.FromDays(Days) / events;
        for (var (i, regular) = (0, 0); i < events; i++)
        {
            var isRegular = i >= (long)regular * events / RegularContacts;
            regular += isRegular ? 1 : 0;
            var contact = Contact(i, First + (step * i), random, isRegular ? Regular : (int)(customers * Math.Pow(random.Next(), 2)));
            yield return contact;
            if (!withSurveys || contact.Agent < 0 || i + 2 >= events || random.Next() >= 0.2)
            {
                continue;
            }
            var isAnswered = random.Next() < 0.6;
            var sent = Survey(EventKind.SurveySent, contact, TimeSpan.FromMinutes(1), random) with { Survey = (short)random.Next(3), IsAnswered = isAnswered };
            i++;
            yield return sent;
            if (isAnswered)
            {
                i++;
                yield return Survey(EventKind.SurveyAnswered, contact, TimeSpan.FromMinutes(90), random) with { Survey = sent.Survey, Score = Score(sent.Survey, random) };
            }
        }
    }

    /// <summary>Each as a CloudEvent.</summary>
    public IEnumerable<string> Write() => Events().Select(static one => one.Json());

    /// <summary>Bodies of a number of events each, as lines.</summary>
    public IEnumerable<byte[]> Bodies(int size) => Write().Chunk(size).Select(static lines => Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private CareEvent Contact(int number, DateTime at, SeededRandom random, int customer)
    {
        var fate = random.Next();
        var outcome = fate < 0.88 ? ContactOutcome.Answered : fate < 0.97 ? ContactOutcome.Abandoned : ContactOutcome.Callback;
        var contact = new CareEvent(EventKind.Contact, Id(random), at, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), customer, ChannelOf[random.Next(ChannelOf.Length)], -1)
        {
            IsInbound = random.Next() < 0.9,
            Outcome = outcome,
            Wait = (int)(random.Around(40) * 10) * 100,
            Queue = (short)random.Next(Queues),
            Topic = (short)random.Next(Topics.Count),
        };
        if (outcome != ContactOutcome.Answered)
        {
            return contact;
        }
        var told = random.Next();
        return contact with
        {
            Agent = (short)random.Next(Agents),
            Talk = (int)random.Around(240),
            Hold = (int)random.Around(15),
            Wrap = (int)random.Around(40),
            Resolved = told < 0.55 ? true : told < 0.75 ? false : null,
            IsEscalated = random.Next() < 0.04,
            IsTransferred = random.Next() < 0.08,
        };
    }

    private static CareEvent Survey(EventKind kind, in CareEvent contact, TimeSpan after, SeededRandom random) =>
        new(kind, Id(random), contact.At + after, "s-" + contact.Key, contact.Customer, contact.Channel, contact.Agent);

    /// <summary>csat 1–5, nps 0–10, ces 1–7.</summary>
    private static short Score(int survey, SeededRandom random) => (short)(survey switch { 0 => 1 + random.Next(5), 1 => random.Next(11), _ => 1 + random.Next(7) });

    private static string Id(SeededRandom random) => random.NextBits().ToString("x16", CultureInfo.InvariantCulture);
}
