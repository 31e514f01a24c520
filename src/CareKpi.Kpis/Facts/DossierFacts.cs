using CareKpi.Kpis.Events;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>facts(dossier, settings): everything that a dossier says, told to a sink. A pure function of the events that it holds. One at a time; its lists are reused.</summary>
public sealed class DossierFacts(SettingsTimeline settings, ZoneCalendar calendar, EntityHash hash)
{
    private readonly DossierReading reading = new();
    private readonly List<CaseHistory> histories = [];
    private readonly Stack<CaseHistory> spare = new();
    private readonly ContactFacts contacts = new(settings);
    private readonly CaseFacts cases = new(settings, calendar);
    private readonly SurveyFacts surveys = new();
    private readonly QualityFacts quality = new();
    private readonly ComplaintFacts complaints = new();
    private readonly SentimentFacts sentiments = new();
    private readonly KeyedFacts keyed = new(calendar);
    private readonly Dictionary<int, SurveyEvents> surveyEvents = [];

    private readonly record struct SurveyEvents(int Sent, int Answered, int Ruling);

    public void Tell(Dossier dossier, FactSink sink)
    {
        reading.Read(dossier);
        foreach (var at in reading.SupersededNotFound)
        {
            sink.Find(Finding.SupersededNotFound, Witness.Of(dossier.Events[at]));
        }
        ReadCases(dossier);
        foreach (var history in histories)
        {
            sink.Subject = new FactSubject(history.Case, history.OpeningPlace);
            cases.Add(history, HashOf(dossier, history), dossier, sink);
        }
        for (var i = 0; i < dossier.Entities.Count; i++)
        {
            TellEntity(dossier, i, sink);
        }
        TellSurveys(dossier, sink);
        keyed.Tell(dossier, reading.Counts, sink);
        PutAway();
    }

    private void PutAway()
    {
        foreach (var history in histories)
        {
            spare.Push(history);
        }
        histories.Clear();
    }

    /// <summary>The answer of a survey that counts, or would if it were not excluded; null: there is none.</summary>
    public AnsweredSurvey? AnswerOf(Dossier dossier, int survey)
    {
        reading.Read(dossier);
        ReadCases(dossier);
        ReadSurveys(dossier);
        AnsweredSurvey? found = null;
        if (surveyEvents.TryGetValue(survey, out var of) && of.Answered >= 0)
        {
            var answer = dossier.Events[of.Answered];
            var credit = AttributionOf(dossier, answer, of.Sent < 0 ? null : dossier.Events[of.Sent]).Credit;
            found = new AnsweredSurvey(answer, credit, of.Ruling < 0 ? null : dossier.Events[of.Ruling]);
        }
        PutAway();
        return found;
    }

    /// <summary>What one event holds for.</summary>
    private void TellEntity(Dossier dossier, int entity, FactSink sink)
    {
        var kind = dossier.Entities[entity].Kind;
        var at = reading.Held(entity);
        if (at < 0)
        {
            if (kind == EntityKind.Contact && reading.Queued(entity) is >= 0 and var queued)
            {
                var waits = dossier.Events[queued];
                sink.Waits(hash.Of((byte)kind, dossier.Entities[entity].Key), new Waiting(waits.Time, waits.Channel, waits.Queue));
            }
            if (kind == EntityKind.Complaint && reading.Accepted(entity) is >= 0 and var resolved)
            {
                sink.Find(Finding.ComplaintNeverRaised, Witness.Of(dossier.Events[resolved]));
            }
            return;
        }
        var holds = dossier.Events[at];
        sink.Subject = new FactSubject(entity, at);
        switch (kind)
        {
            case EntityKind.Contact:
                contacts.Add(holds, ContextOf(dossier, holds), sink);
                break;
            case EntityKind.Session:
                quality.AddSession(holds, sink);
                break;
            case EntityKind.Complaint:
                complaints.Add(holds, AttributionOf(dossier, holds, null), reading.Accepted(entity) is >= 0 and var resolution ? dossier.Events[resolution].Time : null, sink);
                LookAtNamed(holds, sink);
                break;
            case EntityKind.Evaluation:
                quality.AddEvaluation(holds, AttributionOf(dossier, holds, null), sink);
                LookAtNamed(holds, sink);
                break;
        }
    }

    private void LookAtNamed(DossierEvent about, FactSink sink)
    {
        if ((about.Contact >= 0 && reading.Held(about.Contact) < 0) || (about.Case >= 0 && HistoryOf(about.Case) is null))
        {
            sink.Find(Finding.NamedNeverSeen, Witness.Of(about));
        }
    }

    private void ReadCases(Dossier dossier)
    {
        for (var i = 0; i < dossier.Entities.Count; i++)
        {
            if (dossier.Entities[i].Kind != EntityKind.Case || reading.CaseNamed(i) != i)
            {
                continue;
            }
            var history = spare.Count > 0 ? spare.Pop() : new CaseHistory();
            if (history.Walk(i, dossier, reading))
            {
                histories.Add(history);
            }
        }
    }

