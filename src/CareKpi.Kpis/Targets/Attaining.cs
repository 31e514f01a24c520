using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Targets;

/// <summary>A value beside its target (docs/contracts/definitions.md, "Reading").</summary>
public static class Attaining
{
    private const double Most = 200;

    /// <param name="daysLeft">Days left of the period; null: it does not run.</param>
    public static TargetStatus Judge(Target target, ScopeRef scope, Kpi kpi, double? value, double? daysLeft) => new(
        target,
        target.Scope == scope ? null : target.Scope.Level,
        StateOf(target, kpi.Direction, value),
        AttainmentOf(target.Goal, kpi, value),
        PaceOf(target.Goal, kpi.Kind, value, daysLeft));

    private static TargetState? StateOf(Target target, Direction direction, double? value) => (direction, value, target.Warning) switch
    {
        (_, null, _) or (Direction.None, _, null) => null,
        (Direction.None, { } at, { } end) => at >= Math.Min(target.Goal, end) && at <= Math.Max(target.Goal, end) ? TargetState.Met : TargetState.Missed,
        (Direction.Up, { } at, var warning) => at >= target.Goal ? TargetState.Met : at >= warning ? TargetState.Warning : TargetState.Missed,
        (_, { } at, var warning) => at <= target.Goal ? TargetState.Met : at <= warning ? TargetState.Warning : TargetState.Missed,
    };

    /// <summary>value ÷ target of what shall grow, target ÷ value of what shall shrink, in percent. A scale that begins below zero is moved so that it begins at zero. Null where no ratio means anything: against a target of
    /// nothing, or below it.</summary>
    public static double? AttainmentOf(double goal, Kpi kpi, double? value)
    {
        if (value is not { } at || kpi.Direction == Direction.None)
        {
            return null;
        }
        var shift = kpi.Unit switch { Units.MinusHundredToHundred => 100, Units.MinusOneToOne => 1, _ => 0 };
        (at, goal) = (at + shift, goal + shift);
        if (kpi.Direction == Direction.Up)
        {
            return goal > 0 ? Math.Clamp(100 * at / goal, 0, Most) : null;
        }
        return goal < 0 ? null : at <= 0 ? Most : Math.Clamp(100 * goal / at, 0, Most);
    }

    /// <summary>What is missing ÷ the days that are left; nothing when nothing is missing.</summary>
    private static double? PaceOf(double goal, ValueKind kind, double? value, double? daysLeft) =>
        kind is ValueKind.Count or ValueKind.Sum && value is { } at && daysLeft is { } days and > 0 ? Math.Max(0, goal - at) / days : null;
}
