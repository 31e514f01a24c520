using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Gathers what the timelines of one log entry say: facts, and the net change of summaries.</summary>
public sealed class EntrySink(FactCells cells) : FactSink
{
    public EntryFacts Facts { get; private set; } = new();

    /// <summary>Net change of marks by customer.</summary>
    public Dictionary<(int Customer, CustomerMark Mark), int> Marks { get; } = [];

    /// <summary>Net change of the marks of customers' lives.</summary>
    public Dictionary<(int Customer, LifeMark Mark), int> Lives { get; } = [];

    public Dictionary<(int Agent, long From, long To), int> Work { get; } = [];

    /// <summary>Net change of schedules by agent.</summary>
    public Dictionary<(int Agent, Plan Plan), int> Plans { get; } = [];

    /// <summary>Net number of facts by customer, span and dossier.</summary>
    public Dictionary<(int Customer, int Span, ulong Dossier), int> CustomerFacts { get; } = [];

    public Dictionary<Finding, long> Findings { get; } = [];

    /// <summary>Net change of what findings show as examples.</summary>
    public Dictionary<(Finding Finding, Witness Witness), int> Witnesses { get; } = [];

    /// <summary>Days and dossiers with a fact on them, before and after the entry.</summary>
    public HashSet<(int Day, ulong Dossier)> DaysBefore { get; } = [];

    public HashSet<(int Day, ulong Dossier)> DaysAfter { get; } = [];

    /// <summary>The dossier that speaks; 0: another timeline.</summary>
    public ulong Dossier { get; set; }

    public void Begin(EntryFacts facts)
    {
        Facts = facts;
        Marks.Clear();
        Lives.Clear();
        Work.Clear();
        Plans.Clear();
        CustomerFacts.Clear();
        Findings.Clear();
        Witnesses.Clear();
        DaysBefore.Clear();
        DaysAfter.Clear();
        Dossier = 0;
        Sign = 1;
    }

    public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts)
    {
        if (amounts.IsEmpty)
        {
            return;
        }
        if (Dossier != 0)
        {
            (Sign > 0 ? DaysAfter : DaysBefore).Add((cells.DayOf(head), Dossier));
        }
        Facts.Add(head, amounts, Sign);
        // No stock is read of a customer; a case that has some has been opened, which is a fact of the customer too.
        if (Dossier != 0 && head.Customer != 0 && amounts[0].Measure.Kind != MeasureKind.Stock)
        {
            Count(CustomerFacts, (head.Customer, CustomerSpan.Of(head.Instant), Dossier));
        }
    }

    public override void Mark(int customer, in CustomerMark mark) => Count(Marks, (customer, mark));

    public override void Life(int customer, in LifeMark mark) => Count(Lives, (customer, mark));

    public override void Handled(int agent, long from, long to)
    {
        // Work over a UTC midnight stands in each day that it touches.
        for (var begin = from; begin < to;)
        {
            var end = Math.Min(to, (AgentDay.Of(begin) + 1L) * AgentDay.Length);
            Count(Work, (agent, begin, end));
            begin = end;
        }
    }

    public override void Planned(int agent, in Plan plan) => Count(Plans, (agent, plan));

    public override void Find(Finding finding) => Findings[finding] = Findings.GetValueOrDefault(finding) + Sign;

    public override void Find(Finding finding, in Witness witness)
    {
        Find(finding);
        Count(Witnesses, (finding, witness));
    }

    private void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        var count = counts.GetValueOrDefault(key) + Sign;
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }
}
