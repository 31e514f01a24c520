using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>Builds a dossier event by event and asks what it says. Where nothing else is given: case "c", contact "k", survey "s", customer "cora", channel voice.</summary>
internal sealed class DossierBuilder
{
    private readonly Story story = new();
    private readonly List<DossierEvent> events = [];
    private SettingsTimeline settings = SettingsTimeline.Empty;

    private delegate void Change(ref DossierEvent added);

    public Dossier Dossier { get; } = new();

    public DossierBuilder Under(string given)
    {
        settings = new SettingsTimeline([new SettingsPatch(long.MinValue, JsonElement.Parse(given))]);
        return this;
    }

    public DossierBuilder Opened(
        string at, Party by = Party.Customer, string? agent = null, string? team = null, string? customer = "cora", string? topic = null, string ofCase = "c", Priority priority = Priority.None, Channel channel = Channel.Voice) =>
        OfCase(EventType.CaseOpened, at, ofCase, agent, team).With((ref added) =>
        {
            (added.Party, added.Priority, added.Channel) = (by, priority, channel);
            (added.Customer, added.Topic) = (story.Name(customer), story.Name(topic));
        });

    public DossierBuilder Received(string at, string ofCase = "c") => OfCase(EventType.MessageReceived, at, ofCase);

    public DossierBuilder Sent(string at, string? agent = null, string? team = null, bool isPublic = true, bool bot = false, string ofCase = "c") =>
        OfCase(EventType.MessageSent, at, ofCase, agent, team).With((ref added) => added.Flags = (isPublic ? DossierFlags.Public : 0) | (bot ? DossierFlags.Bot : 0));

    public DossierBuilder BotEnded(string at, bool contained = false, string session = "b", string ofCase = "c") =>
        Add(EventType.BotEnded, at, EntityKind.Session, session).With((ref added) =>
        {
            added.Case = Dossier.Place(EntityKind.Case, Story.Bytes(ofCase));
            added.Flags = contained ? DossierFlags.Contained : 0;
        });

    public DossierBuilder Assigned(string at, string? agent = null, string? team = null, string ofCase = "c") => OfCase(EventType.CaseAssigned, at, ofCase, agent, team);

    public DossierBuilder Escalated(string at, string? agent = null, string? team = null, string ofCase = "c") => OfCase(EventType.CaseEscalated, at, ofCase, agent, team);

    public DossierBuilder Transferred(string at, string? agent = null, string? team = null, string ofCase = "c") => OfCase(EventType.CaseTransferred, at, ofCase, agent, team);

    public DossierBuilder Reopened(string at, string? agent = null, string? team = null, string ofCase = "c") => OfCase(EventType.CaseReopened, at, ofCase, agent, team);

    public DossierBuilder Resolved(string at, string? agent = null, string? team = null, string ofCase = "c") => OfCase(EventType.CaseResolved, at, ofCase, agent, team);

    public DossierBuilder Closed(string at, string? agent = null, string? team = null, string ofCase = "c") => OfCase(EventType.CaseClosed, at, ofCase, agent, team);

    public DossierBuilder Merged(string at, string from, string into) =>
        OfCase(EventType.CaseMerged, at, from).With((ref added) => added.Into = Dossier.Place(EntityKind.Case, Story.Bytes(into)));

    /// <summary>A contact that ends. Durations in seconds.</summary>
    public DossierBuilder Contact(
        string at, string contact = "k", string? ofCase = null, ContactOutcome outcome = ContactOutcome.Answered, ContactDirection direction = ContactDirection.Inbound, string? agent = null, string? team = null,
        string? customer = null, string? topic = null, double wait = 0, double talk = 0, double hold = 0, double wrap = 0, Answer resolved = Answer.Unknown, bool escalated = false, bool transferred = false,
        Channel channel = Channel.Voice) =>
        Add(EventType.ContactEnded, at, EntityKind.Contact, contact, agent, team).With((ref added) =>
        {
            added.Contact = added.Main;
            added.Case = ofCase is null ? -1 : Dossier.Place(EntityKind.Case, Story.Bytes(ofCase));
            (added.Outcome, added.Direction, added.Channel, added.Resolved) = (outcome, direction, channel, resolved);
            (added.Customer, added.Topic) = (story.Name(customer), story.Name(topic));
            (added.Number0, added.Number1, added.Number2, added.Number3) = (Micros(wait), Micros(talk), Micros(hold), Micros(wrap));
            added.Flags = (escalated ? DossierFlags.Escalated : 0) | (transferred ? DossierFlags.Transferred : 0);
        });

    public DossierBuilder SurveySent(string at, string? agent = null, string? team = null, string? customer = null, string? ofCase = null, string? contact = null, string survey = "s") =>
        Add(EventType.SurveySent, at, EntityKind.Survey, survey, agent, team).With((ref added) => Name(ref added, customer, ofCase, contact));

