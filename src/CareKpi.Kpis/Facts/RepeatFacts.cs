using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>First contact resolution, repeat issues, next issue avoidance, self-service: what a customer's issues, sessions and contacts say of each other.</summary>
public sealed class RepeatFacts(SettingsTimeline settings)
{
    /// <summary>More further contacts than this in one window are not a person.</summary>
    public const int MaxFurtherContacts = 200;

    /// <summary>A contact within it follows a self-service session.</summary>
    public const long SelfServiceWindow = 2 * 86_400_000_000;

    private readonly AmountList amounts = new();

    /// <summary>The longest window there is.</summary>
    public long LongestWindow { get; } = Math.Max(SelfServiceWindow, settings.MaxRepeatWindow(long.MinValue, long.MaxValue));

    /// <summary>How many spans after its own a window may reach into.</summary>
    public int Reach => (int)((LongestWindow + CustomerSpan.Length - 1) / CustomerSpan.Length);

    /// <summary>Tells of the issues of span <paramref name="number"/> whose resolution lies in [from, to], and of the sessions that do.</summary>
    public void Tell(int customer, int number, Func<int, CustomerSpan?> spanOf, long from, long to, FactSink sink)
    {
        if (spanOf(number) is not { } span)
        {
            return;
        }
        for (var i = from == long.MinValue ? 0 : span.After(from - 1); i < span.Marks.Count && span.Marks[i].Instant <= to; i++)
        {
            TellOf(customer, span.Marks[i], spanOf, sink);
        }
    }

    /// <summary>Tells of one issue or session, by the customer's spans from its own on.</summary>
    public void TellOf(int customer, in CustomerMark mark, Func<int, CustomerSpan?> spanOf, FactSink sink)
    {
        if (mark.Kind == MarkKind.IssueResolved)
        {
            Judge(customer, mark, CustomerSpan.Of(mark.Instant), spanOf, sink);
        }
        else if (mark.Kind == MarkKind.SelfService)
        {
            JudgeSession(customer, mark, CustomerSpan.Of(mark.Instant), spanOf, sink);
        }
    }

    private void Judge(int customer, in CustomerMark issue, int number, Func<int, CustomerSpan?> spanOf, FactSink sink)
    {
        var until = issue.Instant + settings.At(issue.Instant).RepeatWindow;
        if (FurtherContacts(issue.Instant, until, number, spanOf) > MaxFurtherContacts)
        {
            // One example a day: where there is one there are hundreds.
            var day = Superseding.UtcDay(issue.Instant) * AgentDay.Length;
            sink.Find(Finding.NotAPerson, new Witness(EventType.Foreign, day, customer, []));
            return;
        }
        var further = new Further();
        for (var at = number; at <= CustomerSpan.Of(until); at++)
        {
            See(spanOf(at), issue, until, ref further);
        }
        amounts.Clear();
        amounts.Count(CaseMeasures.IssuesResolved);
        amounts.CountIf(issue.InFirstContact && !further.IsRepeat, CaseMeasures.IssuesFirstContact);
        amounts.CountIf(further.IsRepeat, CaseMeasures.IssuesRepeated);
        amounts.CountIf(further.Count == 0, CaseMeasures.IssuesAvoided);
        sink.Add(new FactHead(issue.Credit, customer, issue.Instant, issue.Slices), amounts.Span);
    }

    private void JudgeSession(int customer, in CustomerMark session, int number, Func<int, CustomerSpan?> spanOf, FactSink sink)
    {
        if (FurtherContacts(session.Instant, session.Instant + SelfServiceWindow, number, spanOf) == 0)
        {
            amounts.Clear();
            amounts.Count(SelfServiceMeasures.Deflected);
            sink.Add(new FactHead(default, customer, session.Instant, session.Slices), amounts.Span);
        }
    }

    /// <summary>Counted, not walked: a key that stands on everything has thousands of contacts in each of thousands of windows.</summary>
    private static int FurtherContacts(long after, long until, int number, Func<int, CustomerSpan?> spanOf)
    {
        var count = 0;
        for (var at = number; at <= CustomerSpan.Of(until); at++)
        {
            count += spanOf(at)?.FurtherContacts(after, until) ?? 0;
        }
        return count;
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
