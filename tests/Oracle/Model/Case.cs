namespace Oracle.Model;

/// <summary>A case that was opened and not merged away, with what happened to it from its opening on.</summary>
internal sealed class Case
{
    private const int MostMessages = 2000;

    /// <summary>Begins with the first opening among its events.</summary>
    /// <param name="own">All events of types case, message and bot that name it, in the total order.</param>
    public Case(string key, IEnumerable<Event> own)
    {
        Key = key;
        var events = own.SkipWhile(e => e.Type is not "case.opened").ToList();
        Opening = events[0];

        // Of several openings the first is the one fact; the others say nothing.
        events.RemoveAll(e => e.Type is "case.opened" && !ReferenceEquals(e, Opening));
        Events = Limit(events).ToList();
    }

    public string Key { get; }

    public Event Opening { get; }

    /// <summary>Of the case's own types, from the opening on, in the total order.</summary>
    public IReadOnlyList<Event> Events { get; }

    /// <summary>Those that name it, whenever they happened, in the total order.</summary>
    public List<Contact> Contacts { get; } = [];

    public long OpenedAt => Opening.At;

    public bool ByCustomer => Opening.Data.Text("openedBy") is "customer";

    public string? Customer => Opening.Customer;

    public string? Topic => Opening.Data.Text("topic") ?? Contacts.Select(c => c.OwnTopic).FirstOrDefault(t => t is not null);

    public Slice Slice => field ??= new Slice(
        Opening.Data.Text("channel"), Opening.Data.Text("queue"), Topic, Opening.Data.Text("priority") ?? "normal", Opening.Data.Texts("tags"));

    public CaseRun Run => field ??= new CaseRun(Events);

    public Owners Owners => field ??= new Owners(this);

    public IEnumerable<Event> HumanAnswers => Events.Where(IsHumanAnswer);

    public bool Escalated => Events.Any(e => e.Type is "case.escalated") || Contacts.Any(c => c.Escalated);

    public bool Transferred => Events.Any(e => e.Type is "case.transferred") || Contacts.Any(c => c.Transferred);

    public Place PlaceAt(long at, Pair credit) => new(at, credit, Customer, Slice);

    /// <summary>A public message by a human agent.</summary>
    public static bool IsHumanAnswer(Event e) =>
        e.Type is "message.sent" && (e.Data.Flag("public") ?? true) && !(e.Data.Flag("bot") ?? false);

    private static IEnumerable<Event> Limit(IEnumerable<Event> events)
    {
        var messages = 0;
        foreach (var e in events)
        {
            if (!e.Type.StartsWith("message.", StringComparison.Ordinal) || ++messages <= MostMessages)
            {
                yield return e;
            }
        }
    }
}
