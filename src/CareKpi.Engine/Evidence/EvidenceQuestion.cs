using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Evidence;

/// <summary>Which facts make a KPI's numerator and denominator in one scope, period and slice, as its cells count them.</summary>
internal sealed class EvidenceQuestion
{
    private static readonly HashSet<Measure> OfAgentDays =
    [
        WorkMeasures.Paid, WorkMeasures.Assisting, WorkMeasures.Available, WorkMeasures.Productive, WorkMeasures.Break, WorkMeasures.Intervals,
        AttendanceMeasures.Scheduled, AttendanceMeasures.Kept, AttendanceMeasures.Schedules,
    ];

    private static readonly HashSet<Measure> OfCosts = [CostMeasures.Service, CostMeasures.Retention];

    private static readonly HashSet<Measure> OfRepeats =
        [CaseMeasures.IssuesResolved, CaseMeasures.IssuesFirstContact, CaseMeasures.IssuesRepeated, CaseMeasures.IssuesAvoided, SelfServiceMeasures.Deflected];

    private readonly (long PerOne, long PerUnit)[] numerators = new (long, long)[256];
    private readonly (long PerOne, long PerUnit)[] denominators = new (long, long)[256];
    private readonly ScopeMembers members;
    private readonly SliceFilter slices;

    /// <exception cref="ReadProblemException">Nothing of the KPI is a sum over facts.</exception>
    public EvidenceQuestion(ReadPlan plan, EvaluationContext context, TenantView view, ScopeMembers members, int fromDay, int lastDay)
    {
        var kpi = plan.Kpis[0];
        Stake = kpi is CustomKpi own ? throw OfOwn(own)
            : kpi.Measures.Any(static measure => measure.Kind is MeasureKind.Spell or MeasureKind.Health) ? throw OfSpells(kpi)
            : kpi.Formula.Stake(context) ?? throw NoSum(kpi);
        (View, this.members, FromDay, LastDay) = (view, members, fromDay, lastDay);
        slices = new SliceFilter(plan, view);
        Traits = new TraitsRead(plan);
        IsStock = Stake.Measures.Any(static measure => measure.Kind == MeasureKind.Stock);
        HasAgentDays = Stake.Measures.Any(OfAgentDays.Contains);
        HasCosts = Stake.Measures.Any(OfCosts.Contains);
        HasRepeats = Stake.Measures.Any(OfRepeats.Contains);
        HasConversions = Stake.Measures.Contains(LoyaltyMeasures.ContactsConverted);
        foreach (var measure in Stake.Measures)
        {
            var (none, one) = (Stake.Numerator.Of(measure, 0), Stake.Numerator.Of(measure, 1));
            numerators[measure.Id] = (none, one - none);
            (none, one) = (Stake.Denominator?.Of(measure, 0) ?? 0, Stake.Denominator?.Of(measure, 1) ?? 0);
            denominators[measure.Id] = (none, one - none);
            Groups |= OfAgentDays.Contains(measure) || OfCosts.Contains(measure) ? (ushort)0 : DayMark.GroupOf(measure);
        }
    }

    public Stake Stake { get; }

    public TenantView View { get; }

    public TraitsRead Traits { get; }

    public int FromDay { get; }

    /// <summary>Today at the latest; of a stock the day at whose end it is told.</summary>
    public int LastDay { get; }

    public bool IsStock { get; }

    public bool HasAgentDays { get; }

    public bool HasCosts { get; }

    /// <summary>Issues or sessions that their customer's timeline judges.</summary>
    public bool HasRepeats { get; }

    public bool HasConversions { get; }

    /// <summary>Of the measures that dossiers tell, or give marks for.</summary>
    public ushort Groups { get; }

    /// <summary>Whose facts may count; null: everybody's.</summary>
    public IReadOnlySet<int>? Agents => members.Level is Level.Tenant or Level.Customer ? null : members.Leaves.Select(static leaf => leaf.Agent).ToHashSet();

    public IEnumerable<int> AgentsWithLeaves => members.Leaves.Select(static leaf => leaf.Agent).Where(static agent => agent != 0).Distinct();

    /// <summary>What a fact's amounts add; elapsed: milliseconds of a stretch of time.</summary>
    public (long Numerator, long Denominator) Of(ReadOnlySpan<Kpis.Facts.Amount> amounts, bool isRamp, long elapsed)
    {
        var (numerator, denominator) = (0L, 0L);
        foreach (ref readonly var amount in amounts)
        {
            var value = isRamp && amount.Measure.Unit == MeasureUnit.Milliseconds ? elapsed : amount.Value;
            var (perOne, perUnit) = numerators[amount.Measure.Id];
            numerator += perOne + (perUnit * value);
            (perOne, perUnit) = denominators[amount.Measure.Id];
            denominator += perOne + (perUnit * value);
        }
        return (numerator, denominator);
    }

    /// <summary>The fact has happened, on a day of the period (of a stock: until its last day), in the scope and the slice.</summary>
    public bool Takes(in FactHead head)
    {
        if (head.IsRamp ? head.RampFrom >= View.Now : head.Instant > View.Now)
        {
            return false;
        }
        var day = View.Calendar.DayOf(head.IsRamp ? head.RampFrom : head.Instant);
        return day <= LastDay && (IsStock || day >= FromDay) && IsMine(head, IsStock ? LastDay : day) && slices.Has(SlicesOf(head));
    }

    /// <summary>Stock is of what the customer is at the end.</summary>
    private Slices SlicesOf(in FactHead head) => Traits.On(IsStock ? head with { Instant = Math.Min(View.Now, View.Calendar.StartOf(LastDay + 1) - 1) } : head).Slices;

    private bool IsMine(in FactHead head, int day) => members.Level == Level.Customer ? head.Customer == View.ScopeName : members.Has(head.Credit, day);

    private static ReadProblemException OfSpells(Kpi kpi) =>
        new("NO_EVIDENCE", $"'{kpi.Code}' is told of what customers are as a whole, not of single events; ask for 'cohorts', or rank customers", "kpi");

    private static ReadProblemException OfOwn(CustomKpi kpi) =>
        new("NO_EVIDENCE", $"'{kpi.Code}' is a KPI of your own ({kpi.FormulaText}); of these only values are kept. Ask for what stands behind the built-in KPIs that its formula names", "kpi");

    private static ReadProblemException NoSum(Kpi kpi) =>
        new("NO_EVIDENCE", $"'{kpi.Code}' is no sum over events but made of several ({kpi.FormulaText}); ask for what stands behind these", "kpi");
}
