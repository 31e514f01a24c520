using System.Globalization;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>Everything that a timeline said, in words: <c>"09:30 ann/blue 1"</c> is when, who, how much.</summary>
internal sealed class Told(Story story) : FactSink
{
    private readonly List<(FactHead Head, Amount Amount)> facts = [];
    private readonly List<(int Customer, CustomerMark Mark)> marks = [];
    private readonly List<(int Agent, long From, long To)> work = [];

    public List<Finding> Findings { get; } = [];

    /// <summary>The facts of one measure, in order of time.</summary>
    public string[] this[Measure measure] =>
        [.. Of(measure).OrderBy(fact => fact.Head.Instant).Select(fact => string.Create(CultureInfo.InvariantCulture, $"{When(fact.Head)} {story.Text(fact.Head.Credit)} {fact.Amount.Value}"))];

    /// <summary>Inbound contacts and cases opened by the customer.</summary>
    public string[] FurtherContacts => [.. MarksOf(MarkKind.FurtherContact).Select(mark => Story.Text(mark.Mark.Instant))];

    /// <summary>Resolved issues; "first" where the first contact was enough.</summary>
    public string[] Issues =>
        [.. MarksOf(MarkKind.IssueResolved).Select(mark => $"{Story.Text(mark.Mark.Instant)} {story.Text(mark.Mark.Credit)}{(mark.Mark.InFirstContact ? " first" : "")}")];

    public string[] Work => [.. work.Select(done => $"{story.Text(new Credit(done.Agent, 0))} {Story.Text(done.From)}–{Story.Text(done.To)}")];

    public long Sum(Measure measure) => Of(measure).Sum(fact => fact.Amount.Value);

    /// <summary>Milliseconds of the stretches of time of a measure.</summary>
    public long Elapsed(Measure measure) => Of(measure).Sum(fact => (fact.Head.Instant - fact.Head.RampFrom) / 1000);

    public string Customer(Measure measure) => story.Names.Text(Of(measure).Single().Head.Customer);

    public Slices Slices(Measure measure) => Of(measure).Single().Head.Slices;

    public string[] Tags(Measure measure) => [.. (Slices(measure).Tags ?? []).Chunk(2).Select(pair => $"{story.Names.Text(pair[0])}={story.Names.Text(pair[1])}")];

    public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts)
    {
        foreach (var amount in amounts)
        {
            facts.Add((head, amount));
        }
    }

    public override void Mark(int customer, in CustomerMark mark) => marks.Add((customer, mark));

    public override void Handled(int agent, long from, long to) => work.Add((agent, from, to));

    public override void Find(Finding finding) => Findings.Add(finding);

    private IEnumerable<(FactHead Head, Amount Amount)> Of(Measure measure) => facts.Where(fact => fact.Amount.Measure == measure);

    private IEnumerable<(int Customer, CustomerMark Mark)> MarksOf(MarkKind kind) => marks.Where(mark => mark.Mark.Kind == kind).OrderBy(mark => mark.Mark.Instant);

    private static string When(in FactHead head) => head.IsRamp ? $"{Story.Text(head.RampFrom)}–{Story.Text(head.Instant)}" : Story.Text(head.Instant);
}
