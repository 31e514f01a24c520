namespace Oracle.Model;

/// <summary>What the events that count say, before any KPI.</summary>
internal sealed class TenantModel
{
    private readonly Dictionary<string, object> _kept = new(StringComparer.Ordinal);
    private readonly ILookup<string, Event> _byType;

    public TenantModel(IReadOnlyCollection<Event> accepted, Calendar calendar, SettingsHistory settings)
    {
        Calendar = calendar;
        Settings = settings;
        Business = new BusinessClock(calendar);
        Events = Superseding.Counting(accepted);
        _byType = Events.ToLookup(e => e.Type, StringComparer.Ordinal);
        var merges = new Merges(Events);
        Sessions = Of("bot.ended").LastOfEach("session").ToList();
        var sessions = Sessions.ToHashSet<Event>(ReferenceEqualityComparer.Instance);
        var cases = Events
            .Where(e => e.Case is not null && (MainKey.Of(e).Field is "case" || sessions.Contains(e)))
            .GroupBy(e => e.Case!, StringComparer.Ordinal)
            .Where(g => !merges.IsGone(g.Key) && g.Any(e => e.Type is "case.opened"))
            .ToDictionary(g => g.Key, g => new Case(g.Key, g), StringComparer.Ordinal);
        Cases = [.. cases.Values];

        foreach (var ended in Of("contact.ended").LastOfEach("contact").Order(Comparer<Event>.Create(Order.Last)))
        {
            var contact = new Contact(ended, ended.Case is { } named ? cases.GetValueOrDefault(merges.Staying(named)) : null);
            Contacts.Add(contact);
            contact.Case?.Contacts.Add(contact);
        }

        Issues = [.. Cases.Select(Issue.Of), .. Contacts.Where(c => c.Inbound && c.Answered && c.Case is null).Select(Issue.Of)];
        Further = new FurtherContacts(Contacts, Cases);
        Attribution = new Attribution(Contacts.ToDictionary(c => c.Key, StringComparer.Ordinal), cases, merges);
        Surveys = new Surveys(Events, Attribution);
        Work = new WorkTime(Events, Contacts, calendar);
        Complaints = Model.Complaints.Of(Events, Attribution).ToList();
        Evaluations = Of("quality.evaluated").LastOfEach("evaluation").Select(e => (e, Attribution.Of(e, null))).ToList();
        Mentions = Of("mention.observed").LastOfEach("mention").Select(e => new Mention(e)).ToList();
        Lives = Events.Where(e => e.Type.StartsWith("subscription.", StringComparison.Ordinal)).GroupBy(e => e.Customer!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new CustomerLife(g.Key, g), StringComparer.Ordinal);
        AgentTeams = new Described(Events, "agent.described", "agent", "team", orNone: true);
        TeamParents = new Described(Events, "team.described", "team", "parent", orNone: true);
        Segments = new Described(Events, "customer.described", "customer", "segment", orNone: false);
        StartedAt = new Described(Events, "customer.described", "customer", "startedAt", orNone: false);
        Regions = new Described(Events, "customer.described", "customer", "region", orNone: false);
    }

    public Calendar Calendar { get; }

    public SettingsHistory Settings { get; }

    public BusinessClock Business { get; }

    /// <summary>Those that count, in the total order.</summary>
    public IReadOnlyList<Event> Events { get; }

    /// <summary>Bot sessions that ended.</summary>
    public IReadOnlyList<Event> Sessions { get; }

    public IReadOnlyList<Case> Cases { get; }

    public List<Contact> Contacts { get; } = [];

    public IReadOnlyList<Issue> Issues { get; }

    public FurtherContacts Further { get; }

    public Attribution Attribution { get; }

    public Surveys Surveys { get; }

    public WorkTime Work { get; }

    public IReadOnlyList<Complaint> Complaints { get; }

    public IReadOnlyList<(Event Event, Place Place)> Evaluations { get; }

    public IReadOnlyList<Mention> Mentions { get; }

    /// <summary>By customer; of those that ever had a subscription.</summary>
    public IReadOnlyDictionary<string, CustomerLife> Lives { get; }

    public Described AgentTeams { get; }

    public Described TeamParents { get; }

    public Described Segments { get; }

    public Described Regions { get; }

    public Described StartedAt { get; }

    public IEnumerable<Event> Of(string type) => _byType[type];

    /// <summary>The team that something counts for: its own, else that whose member the agent was at the end of the day.</summary>
    public string? TeamOf(Pair credit, DateOnly day) => credit.Team ?? AgentTeams.Before(credit.Agent, Calendar.End(day));

    /// <summary>Calculated once: all that there is to know stands in the events.</summary>
    public T Kept<T>(string name, Func<T> calculate)
        where T : class
    {
        if (!_kept.TryGetValue(name, out var known))
        {
            _kept.Add(name, known = calculate());
        }

        return (T)known;
    }
}