    /// <summary>An answer; without a score a text only.</summary>
    public DossierBuilder Answered(
        string at, SurveyKind kind, double? score = null, int min = 1, int max = 5, double? positiveFrom = null, (double From, double To)? lowEffort = null, string? agent = null, string? team = null,
        string? customer = null, string? ofCase = null, string? contact = null, string survey = "s") =>
        Add(EventType.SurveyAnswered, at, EntityKind.Survey, survey, agent, team).With((ref added) =>
        {
            Name(ref added, customer, ofCase, contact);
            added.Survey = kind;
            (added.Number0, added.Number1, added.Number2) = (Micros(score ?? 0), Micros(min), Micros(max));
            (added.Number3, added.Number4, added.Number5) = (Micros(positiveFrom ?? 0), Micros(lowEffort?.From ?? 0), Micros(lowEffort?.To ?? 0));
            added.Flags = (score is null ? 0 : DossierFlags.HasScore) | (positiveFrom is null ? 0 : DossierFlags.HasPositiveFrom) | (lowEffort is null ? 0 : DossierFlags.HasLowEffort);
        });

    public DossierBuilder Raised(string at, string? agent = null, string? customer = null, string? ofCase = null, string? contact = null, string complaint = "p") =>
        Add(EventType.ComplaintRaised, at, EntityKind.Complaint, complaint, agent).With((ref added) => Name(ref added, customer, ofCase, contact));

    public DossierBuilder ComplaintResolved(string at, bool refused = false, string complaint = "p") =>
        Add(EventType.ComplaintResolved, at, EntityKind.Complaint, complaint).With((ref added) => added.Flags = refused ? DossierFlags.Refused : 0);

    public DossierBuilder Evaluated(string at, double score, long errors = 0, double? emotional = null, string agent = "ann", string? ofCase = null, string? contact = null, string evaluation = "e") =>
        Add(EventType.QualityEvaluated, at, EntityKind.Evaluation, evaluation, agent).With((ref added) =>
        {
            Name(ref added, null, ofCase, contact);
            (added.Number0, added.Number1, added.Number2) = (Micros(score), Micros(emotional ?? 0), errors);
            added.Flags = DossierFlags.HasScore | (emotional is null ? 0 : DossierFlags.HasEmotionalConnection);
        });

    public DossierBuilder Excluded(string at, string survey = "s") => Add(EventType.SurveyExcluded, at, EntityKind.Survey, survey);

    public DossierBuilder Included(string at, string survey = "s") => Add(EventType.SurveyIncluded, at, EntityKind.Survey, survey);

    public DossierBuilder Withdrawn(string at, EntityKind kind, string key, string id, string? day = null) =>
        Add(EventType.EventWithdrawn, at, kind, key).Superseding(id, day);

    /// <summary>Gives the last event an id; else it is the event's place.</summary>
    public DossierBuilder As(string id) => With((ref added) => added.Id = Story.Bytes(id));

    /// <summary>Gives the last event an article.</summary>
    public DossierBuilder WithArticle() => With((ref added) => added.Flags |= DossierFlags.Knowledge);

    /// <summary>Gives the last event tags: pairs of a tag and its value.</summary>
    public DossierBuilder Tagged(params string[] pairs) => With((ref added) => added.Tags = [.. pairs.Select(story.Name)]);

    /// <summary>Of the last event.</summary>
    public DossierBuilder From(string source) => With((ref added) => added.Source = story.Name(source));

    public DossierBuilder Superseding(string id, string? day = null) => With((ref added) =>
    {
        added.Supersedes = Story.Bytes(id);
        added.SupersedesTime = day is null ? CareEvent.None : Story.At(day);
    });

    /// <summary>What the dossier says. The events came in any order: here the last first.</summary>
    public Told Tell()
    {
        var order = new EventOrder(story.Names);
        for (var i = events.Count - 1; i >= 0; i--)
        {
            Dossier.Add(events[i], order);
        }
        var told = new Told(story);
        new DossierFacts(settings, new ZoneCalendar("UTC"), new EntityHash(1, 2)).Tell(Dossier, told);
        return told;
    }

    private static long Micros(double seconds) => (long)Math.Round(seconds * Story.Second);

    private void Name(ref DossierEvent added, string? customer, string? ofCase, string? contact)
    {
        added.Customer = story.Name(customer);
        added.Case = ofCase is null ? -1 : Dossier.Place(EntityKind.Case, Story.Bytes(ofCase));
        added.Contact = contact is null ? -1 : Dossier.Place(EntityKind.Contact, Story.Bytes(contact));
    }

    private DossierBuilder OfCase(EventType type, string at, string ofCase, string? agent = null, string? team = null) =>
        Add(type, at, EntityKind.Case, ofCase, agent, team).With((ref added) => added.Case = added.Main);

    private DossierBuilder Add(EventType type, string at, EntityKind kind, string key, string? agent = null, string? team = null)
    {
        events.Add(new DossierEvent
        {
            Type = type,
            Time = Story.At(at),
            Source = story.Name("crm"),
            Id = Story.Bytes(events.Count.ToString("d4", CultureInfo.InvariantCulture)),
            Supersedes = [],
            SupersedesTime = CareEvent.None,
            Main = Dossier.Place(kind, Story.Bytes(key)),
            Case = -1,
            Contact = -1,
            Into = -1,
            Agent = story.Name(agent),
            Team = story.Name(team),
            Channel = Channel.Voice,
        });
        return this;
    }

    private DossierBuilder With(Change change)
    {
        var last = events[^1];
        change(ref last);
        events[^1] = last;
        return this;
    }
}
