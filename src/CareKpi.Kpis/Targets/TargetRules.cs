using System.Globalization;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Kpis.Targets;

/// <summary>What makes sense as a target.</summary>
public static class TargetRules
{
    /// <summary>Throws <see cref="DefinitionException"/>; where two would hold at once it says which one is in the way.</summary>
    public static void Check(Target target, Kpi kpi, IEnumerable<Target> others)
    {
        if (!kpi.Levels.Has(target.Scope.Level))
        {
            throw new DefinitionException($"'{kpi.Code}' has no value at the level '{DocumentFields.Word(target.Scope.Level)}'; its levels are {kpi.Levels}", "kpi");
        }
        if (target.To < target.From)
        {
            throw new DefinitionException("the target ends before it begins; swap 'from' and 'to'", "to");
        }
        if (target.Warning is { } warning && (kpi.Direction == Direction.Up && warning > target.Goal || kpi.Direction == Direction.Down && warning < target.Goal))
        {
            throw new DefinitionException(kpi.Direction == Direction.Up ? "of this KPI more is better: 'warning' is at most 'target'" : "of this KPI less is better: 'warning' is at least 'target'", "warning");
        }
        if (others.FirstOrDefault(other => !string.Equals(other.Id, target.Id, StringComparison.Ordinal) && other.Overlaps(target)) is { } clash)
        {
            throw new DefinitionException($"it overlaps with the target '{clash.Id}' of the same scope and KPI ({Text(clash)}); delete that one, or choose days on which it does not hold", "from");
        }
    }

    private static string Text(Target target)
    {
        var from = target.From == Target.Beginning ? "from the beginning" : $"from {Day(target.From)}";
        return string.Create(CultureInfo.InvariantCulture, $"{target.Goal}, {from}{(target.To is { } to ? $" to {Day(to)}" : " on")}");
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
