using System.Runtime.InteropServices;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
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

    /// <summary>Net change of what customers' health is told from.</summary>
    public Dictionary<(int Customer, HealthMark Mark), int> HealthMarks { get; } = [];

    public Dictionary<(int Agent, long From, long To), int> Work { get; } = [];

    /// <summary>Net change of schedules by agent.</summary>
    public Dictionary<(int Agent, Plan Plan), int> Plans { get; } = [];

    /// <summary>Net number of facts by customer, span and dossier.</summary>
    public Dictionary<(int Customer, int Span, ulong Dossier), int> CustomerFacts { get; } = [];

    public Dictionary<Finding, long> Findings { get; } = [];

    /// <summary>Net change of what findings show as examples.</summary>
    public Dictionary<(Finding Finding, Witness Witness), int> Witnesses { get; } = [];

    /// <summary>Days and dossiers with a fact on them, before and after the entry.</summary>
    public Dictionary<(int Day, ulong Dossier), DayMark> DaysBefore { get; } = [];

    public Dictionary<(int Day, ulong Dossier), DayMark> DaysAfter { get; } = [];

    /// <summary>Rows without content by which timelines are found, as the timelines of the entry asked for them before it, and after.</summary>
    public HashSet<StateKey> RowsBefore { get; } = [];

    public HashSet<StateKey> RowsAfter { get; } = [];

    /// <summary>Contacts that waited before the entry, and that wait after it.</summary>
    public Dictionary<ulong, Waiting> WaitsBefore { get; } = [];

    public Dictionary<ulong, Waiting> WaitsAfter { get; } = [];

    /// <summary>The dossier that speaks; 0: another timeline.</summary>
    public ulong Dossier { get; set; }

    /// <summary>The day of the ledger that speaks; null: another timeline.</summary>
    public (LedgerKey Key, int Day)? Ledger { get; set; }

    public void Begin(EntryFacts facts)
    {
        Facts = facts;
        Marks.Clear();
        Lives.Clear();
        HealthMarks.Clear();
        Work.Clear();
        Plans.Clear();
        CustomerFacts.Clear();
        Findings.Clear();
        Witnesses.Clear();
        DaysBefore.Clear();
        DaysAfter.Clear();
        RowsBefore.Clear();
        RowsAfter.Clear();
        WaitsBefore.Clear();
        WaitsAfter.Clear();
        Dossier = 0;
        Ledger = null;
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
            Index(head.IsRamp ? head.RampFrom : head.Instant, DayMark.GroupsOf(amounts), head.Credit.Agent);
        }
        else if (Ledger is { } ledger)
        {
            (Sign > 0 ? RowsAfter : RowsBefore).Add(IndexKeys.OfLedger(cells.DayOf(head), ledger.Key, ledger.Day));
        }
        Facts.Add(head, amounts, Sign);
        // No stock is read of a customer; a case that has some has been opened, which is a fact of the customer too.
        if (Dossier != 0 && head.Customer != 0 && amounts[0].Measure.Kind != MeasureKind.Stock)
        {
            Count(CustomerFacts, (head.Customer, CustomerSpan.Of(head.Instant), Dossier));
        }
    }

    /// <summary>What the customer's timeline says of a mark stands in the day of the dossier that gave it.</summary>
    public override void Mark(int customer, in CustomerMark mark)
    {
        Count(Marks, (customer, mark));
        var group = mark.Kind switch
        {
            MarkKind.IssueResolved => DayMark.GroupOf(CaseMeasures.IssuesResolved),
            MarkKind.SelfService => DayMark.GroupOf(SelfServiceMeasures.Deflected),
            MarkKind.Handled => DayMark.GroupOf(LoyaltyMeasures.ContactsConverted),
            _ => (ushort)0,
        };
        if (Dossier != 0 && group != 0)
        {
            Index(mark.Instant, group, mark.Credit.Agent);
        }
    }

    public override void Stood(long from, long until)
    {
        var since = cells.DayOf(from);
        var rows = Sign > 0 ? RowsAfter : RowsBefore;
        if (until == long.MaxValue)
        {
            rows.Add(IndexKeys.OfStanding(IndexKeys.Still, since, Dossier));
            return;
        }
        for (var (month, last) = (Months.Of(since), Months.Of(cells.DayOf(until))); month < last; month++)
        {
            rows.Add(IndexKeys.OfStanding(month, since, Dossier));
        }
    }

    private void Index(long at, ushort groups, int agent)
    {
        var (day, hour) = cells.HourOf(at);
        var days = Sign > 0 ? DaysAfter : DaysBefore;
        ref var mark = ref CollectionsMarshal.GetValueRefOrAddDefault(days, (day, Dossier), out var isKnown);
        var told = new DayMark(groups, (byte)hour, (byte)hour, agent);
        mark = isKnown ? mark.With(told) : told;
    }

    public override void Life(int customer, in LifeMark mark) => Count(Lives, (customer, mark));

    public override void Health(int customer, in HealthMark mark) => Count(HealthMarks, (customer, mark));

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

    public override void Waits(ulong contact, in Waiting waiting) => (Sign > 0 ? WaitsAfter : WaitsBefore)[contact] = waiting;

    public override void Find(Finding finding) => Findings[finding] = Findings.GetValueOrDefault(finding) + Sign;

    public override void Find(Finding finding, in Witness witness)
    {
        Find(finding);
        Count(Witnesses, (finding, witness));
    }

    private void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        // Keys are large: each is hashed once, but where it cancels out.
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += Sign;
        if (count == 0)
        {
            counts.Remove(key);
        }
    }
}
