using CareKpi.Kpis.Drivers;

namespace CareKpi.Kpis.Scorecards;

/// <summary>Why did a KPI change from one period to another? <see cref="Against"/> null: the period before. By the teams or agents of a scope, or by a dimension: one of the two is given.</summary>
public sealed record DriversRequest(ScopeRef Scope, string Kpi, PeriodChoice Period, PeriodChoice? Against, Level? ByLevel, BreakdownBy? ByDimension, int First = 20)
{
    /// <summary>Keys of the teams or agents that are told apart; the others are in the rest. null: all there are.</summary>
    public IReadOnlyList<string>? Among { get; init; }
}

/// <summary><see cref="Change"/> null: one of the values is, and there is nothing to explain.</summary>
public sealed record DriversResult(ScopeInfo Scope, string Kpi, Period Period, Period Against, double? Now, double? Before, double? Change, DriverTable<DriverOf> Drivers);

/// <summary>A value of a dimension, or the key and name of a team or agent.</summary>
public sealed record DriverOf(string Value, string? Name);
