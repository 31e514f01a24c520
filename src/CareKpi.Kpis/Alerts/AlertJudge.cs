using System.Globalization;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;

namespace CareKpi.Kpis.Alerts;

/// <summary>What a rule looks at: the value of a scope; for changes that of the four weeks before, and how many days of the period have passed.</summary>
public readonly record struct AlertReading(KpiValue Value)
{
    public KpiValue? Baseline { get; init; }

    public double Days { get; init; }
}

/// <summary>Whether a rule holds, and in which words. Pure.</summary>
public static class AlertJudge
{
    /// <summary>Days of the baseline: the four weeks before the period.</summary>
    public const int BaselineDays = 28;

    /// <summary>The observations that a value needs. What is counted, summed or in stock is its own sample: that it is small, or nothing, may be just what the rule is about.</summary>
    public static int LeastCount(AlertRule rule, Kpi kpi) => kpi.Kind is ValueKind.Count or ValueKind.Sum or ValueKind.Stock ? int.MinValue : rule.MinCount;

    /// <summary>null: nothing to tell, or too few observations to tell it from.</summary>
    public static string? Judge(AlertRule rule, Kpi kpi, string scope, in AlertReading reading)
    {
        if (reading.Value.Value is not { } value || reading.Value.Count < LeastCount(rule, kpi))
        {
            return null;
        }
        return rule.Condition switch
        {
            AlertCondition.Threshold { Above: { } above } when value > above => Told(kpi, scope, value, $"above {Number(above)}"),
            AlertCondition.Threshold { Below: { } below } when value < below => Told(kpi, scope, value, $"below {Number(below)}"),
            AlertCondition.TargetMissed when reading.Value.Target is { State: TargetState.Missed, Target.Goal: var goal } => Told(kpi, scope, value, $"its target of {Number(goal)} is missed"),
            AlertCondition.Change change => Changed(rule, change.Percent, kpi, scope, value, reading),
            _ => null,
        };
    }

    private static string? Changed(AlertRule rule, double percent, Kpi kpi, string scope, double value, in AlertReading reading)
    {
        if (reading.Baseline is not { Value: { } before } baseline || baseline.Count < rule.MinCount)
        {
            return null;
        }
        // What is counted grows with the days.
        var usual = kpi.Kind is ValueKind.Count or ValueKind.Sum ? before * reading.Days / BaselineDays : before;
        if (usual == 0)
        {
            return null;
        }
        var change = 100 * (value - usual) / Math.Abs(usual);
        var holds = percent > 0 ? change >= percent : change <= percent;
        return holds ? Told(kpi, scope, value, $"{(change > 0 ? "+" : "")}{Number(Math.Round(change, 1))} % against {Number(usual)} in the four weeks before") : null;
    }

    private static string Told(Kpi kpi, string scope, double value, string what) => $"{kpi.Names.En} of {scope} is {Number(value)}{(kpi.Unit == Units.Number ? "" : $" {kpi.Unit}")}: {what}";

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
