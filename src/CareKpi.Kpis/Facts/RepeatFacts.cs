using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>First contact resolution, repeat issues, next issue avoidance: what a customer's issues and contacts say of each other.</summary>
public sealed class RepeatFacts(SettingsTimeline settings)
{
    /// <summary>More further contacts than this in one window are not a person.</summary>
    public const int MaxFurtherContacts = 200;

    private readonly AmountList amounts = new();

    /// <summary>Tells of the issues of <paramref name="span"/> whose resolution lies in [from, to]. A window reaches at most into <paramref name="next"/>.</summary>
    public void Tell(int customer, CustomerSpan? span, CustomerSpan? next, long from, long to, FactSink sink)
    {
        if (span is null)
        {
            return;
        }
        for (var i = from == long.MinValue ? 0 : span.After(from - 1); i < span.Marks.Count && span.Marks[i].Instant <= to; i++)
        {
            if (span.Marks[i].Kind == MarkKind.IssueResolved)
            {
                Judge(customer, span.Marks[i], span, next, sink);
            }
        }
    }

    private void Judge(int customer, in CustomerMark issue, CustomerSpan span, CustomerSpan? next, FactSink sink)
    {
        var until = issue.Instant + settings.At(issue.Instant).RepeatWindow;
        var further = new Further();
        See(span, issue, until, ref further);
        See(next, issue, until, ref further);
        if (further.Count > MaxFurtherContacts)
        {
            sink.Find(Finding.NotAPerson);
            return;
        }
        amounts.Clear();
        amounts.Count(CaseMeasures.IssuesResolved);
        amounts.CountIf(issue.InFirstContact && !further.IsRepeat, CaseMeasures.IssuesFirstContact);
        amounts.CountIf(further.IsRepeat, CaseMeasures.IssuesRepeated);
        amounts.CountIf(further.Count == 0, CaseMeasures.IssuesAvoided);
        sink.Add(new FactHead(issue.Credit, customer, issue.Instant, issue.Slices), amounts.Span);
    }

    private static void See(CustomerSpan? span, in CustomerMark issue, long until, ref Further further)
    {
        if (span is null)
        {
            return;
        }
        for (var i = span.After(issue.Instant); i < span.Marks.Count && span.Marks[i].Instant <= until && further.Count <= MaxFurtherContacts; i++)
        {
            var mark = span.Marks[i];
            if (mark.Kind == MarkKind.FurtherContact)
            {
                further.Count++;
                further.IsRepeat |= mark.Slices.Topic == issue.Slices.Topic || (mark.Case != 0 && mark.Case == issue.Case);
            }
        }
    }

    private struct Further
    {
        public int Count;
        public bool IsRepeat;
    }
}
