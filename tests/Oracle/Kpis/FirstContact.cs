using Oracle.Model;

namespace Oracle.Kpis;

internal static class FirstContact
{
    public static OracleValue Resolution(Question q)
    {
        decimal inFirst = 0, resolved = 0;
        foreach (var (issue, onSameTopic, _) in q.Followed())
        {
            resolved++;
            inFirst += issue.Clean && issue.InFirstContact && !onSameTopic ? 1 : 0;
        }

        return OracleValue.Percent(inFirst, resolved);
    }

    /// <summary>At the end of the first answered contact, for its agent. Repeats, escalations, reopenings do not matter.</summary>
    public static OracleValue Unresolved(Question q)
    {
        decimal unresolved = 0, issues = 0;
        foreach (var issue in q.Taken("first contacts", FirstContacts))
        {
            issues++;
            unresolved += issue.InFirstContact ? 0 : 1;
        }

        return OracleValue.Percent(unresolved, issues);
    }

    private static IEnumerable<(Issue Issue, Place Place)> FirstContacts(TenantModel model) =>
        from issue in model.Issues
        let first = issue.Contact ?? issue.Case!.Contacts.Find(c => c.Inbound && c.Answered)
        where first is not null && (issue.Case is not null || first.Resolved is not null)
        select (issue, issue.Case is { } @case ? @case.PlaceAt(first.At, first.Credit) : first.Place);
}
