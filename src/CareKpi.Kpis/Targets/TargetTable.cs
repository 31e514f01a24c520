using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Targets;

/// <summary>Targets by scope.</summary>
public sealed class TargetTable(IEnumerable<Target> targets)
{
    private readonly ILookup<ScopeRef, Target> byScope = targets.ToLookup(static target => target.Scope);

    /// <summary>All targets of the scopes, in the order of the scopes.</summary>
    public IReadOnlyList<Target> Of(IEnumerable<ScopeRef> scopes) => [.. scopes.SelectMany(scope => byScope[scope])];

    /// <summary>The target of a KPI that holds on a day: the first of those that stand in the order of inheritance.</summary>
    public static Target? On(IReadOnlyList<Target> inherited, string kpi, DateOnly day)
    {
        foreach (var target in inherited)
        {
            if (string.Equals(target.Kpi, kpi, StringComparison.Ordinal) && target.HoldsOn(day))
            {
                return target;
            }
        }
        return null;
    }

    /// <summary>The day whose target a period is judged by: its last that has begun; of a period still to come its first.</summary>
    public static DateOnly DayOf(Period period, DateOnly today) => today < period.From ? period.From : today < period.To ? today : period.To;
}
