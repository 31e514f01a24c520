using Oracle.Kpis;
using Oracle.Model;

namespace Oracle;

/// <summary>The facts that a question takes, by kind.</summary>
internal static class Taking
{
    public static IEnumerable<Contact> Contacts(this Question q) => q.Taken("contacts", m => m.Contacts.Select(c => (c, c.Place)));

    /// <summary>Cases at their opening, for the first owner.</summary>
    public static IEnumerable<Case> Openings(this Question q) => q.Taken("openings", m => m.Cases.Select(c => (c, c.PlaceAt(c.OpenedAt, c.Owners.First))));

    /// <summary>Cases at the resolution that holds.</summary>
    public static IEnumerable<Case> Resolved(this Question q) => q.Taken("resolved", m => Endings(m, run => run.Resolution));

    public static IEnumerable<Case> FirstResolved(this Question q) => q.Taken("first resolved", m => Endings(m, run => run.FirstResolution));

    public static IEnumerable<Case> Closed(this Question q) => q.Taken("closed", m => Endings(m, run => run.Closing));

    public static IEnumerable<Reply> FirstReplies(this Question q) => q.Taken("first replies", m => m.Cases.Select(Responses.First).OfType<Reply>().Select(r => (r, r.Place)));

    public static IEnumerable<Reply> Replies(this Question q) => q.Taken("replies", m => m.Cases.SelectMany(Responses.All).Select(r => (r, r.Place)));

    /// <summary>Resolved issues that are judged by what came after them, at their resolution.</summary>
    public static IEnumerable<(Issue Issue, bool OnSameTopic, bool OnAnyTopic)> Followed(this Question q) => q.Taken("followed", m =>
        from issue in m.Issues
        let after = m.Further.After(issue, m.Settings)
        where after is not null
        select ((issue, after.Value.OnSameTopic, after.Value.OnAnyTopic), issue.Resolution));

    /// <summary>Issues at their opening.</summary>
    public static IEnumerable<Issue> OpenedIssues(this Question q) =>
        q.Taken("opened issues", m => m.Issues.Select(i => (i, i.Case is { } c ? c.PlaceAt(c.OpenedAt, c.Owners.First) : i.Contact!.Place)));

    public static IEnumerable<SlaFact> Sla(this Question q) => q.Taken($"sla at {q.Now}", m => new Sla(m, q.Now).Facts().Select(f => (f, f.Place)));

    public static IEnumerable<Survey> Answers(this Question q) => q.Taken("answers", m => m.Surveys.Answers.Select(s => (s, s.Place)));

    public static IEnumerable<(Survey Sent, bool Answered)> Sent(this Question q) => q.Taken("sent", m => m.Surveys.Sent.Select(s => (s, s.Sent.Place)));

    public static IEnumerable<PaidPiece> Paid(this Question q) => q.Taken($"paid at {q.Now}", m => m.Work.Paid(q.Now).Select(p => (p, p.Place)));

    public static IEnumerable<Event> Evaluations(this Question q) => q.Taken("evaluations", m => m.Evaluations);

    public static IEnumerable<Complaint> Complaints(this Question q) => q.Taken("complaints", m => m.Complaints.Select(c => (c, c.Place)));

    public static IEnumerable<Complaint> ResolvedComplaints(this Question q) =>
        q.Taken("resolved complaints", m => m.Complaints.Where(c => c.Resolved is not null).Select(c => (c, c.Place with { At = c.Resolved!.At })));

    public static IEnumerable<Mention> Mentions(this Question q) => q.Taken("mentions", m => m.Mentions.Select(n => (n, n.Place)));

    /// <summary>Handled contacts; a case that no contact names at its first public human message, for the sender.</summary>
    public static IEnumerable<Place> Handled(this Question q) => q.Taken("handled", m =>
        m.Contacts.Where(c => c.Answered).Select(c => c.Place)
            .Concat(m.Cases.Where(c => c.Contacts.Count == 0 && c.HumanAnswers.Any()).Select(c => CaseCounts.By(c, c.HumanAnswers.First())))
            .Select(p => (p, p)));

    /// <summary>Messages of customers with a sentiment, for the owner then.</summary>
    public static IEnumerable<Event> FeltMessages(this Question q) => q.Taken("felt messages", m =>
        from @case in m.Cases
        from message in @case.Events
        where message.Type is "message.received" && Sentiment.Of(message) is not null
        select (message, new Place(message.At, @case.Owners.After(message), message.Customer, @case.Slice)));

    private static IEnumerable<(Case Case, Place Place)> Endings(TenantModel model, Func<CaseRun, Event?> which) =>
        from @case in model.Cases
        let ended = which(@case.Run)
        where ended is not null
        select (@case, CaseCounts.By(@case, ended));
}
