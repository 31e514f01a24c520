using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What one case says: volumes, responses, resolutions, its issue, its place in the backlog.</summary>
internal sealed class CaseFacts(SettingsTimeline settings, ZoneCalendar calendar)
{
    private readonly AmountList amounts = new();
    private readonly BacklogFacts backlog = new();
    private readonly SlaFacts sla = new(settings, calendar);
    private readonly SentimentFacts sentiments = new();

    public void Add(CaseHistory history, ulong caseHash, Dossier dossier, FactSink sink)
    {
        Opening(history, sink);
        Responses(history, sink);
        Endings(history, sink);
        FirstContact(history, dossier, sink);
        Sentiments(history, dossier, sink);
        Summarise(history, caseHash, sink);
        backlog.Add(history, sink);
        sla.Add(history, sink);
    }

    private void Opening(CaseHistory history, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(CaseMeasures.Opened);
        amounts.Count(CaseMeasures.IssuesOpened);
        amounts.CountIf(history.WasEscalated, CaseMeasures.IssuesEscalated);
        amounts.CountIf(history.Contacts.Count == 0, ContactMeasures.Volume);
        amounts.CountIf(history.Contacts.Count == 0 && history.OpenedByCustomer, SelfServiceMeasures.CasesWithoutContact);
        Put(history, history.Opened, history.FirstOwner, sink);
        if (history.Contacts.Count == 0 && history.FirstAnswer is { } answer)
        {
            amounts.Clear();
            amounts.Count(ContactMeasures.Handled);
            amounts.CountIf(history.Customer != 0, LoyaltyMeasures.ContactsOfCustomers);
            Put(history, answer.At, answer.By, sink);
            if (history.Customer != 0)
            {
                sink.Mark(history.Customer, new CustomerMark(MarkKind.Handled, answer.At, 0, history.Slices) { Credit = answer.By });
            }
        }
    }

    private void Responses(CaseHistory history, FactSink sink)
    {
        if (history.FirstResponse is { } first)
        {
            amounts.Clear();
            Duration(CaseMeasures.FirstResponseTime, CaseMeasures.FirstResponseTimeBusiness, first.Since, first.At);
            Put(history, first.At, first.By, sink);
        }
        foreach (var reply in history.Replies)
        {
            amounts.Clear();
            Duration(CaseMeasures.ResponseTime, CaseMeasures.ResponseTimeBusiness, reply.Since, reply.At);
            Put(history, reply.At, reply.By, sink);
        }
    }

    private void Endings(CaseHistory history, FactSink sink)
    {
        if (history.FirstResolution is { } first)
        {
            amounts.Clear();
            Duration(CaseMeasures.FirstResolutionTime, CaseMeasures.FirstResolutionTimeBusiness, history.Opened, first.At);
            amounts.CountIf(history.WasReopened, CaseMeasures.Reopened);
            Put(history, first.At, first.By, sink);
        }
        if (history.Resolution is { } last)
        {
            amounts.Clear();
            amounts.Count(CaseMeasures.Resolved);
            amounts.CountIf(history.UsedArticle, QualityMeasures.ResolvedWithArticle);
            Duration(CaseMeasures.ResolutionTime, CaseMeasures.ResolutionTimeBusiness, history.Opened, last.At);
            Put(history, last.At, last.By, sink);
        }
        if (history.Closing is { } closing)
        {
            amounts.Clear();
            amounts.Count(CaseMeasures.Closed);
            Put(history, closing.At, closing.By, sink);
        }
    }

    private void FirstContact(CaseHistory history, Dossier dossier, FactSink sink)
    {
        if (history.FirstContact.FirstAnswered < 0)
        {
            return;
        }
        var contact = dossier.Events[history.FirstContact.FirstAnswered];
        var inFirst = history.Resolution is { } resolution && history.FirstContact.SecondBegan > resolution.At;
        amounts.Clear();
        amounts.Count(CaseMeasures.IssuesContacted);
        amounts.CountIf(!inFirst, CaseMeasures.IssuesUnresolved);
        Put(history, contact.Time, contact.Credit, sink);
    }

    /// <summary>Credit of a message: the owner then, and the message's own customer.</summary>
    private void Sentiments(CaseHistory history, Dossier dossier, FactSink sink)
    {
        foreach (var (at, owner) in history.Received)
        {
            sink.Subject = new FactSubject(history.Case, at);
            sentiments.Add(dossier.Events[at], new Attribution(owner, dossier.Events[at].Customer, history.Slices), sink);
        }
        sink.Subject = new FactSubject(history.Case, history.OpeningPlace);
    }

    private static void Summarise(CaseHistory history, ulong caseHash, FactSink sink)
    {
        if (history.Customer == 0)
        {
            return;
        }
        var wasOpen = false;
        foreach (var state in history.States)
        {
            if (state.IsOpen != wasOpen)
            {
                sink.Health(history.Customer, new HealthMark(HealthKind.Cases, state.At, state.IsOpen ? 1 : -1));
                wasOpen = state.IsOpen;
            }
        }
        if (history.OpenedByCustomer)
        {
            sink.Mark(history.Customer, new CustomerMark(MarkKind.FurtherContact, history.Opened, caseHash, default(Slices) with { Topic = history.Slices.Topic }));
        }
        if (history.Resolution is { } resolution)
        {
            var inFirst = history.FirstContact.SecondBegan > resolution.At && !history.WasOpenedAgain && !history.WasEscalated && !history.WasTransferred;
            sink.Mark(history.Customer, new CustomerMark(MarkKind.IssueResolved, resolution.At, caseHash, history.Slices) { Credit = resolution.By, InFirstContact = inFirst });
        }
    }

    /// <summary>By the calendar, and by the hours that hold when it ends.</summary>
    private void Duration(Measure byCalendar, Measure byHours, long from, long to)
    {
        amounts.Add(byCalendar, Durations.Between(from, to));
        amounts.Add(byHours, Durations.Between(from, to, settings.At(to).ClockIn(calendar)));
    }

    private void Put(CaseHistory history, long at, Credit credit, FactSink sink) => sink.Add(new FactHead(credit, history.Customer, at, history.Slices), amounts.Span);
}
