using Oracle.Model;

namespace Oracle.Kpis;

internal static class FirstContact
{
    public static OracleValue Resolution(Question q)
    {
        decimal inFirst = 0, resolved = 0;
        foreach (var issue in q.Model.Issues)
        {
            if (q.Model.Further.After(issue, q.Model.Settings) is { } after && q.Takes(issue.Resolution))
            {
                resolved++;
                inFirst += issue.Clean && issue.InFirstContact && !after.OnSameTopic ? 1 : 0;
            }
        }

        return OracleValue.Percent(inFirst, resolved);
    }

    /// <summary>At the end of the first answered contact, for its agent. Repeats, escalations, reopenings do not matter.</summary>
    public static OracleValue Unresolved(Question q)
    {
        decimal unresolved = 0, issues = 0;
        foreach (var issue in q.Model.Issues)
        {
            var first = issue.Contact ?? issue.Case!.Contacts.Find(c => c.Inbound && c.Answered);
            if (first is null || (issue.Case is null && first.Resolved is null))
            {
                continue;
            }

            var place = issue.Case is { } @case ? @case.PlaceAt(first.At, first.Credit) : first.Place;
            if (q.Takes(place))
            {
                issues++;
                unresolved += issue.InFirstContact ? 0 : 1;
            }
        }

        return OracleValue.Percent(unresolved, issues);
    }
}