    private CaseHistory? HistoryOf(int namedCase)
    {
        var stays = reading.CaseNamed(namedCase);
        foreach (var history in histories)
        {
            if (history.Case == stays)
            {
                return history;
            }
        }
        return null;
    }

    private ulong HashOf(Dossier dossier, CaseHistory? history) => history is null ? 0 : hash.Of((byte)EntityKind.Case, dossier.Entities[history.Case].Key);

    /// <summary>Contact facts: own channel and queue; a missing topic, the priority and missing tags of its case; without customer that of its case.</summary>
    private ContactContext ContextOf(Dossier dossier, DossierEvent contact)
    {
        var history = HistoryOf(contact.Case);
        var own = new Slices(contact.Channel, contact.Queue, contact.Topic, Priority.None, contact.Tags);
        if (history is null)
        {
            return new ContactContext(null, 0, contact.Customer, own);
        }
        var slices = own with
        {
            Topic = contact.Topic == 0 ? history.Slices.Topic : contact.Topic,
            Priority = history.Slices.Priority,
            Tags = WithMissing(contact.Tags, history.Slices.Tags),
        };
        return new ContactContext(history, HashOf(dossier, history), contact.Customer == 0 ? history.Customer : contact.Customer, slices);
    }

    private static int[]? WithMissing(int[]? own, int[]? fallback)
    {
        if (own is null || fallback is null)
        {
            return own ?? fallback;
        }
        var merged = new List<int>(own);
        for (var i = 0; i < fallback.Length; i += 2)
        {
            var isMissing = true;
            for (var j = 0; j < own.Length; j += 2)
            {
                isMissing &= own[j] != fallback[i];
            }
            if (isMissing)
            {
                merged.Add(fallback[i]);
                merged.Add(fallback[i + 1]);
            }
        }
        return [.. merged];
    }

    private void ReadSurveys(Dossier dossier)
    {
        surveyEvents.Clear();
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            if (!reading.Counts[i])
            {
                continue;
            }
            var known = surveyEvents.TryGetValue(dossier.Events[i].Main, out var found) ? found : new SurveyEvents(-1, -1, -1);
            switch (dossier.Events[i].Type)
            {
                case EventType.SurveySent:
                    surveyEvents[dossier.Events[i].Main] = known with { Sent = i };
                    break;
                case EventType.SurveyAnswered:
                    surveyEvents[dossier.Events[i].Main] = known with { Answered = i };
                    break;
                case EventType.SurveyExcluded or EventType.SurveyIncluded:
                    surveyEvents[dossier.Events[i].Main] = known with { Ruling = i };
                    break;
            }
        }
    }

    private void TellSurveys(Dossier dossier, FactSink sink)
    {
        ReadSurveys(dossier);
        foreach (var survey in surveyEvents.Values)
        {
            if (survey.Ruling < 0 || dossier.Events[survey.Ruling].Type != EventType.SurveyExcluded)
            {
                Tell(survey, dossier, sink);
            }
        }
    }

    private void Tell(SurveyEvents survey, Dossier dossier, FactSink sink)
    {
        var sent = survey.Sent < 0 ? (DossierEvent?)null : dossier.Events[survey.Sent];
        if (sent is { } wasSent)
        {
            sink.Subject = new FactSubject(wasSent.Main, survey.Sent);
            surveys.AddSent(wasSent, survey.Answered >= 0, AttributionOf(dossier, wasSent, null), sink);
        }
        if (survey.Answered >= 0)
        {
            var answer = dossier.Events[survey.Answered];
            sink.Subject = new FactSubject(answer.Main, survey.Answered);
            var at = AttributionOf(dossier, answer, sent);
            SurveyFacts.Summarise(answer, at.Customer, sink);
            sentiments.Add(answer, at, sink);
            if (answer.Is(DossierFlags.HasScore))
            {
                surveys.AddAnswer(answer, at, sink);
            }
        }
    }

    /// <summary>Agent and team as one pair: own; else that of the same survey's sent event; else the named contact's; else the owner of the named case then. The customer likewise.</summary>
    private Attribution AttributionOf(Dossier dossier, DossierEvent survey, DossierEvent? sent)
    {
        var contactEvent = reading.Held(survey.Contact >= 0 ? survey.Contact : sent?.Contact ?? -1);
        var history = HistoryOf(survey.Case >= 0 ? survey.Case : sent?.Case ?? -1);
        var credit = survey.Credit.Or(sent?.Credit ?? default);
        var customer = survey.Customer != 0 ? survey.Customer : sent?.Customer ?? 0;
        var slices = history?.Slices ?? default;
        if (contactEvent >= 0)
        {
            var contact = dossier.Events[contactEvent];
            var context = ContextOf(dossier, contact);
            credit = credit.Or(contact.Credit);
            customer = customer != 0 ? customer : context.Customer;
            slices = context.Slices;
        }
        credit = credit.Or(history?.OwnerAt(survey.Time) ?? default);
        customer = customer != 0 ? customer : history?.Customer ?? 0;
        return new Attribution(credit, customer, slices with { Channel = survey.Channel });
    }
}
