using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What one contact says: queue, handling, volume, resolution; without a case it is an issue of its own.</summary>
internal sealed class ContactFacts(SettingsTimeline settings)
{
    private readonly AmountList amounts = new();

    public void Add(DossierEvent contact, ContactContext context, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(ContactMeasures.Volume);
        if (contact.Direction == ContactDirection.Inbound)
        {
            Queue(contact);
        }
        if (contact.Outcome == ContactOutcome.Answered)
        {
            amounts.Count(ContactMeasures.Handled);
            amounts.Add(ContactMeasures.HandleTime, Durations.Given(contact.Work));
            amounts.CountIf(contact.Is(DossierFlags.Transferred), ContactMeasures.HandledTransferred);
            amounts.CountIf(context.Customer != 0, LoyaltyMeasures.ContactsOfCustomers);
        }
        var isIssue = context.Case is null && contact.Direction == ContactDirection.Inbound && contact.Outcome == ContactOutcome.Answered;
        if (isIssue)
        {
            Issue(contact);
        }
        sink.Add(new FactHead(contact.Credit, context.Customer, contact.Time, context.Slices), amounts.Span);
        Summarise(contact, context, isIssue, sink);
        Look(contact, context, sink);
    }

    private void Queue(DossierEvent contact)
    {
        var judged = settings.At(contact.Time);
        var inTime = judged.Threshold(contact.Channel) is { } threshold && contact.Wait <= threshold;
        var isJudged = judged.Threshold(contact.Channel) is not null;
        var isShort = judged.ShortAbandon(contact.Channel) is { } limit && contact.Wait <= limit;
        switch (contact.Outcome)
        {
            case ContactOutcome.Answered:
                amounts.Count(ContactMeasures.InboundAnswered);
                amounts.Add(ContactMeasures.WaitAnswered, Durations.Given(contact.Wait));
                amounts.CountIf(isJudged, ContactMeasures.JudgedAnswered);
                amounts.CountIf(inTime, ContactMeasures.JudgedAnsweredInTime);
                amounts.CountIf(contact.Resolved != Answer.Unknown, ContactMeasures.ResolutionKnown);
                amounts.CountIf(contact.Resolved == Answer.Yes, ContactMeasures.ResolutionResolved);
                break;
            case ContactOutcome.Abandoned:
                amounts.Count(ContactMeasures.InboundAbandoned);
                amounts.CountIf(isShort, ContactMeasures.ShortAbandoned);
                amounts.Add(ContactMeasures.WaitAbandoned, Durations.Given(contact.Wait));
                amounts.CountIf(isJudged, ContactMeasures.JudgedAbandoned);
                amounts.CountIf(inTime, ContactMeasures.JudgedAbandonedInTime);
                amounts.CountIf(isJudged && isShort, ContactMeasures.JudgedShortAbandoned);
                amounts.Count(ContactMeasures.ResolutionKnown);
                break;
            case ContactOutcome.Callback:
                amounts.Count(ContactMeasures.InboundCallback);
                amounts.Count(ContactMeasures.ResolutionKnown);
                break;
        }
    }

    private void Issue(DossierEvent contact)
    {
        amounts.Count(CaseMeasures.IssuesOpened);
        amounts.CountIf(contact.Is(DossierFlags.Escalated), CaseMeasures.IssuesEscalated);
        amounts.CountIf(contact.Resolved != Answer.Unknown, CaseMeasures.IssuesContacted);
        amounts.CountIf(contact.Resolved == Answer.No, CaseMeasures.IssuesUnresolved);
    }

    private static void Summarise(DossierEvent contact, ContactContext context, bool isIssue, FactSink sink)
    {
        if (contact.Outcome == ContactOutcome.Answered && contact.Agent != 0 && contact.Work > 0)
        {
            sink.Handled(contact.Agent, contact.Time - contact.Work, contact.Time);
        }
        if (context.Customer != 0 && contact.Outcome == ContactOutcome.Answered)
        {
            sink.Mark(context.Customer, new CustomerMark(MarkKind.Handled, contact.Time, 0, context.Slices) { Credit = contact.Credit });
        }
        if (context.Customer == 0 || contact.Direction != ContactDirection.Inbound)
        {
            return;
        }
        sink.Mark(context.Customer, new CustomerMark(MarkKind.FurtherContact, contact.Start, context.CaseHash, Topic(context)));
        if (isIssue && contact.Resolved == Answer.Yes)
        {
            var inFirst = !contact.Is(DossierFlags.Escalated) && !contact.Is(DossierFlags.Transferred);
            sink.Mark(context.Customer, new CustomerMark(MarkKind.IssueResolved, contact.Time, 0, context.Slices) { Credit = contact.Credit, InFirstContact = inFirst });
        }
    }

    private static Slices Topic(ContactContext context) => default(Slices) with { Topic = context.Slices.Topic };

    private static void Look(DossierEvent contact, ContactContext context, FactSink sink)
    {
        sink.Find(Finding.Contacts);
        Find(context.Customer == 0, Finding.ContactWithoutCustomer);
        Find(context.Slices.Topic == 0, Finding.ContactWithoutTopic);
        Find(contact.Credit.IsNobody, Finding.ContactWithoutAgent);
        Find(context.Case is null && contact.Case >= 0, Finding.CaseNeverOpened);

        void Find(bool found, Finding finding)
        {
            if (found)
            {
                sink.Find(finding, Witness.Of(contact));
            }
        }
    }
}

/// <summary>What a contact has from the case that it names.</summary>
internal readonly record struct ContactContext(CaseHistory? Case, ulong CaseHash, int Customer, Slices Slices);
